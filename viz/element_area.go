package viz

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// Area fills the space between Y and 0 over X. X is a number or a time. A missing value is a gap. Default columns:
// those of Curve. With By, the result is an overlay with an area for each group. Stack stacks these areas.
func Area(dims ...Dim) Recipe { return xyRecipe("viz.Area", area{}, checkContinuous, dims) }

// area is the kind of an Area. It fills from lower to y, or from 0 to y if lower is nil (not stacked).
type area struct{ lower []float64 }

func (area) name() string                { return "Area" }
func (area) legendKey() guides.LegendKey { return guides.SquareKey }

func (a area) axes(c *Chart) (x, y axis) {
	y = c.columnAxis(c.y).withPadding().withSoftValue(0)
	if a.lower != nil {
		y.dataRange = y.dataRange.union(rangeOf(a.lower))
	}
	return c.columnAxis(c.x), y
}

func (a area) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	m := &marks.Area{X: c.values(c.x), Upper: c.values(c.y), Lower: a.lower, Fill: style.withAlpha(style.color)}
	if line := style.outlineColor(); line != nil {
		m.Outline, m.OutlineWidth = line, orDefault(style.lineWidth, 1)
	}
	return []plot.Plotter{m}, nil
}

// Stack stacks the areas of an overlay, the first at the bottom. Each area of the result has a value at every x that
// occurs in any of them, in ascending order. A missing value counts as 0. Charts of other kinds do not change. Stack
// panics on nil.
func Stack(e Element) Element {
	if e == nil {
		panic("viz.Stack: the element must not be nil")
	}
	if o, ok := e.(*overlay); ok && len(o.triggers()) == 0 {
		return o.stacked()
	}
	return &DynamicMap{publishers: e.triggers(), overrides: overrides{err: e.buildError()}, callback: func(v View) (Element, error) {
		r, err := e.resolve(v)
		if err != nil {
			return nil, err
		}
		parts := make([]Element, len(r.charts))
		for i, c := range r.charts {
			parts[i] = c
		}
		s := (&overlay{parts: parts}).stacked()
		if r.overrides.label != "" {
			return s.Relabel(r.overrides.label), nil
		}
		return s, nil
	}}
}

// stacked returns the overlay with its areas stacked.
func (o *overlay) stacked() Element {
	var areas []*Chart
	for _, p := range o.parts {
		if c, ok := p.(*Chart); ok && c.Kind() == "Area" {
			areas = append(areas, c)
		}
	}
	xs := unionX(areas)
	base := make([]float64, len(xs))
	s := &overlay{overrides: o.overrides}
	for _, p := range o.parts {
		c, ok := p.(*Chart)
		if !ok || c.Kind() != "Area" {
			s.parts = append(s.parts, p)
			continue
		}
		var layer *Chart
		layer, base = c.stackedOn(xs, base)
		s.parts = append(s.parts, layer)
	}
	return s
}

// unionX returns each finite x of the areas once, in ascending order.
func unionX(areas []*Chart) []float64 {
	var xs []float64
	seen := map[float64]bool{}
	for _, c := range areas {
		for _, x := range c.values(c.x) {
			if !seen[x] && minmax.IsFinite(x) {
				seen[x] = true
				xs = append(xs, x)
			}
		}
	}
	slices.Sort(xs)
	return xs
}

// stackedOn stacks the area c on base, the upper edge of the area below, which has a value for each of xs. It returns
// the stacked area and its upper edge.
func (c *Chart) stackedOn(xs, base []float64) (layer *Chart, top []float64) {
	yAt := make(map[float64]float64, len(xs))
	ys := c.values(c.y)
	for i, x := range c.values(c.x) {
		if minmax.IsFinite(ys[i]) {
			yAt[x] = ys[i]
		}
	}
	top = make([]float64, len(xs))
	for i, x := range xs {
		top[i] = base[i] + yAt[x]
	}
	d := *c
	d.kind, d.numbers = area{lower: base}, new(numbers) // it has other rows
	var err error
	if d.data, err = stackedFrame(c, xs, top); err != nil && d.err == nil {
		d.err = fmt.Errorf("viz.Stack: %w: %w", ErrElement, err)
	}
	return &d, top
}

// stackedFrame returns the rows of a stacked area: its x and its upper edge. It returns an error if c.x and c.y are the
// same column.
func stackedFrame(c *Chart, xs, top []float64) (frame.Frame, error) {
	if c.data.NumCols() == 0 {
		return c.data, nil
	}
	y := frame.Col(c.y, top)
	switch {
	case c.x == "":
		return frame.New(y)
	case isTime(c.data, c.x):
		ns := make([]int64, len(xs))
		for i, v := range xs {
			ns[i] = int64(v)
		}
		return frame.New(frame.Nanos(c.x, ns), y)
	}
	return frame.New(frame.Col(c.x, xs), y)
}
