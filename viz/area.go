package viz

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Area fills the space between Y and 0, X across. A missing value is a gap. Default columns as Curve's; with By there
// is an area for each group, in an overlay, which Stack puts on top of one another.
func Area(ds ...Dim) Recipe { return series("viz.Area", area{}, numeric, ds) }

// area is drawn from lower, if it has one, up to y.
type area struct{ lower []float64 }

func (area) name() string            { return "Area" }
func (area) swatch() guides.Shape { return guides.Square }

func (a area) axes(c *Chart) (x, y axis) {
	y = c.span(c.y).padded().from(0)
	if a.lower != nil {
		y.data = y.data.union(extent(a.lower))
	}
	return c.span(c.x), y
}

func (a area) plotters(c *Chart, p *paint) ([]plot.Plotter, error) {
	fill := p.own
	m := &marks.Area{X: c.values(c.x), Upper: c.values(c.y), Lower: a.lower, Fill: p.faded(fill)}
	if line := p.line(); line != nil {
		m.Line, m.Width = line, or(p.lineWidth, 1)
	}
	return []plot.Plotter{m}, nil
}

// Stack puts the areas of an overlay on top of one another, the first at the bottom. They are brought to common x, in
// ascending order: a value that one of them lacks counts as 0. What is not an area stays as it is.
func Stack(e Element) Element {
	if e == nil {
		panic("viz.Stack: the element must not be nil")
	}
	if o, ok := e.(*overlay); ok && len(o.triggers()) == 0 {
		return o.stacked()
	}
	return &DynamicMap{hubs: e.triggers(), mods: mods{err: e.problem()}, make: func(v View) (Element, error) {
		r, err := e.resolve(v)
		if err != nil {
			return nil, err
		}
		parts := make([]Element, len(r.charts))
		for i, c := range r.charts {
			parts[i] = c
		}
		s := (&overlay{parts: parts}).stacked()
		if r.mods.label != "" {
			return s.Relabel(r.mods.label), nil
		}
		return s, nil
	}}
}

func (o *overlay) stacked() Element {
	var areas []*Chart
	for _, p := range o.parts {
		if c, ok := p.(*Chart); ok && c.Kind() == "Area" {
			areas = append(areas, c)
		}
	}
	xs := unionX(areas)
	base := make([]float64, len(xs))
	s := &overlay{mods: o.mods}
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

// unionX is every x of the areas once, ascending.
func unionX(areas []*Chart) []float64 {
	var xs []float64
	seen := map[float64]bool{}
	for _, c := range areas {
		for _, x := range c.values(c.x) {
			if !seen[x] && finite(x) {
				seen[x] = true
				xs = append(xs, x)
			}
		}
	}
	slices.Sort(xs)
	return xs
}

// stackedOn is the area c on top of base, over xs, and the top that it has then.
func (c *Chart) stackedOn(xs, base []float64) (*Chart, []float64) {
	at := make(map[float64]float64, len(xs))
	ys := c.values(c.y)
	for i, x := range c.values(c.x) {
		if finite(ys[i]) { // what is missing counts as 0
			at[x] = ys[i]
		}
	}
	top := make([]float64, len(xs))
	for i, x := range xs {
		top[i] = base[i] + at[x]
	}
	layer := *c
	layer.kind = area{lower: base}
	var err error
	if layer.data, err = stackFrame(c, xs, top); err != nil && layer.err == nil {
		layer.err = fmt.Errorf("viz.Stack: %w: %w", ErrElement, err)
	}
	return &layer, top
}

// stackFrame is the frame of a stacked area: its x and its top. They must have two names, which X and Y may not.
func stackFrame(c *Chart, xs, top []float64) (frame.Frame, error) {
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
