package viz

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"gonum.org/v1/plot"
)

// Bars draws a bar from 0 to Y at each X. Texts, numbers and bools are categories: texts in order of first appearance,
// numbers in ascending order. Times are positions along a time axis, and a bar is as wide as the smallest distance
// between two times allows. A missing or infinite value has no bar. Default columns: those of Curve.
//
// With By there is a bar for each group at each X: side by side, or on top of one another with Stacked, where negative
// values go downwards. Each X has one row for each group: two are an ErrOption, unless Aggregate says how they become
// one. InvertAxes makes the bars horizontal, and BarWidth sets their width.
func Bars(dims ...Dim) Recipe {
	d := parseDims(dims)
	return func(f frame.Frame) (Element, error) {
		x, y, err := d.xyColumns("viz.Bars", f)
		if err != nil {
			return nil, err
		}
		if err := checkContinuous("viz.Bars", f, y); err != nil {
			return nil, err
		}
		if f.NumCols() > 0 && x != "" {
			if f, err = d.aggregated("viz.Bars", f, append([]string{x}, d.by...), y); err != nil {
				return nil, err
			}
		}
		e, err := chartsByGroup(bars{slots: 1}, f, x, y, d.by)
		if o, ok := e.(*overlay); ok {
			o.arrangeBars()
		}
		return e, err
	}
}

// bars is the kind of a Bars, or of one of its groups.
type bars struct {
	slot, slots int       // the place of the group among the bars at one x
	base        []float64 // where each row's bar begins if it is stacked; nil: at 0
}

func (bars) name() string                { return "Bars" }
func (bars) legendKey() guides.LegendKey { return guides.SquareKey }

// arrangeBars gives each group its place at each x, and the height at which its bars begin when they are stacked.
func (o *overlay) arrangeBars() {
	above, below := map[string]float64{}, map[string]float64{}
	for i, part := range o.parts {
		c := part.(*Chart)
		k := bars{slot: i, slots: len(o.parts), base: make([]float64, c.data.Len())}
		values := c.values(c.y)
		for row, at := range columnTexts(c.data, c.x) {
			heights := above
			if values[row] < 0 {
				heights = below
			}
			if k.base[row] = heights[at]; minmax.IsFinite(values[row]) {
				heights[at] += values[row]
			}
		}
		c.kind = k
	}
}

func (b bars) axes(c *Chart) (x, y axis) {
	y = c.columnAxis(c.y).withPadding().withSoftValue(0)
	if tops := b.tops(c); tops != nil {
		y.dataRange = rangeOf(tops)
	}
	if c.x != "" && !isTime(c.data, c.x) {
		return c.categoryAxis(c.x), y
	}
	x = c.columnAxis(c.x)
	if half := b.spacing(c) / 2; x.dataRange.finite() {
		x.dataRange = Range{x.dataRange.Lo - half, x.dataRange.Hi + half}
	}
	return x, y
}

// tops returns where the bars end, or nil if they are not stacked.
func (b bars) tops(c *Chart) []float64 {
	if b.base == nil || !c.overrides.settings().stacked {
		return nil
	}
	tops := make([]float64, len(b.base))
	for i, v := range c.values(c.y) {
		tops[i] = b.base[i] + v
	}
	return tops
}

// spacing returns the distance between two positions of bars: 1 between categories.
func (bars) spacing(c *Chart) float64 {
	if !isTime(c.data, c.x) {
		return 1
	}
	return smallestStep(c.values(c.x), 1e9)
}

func (b bars) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	x := slices.Clone(c.positions(c.x, style.xCategories))
	y := c.values(c.y)
	base := make([]float64, len(y))
	tops := b.tops(c)
	if tops != nil {
		base, y = b.base, tops
	}
	all := b.spacing(c) * orDefault(style.barWidth, 0.8)
	width, left := all, -all/2
	if tops == nil && b.slots > 1 {
		width = all / float64(b.slots)
		left += width * float64(b.slot)
	}
	m := &marks.Rectangles{RowColors: style.markColors(), Outline: style.outlineColor(), OutlineWidth: orDefault(style.lineWidth, 1)}
	if b.slots > 1 {
		m.Gap = 1
	}
	for i := range y {
		if !minmax.IsFinite(y[i]) || y[i] == base[i] {
			x[i] = math.NaN() // nothing to draw
		}
		m.X0, m.X1 = append(m.X0, x[i]+left), append(m.X1, x[i]+left+width)
	}
	m.Y0, m.Y1 = base, y
	return []plot.Plotter{m}, nil
}

func (bars) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	e, err := dots{}.encodeColors(c, s, order)
	for i := range e.legendEntries {
		e.legendEntries[i].Key = guides.SquareKey
	}
	if s.colorIndex == c.x {
		e.legendEntries = nil // the axis shows the names already
	}
	return e, err
}
