package operation

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/raster"
)

// chartValues holds the data of a chart as numbers along the axes.
type chartValues struct {
	chart        *viz.Chart
	xs, ys       []float64
	xName, yName string
	times        bool // xs are times
	x, y         numbering
}

// numbering says how the values along an axis are numbers. Times are counted from the first time, because a float64 cannot
// hold nanoseconds since 1970 without loss. Values on a logarithmic axis are logarithms.
type numbering struct {
	offset float64 // the time of the first row, from which times are counted
	origin int64   // the same, if bounds must be counted from it too
	log    bool
}

// number returns a value of the axis as a number.
func (n numbering) number(v float64) float64 {
	if !n.log {
		return v - n.offset
	}
	if !(v > 0) {
		return math.NaN()
	}
	return math.Log10(v)
}

// bounds returns a range of numbers as a range of the axis, in nanoseconds after the origin if that is set.
func (n numbering) bounds(r raster.Range) viz.Range {
	switch {
	case n.log:
		return viz.Range{Lo: math.Pow(10, r.Lo), Hi: math.Pow(10, r.Hi)}
	case n.origin != 0:
		return viz.Range(r)
	}
	return viz.Range{Lo: r.Lo + n.offset, Hi: r.Hi + n.offset}
}

// valuesOf returns the data of a chart for a view. A chart without columns has no values.
func valuesOf(c *viz.Chart, view viz.View) (chartValues, error) {
	v := chartValues{chart: c, xName: c.X(), yName: c.Y()}
	f := c.Data()
	if f.NumCols() == 0 {
		return v, nil
	}
	var err error
	if v.ys, err = f.Numeric(c.Y()); err != nil {
		return v, fmt.Errorf("operation.Datashade: %w", err)
	}
	if view.LogY {
		v.y.log, v.ys = true, logarithms(v.ys)
	}
	field, ok := f.Schema().Lookup(c.X())
	switch {
	case !ok: // the chart is drawn over row numbers
		v.xs = make([]float64, len(v.ys))
		for i := range v.xs {
			v.xs[i] = float64(i)
		}
	case field.Type == frame.Time:
		v.times = true
		v.xs, v.x = sinceFirst(f, c.X())
		return v, nil
	default:
		if v.xs, err = f.Numeric(c.X()); err != nil {
			return v, fmt.Errorf("operation.Datashade: %w", err)
		}
	}
	if view.LogX {
		v.x.log, v.xs = true, logarithms(v.xs)
	}
	return v, nil
}

// logarithms returns the logarithms to the base 10, NaN for values that are not positive.
func logarithms(values []float64) []float64 {
	all := make([]float64, len(values))
	for i, v := range values {
		all[i] = numbering{log: true}.number(v)
	}
	return all
}

// shortSpan is the longest span of times whose bounds are counted from the first time, in nanoseconds.
const shortSpan = 0.1e9

// sinceFirst returns the times of a column in nanoseconds since the first row's, NaN for missing ones, and their numbering.
func sinceFirst(f frame.Frame, column string) (xs []float64, n numbering) {
	ns, err := f.Times(column)
	if err != nil || len(ns) == 0 {
		return nil, n
	}
	start := ns[0]
	xs = make([]float64, len(ns))
	c, _ := f.Column(column)
	missing := c.HasMissing()
	for i, t := range ns {
		if xs[i] = float64(t - start); missing && !c.Valid(i) {
			xs[i] = math.NaN()
		}
	}
	n.offset = float64(start)
	if lo, hi := minmax.Finite(xs); hi-lo <= shortSpan {
		n.origin = start
	}
	return xs, n
}

// xRange returns the range of xs to aggregate. view is the range that the view requests.
func (v chartValues) xRange(view viz.Range) raster.Range {
	return v.aggregatedRange(view, v.xName, v.xs, v.x)
}

// yRange returns the range of ys to aggregate. view is the range that the view requests.
func (v chartValues) yRange(view viz.Range) raster.Range {
	return v.aggregatedRange(view, v.yName, v.ys, v.y)
}

// aggregatedRange returns the range that the view requests, or else the range that RedimRange has set, as numbers. If
// neither is set, it returns the zero Range, which means the range of the values. As for any axis, the ends may be in
// descending order, and an end that is not finite is replaced by that of the values.
func (v chartValues) aggregatedRange(view viz.Range, dim string, values []float64, n numbering) raster.Range {
	fixed, ok := v.chart.FixedRange(dim)
	if !view.IsZero() {
		fixed, ok = view, true
	}
	fixed = viz.Range{Lo: n.number(fixed.Lo), Hi: n.number(fixed.Hi)}
	if !ok || !minmax.IsFinite(fixed.Lo) && !minmax.IsFinite(fixed.Hi) {
		return raster.Range{}
	}
	var data viz.Range
	if !minmax.IsFinite(fixed.Lo) || !minmax.IsFinite(fixed.Hi) {
		data.Lo, data.Hi = minmax.Finite(values)
	}
	return raster.Range(data.Override(fixed))
}
