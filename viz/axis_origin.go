package viz

import (
	"math"
	"time"

	"github.com/streamgage/streamgage/viz/internal/guides"
)

// relativeTimes is implemented by the kinds of charts that can draw times relative to an origin.
type relativeTimes interface{ drawsRelativeTimes() }

func (curve) drawsRelativeTimes()      {}
func (dots) drawsRelativeTimes()       {}
func (rgb) drawsRelativeTimes()        {}
func (boxWhisker) drawsRelativeTimes() {}

// longestRelative is the longest span of times that are drawn relative to an origin. Longer spans do not need it: a float64
// holds times of this century in steps of 256 ns, which is less than a hundredth of a pixel there.
const longestRelative = float64(100 * time.Millisecond)

// chooseOrigins chooses the origins of the time axes. An axis with an origin shows times in ns after it. The origin is the
// first time of the axis, or 0, the Unix epoch, where an origin is not needed or where a chart cannot draw relative times.
func (p *panel) chooseOrigins() {
	p.origins = [2]int64{}
	if len(p.settings.plotHooks) > 0 || p.settings.invertAxes {
		return // a function of WithPlot may add plotters, whose times are absolute
	}
	for _, c := range p.charts {
		if _, ok := c.kind.(relativeTimes); !ok || len(c.overrides.settings().plotHooks) > 0 {
			return
		}
	}
	for i, a := range p.combined {
		if a.scale == guides.Time && a.dataRange.finite() && a.dataRange.Hi-a.dataRange.Lo <= longestRelative {
			p.origins[i] = firstTime(p.charts, i)
		}
	}
	if p.origins == [2]int64{} {
		return
	}
	for i, c := range p.charts {
		d := *c
		d.origins = p.origins
		p.charts[i] = &d
	}
	for i := range p.combined {
		if p.origins[i] == 0 {
			continue
		}
		p.combined[i].dataRange = noRange
		for n, c := range p.charts {
			var a axis
			if x, y := c.kind.axes(c); i == xAxis {
				a = x
			} else {
				a = y
			}
			p.axes[i][n].dataRange = a.dataRange
			p.combined[i].dataRange = p.combined[i].dataRange.union(a.dataRange)
		}
		p.fixed[i] = p.fixed[i].since(p.origins[i])
	}
}

// since returns r in ns after an origin.
func (r Range) since(origin int64) Range {
	return Range{r.Lo - float64(origin), r.Hi - float64(origin)}
}

// firstTime returns the first time that the charts have on an axis. It is 0 if there is none.
func firstTime(charts []*Chart, i int) int64 {
	first, found := int64(math.MaxInt64), false
	for _, c := range charts {
		if r, ok := c.kind.(rgb); ok && i == xAxis && r.bounds.Times {
			first, found = min(first, r.bounds.Origin+int64(r.bounds.X.Lo)), true
			continue
		}
		column := [2]string{c.x, c.y}[i]
		ns, err := c.data.Times(column)
		if err != nil {
			continue
		}
		for row, t := range ns {
			if t < first && c.data.Valid(column, row) {
				first, found = t, true
			}
		}
	}
	if !found {
		return 0
	}
	return first
}

// relative returns the values of a column, or times in ns after the origin of the axis that shows them. ok is false if the
// column has no origin.
func (c *Chart) relative(column string) (values []float64, ok bool) {
	origin := int64(0)
	for i, name := range [2]string{c.x, c.y} {
		if name == column && c.origins[i] != 0 {
			origin = c.origins[i]
		}
	}
	if origin == 0 {
		return nil, false
	}
	ns, err := c.data.Times(column)
	if err != nil { // numbers that TimeX makes times
		numbers, _ := c.data.Numeric(column)
		values = make([]float64, len(numbers))
		for row, v := range numbers {
			values[row] = v - float64(origin)
		}
		return values, true
	}
	values = make([]float64, len(ns))
	data, _ := c.data.Column(column)
	missing := data.HasMissing()
	for row, t := range ns {
		if values[row] = float64(t - origin); missing && !data.Valid(row) {
			values[row] = math.NaN()
		}
	}
	return values, true
}
