package viz

import (
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"gonum.org/v1/plot"
)

// Chart is an element with data of its own: what recipes make. Operations read it.
type Chart struct {
	kind  kind
	data  frame.Frame
	x, y  string // the columns drawn; "" for x means row numbers
	group string // the value of By that the chart is of; "": none
	mods
}

// kind is what a sort of chart knows: what it is called, what its axes have to show, and how it is drawn. A new element
// is a new kind, in a file of its own.
type kind interface {
	name() string
	// axes says what each axis has to show.
	axes(c *Chart) (x, y axis)
	// plotters draws the chart.
	plotters(c *Chart, p *paint) ([]plot.Plotter, error)
	// swatch is the shape of its legend entry.
	swatch() guides.Shape
}

func newChart(k kind, f frame.Frame, x, y string) *Chart { return &Chart{kind: k, data: f, x: x, y: y} }

// Kind is the sort of chart: "Curve", "Scatter", "Points", "Area", "Histogram", "BoxWhisker", "Table", "Dataset",
// "RGB" or "Plotters".
func (c *Chart) Kind() string { return c.kind.name() }

// Data is the rows that the chart draws.
func (c *Chart) Data() frame.Frame { return c.data }

// X is the dimension of the horizontal axis: a column of the data, or "x" (beside a column "x", "row") where the chart is
// drawn over row numbers. It is "" where there is neither.
func (c *Chart) X() string {
	if _, boxes := c.kind.(boxWhisker); c.x == "" && !boxes {
		return c.rowNumbers()
	}
	return c.x
}

// rowNumbers is what the x dimension is called where a frame has only one column.
func (c *Chart) rowNumbers() string {
	switch {
	case c.data.NumCols() == 0:
		return ""
	case c.y == "x":
		return "row"
	}
	return "x"
}

// Y is the column of the vertical axis.
func (c *Chart) Y() string { return c.y }

// Label is the name that Relabel gave, "" if none.
func (c *Chart) Label() string { return c.label }

// Fixed is the range that RedimRange has set for a dimension.
func (c *Chart) Fixed(dim string) (Range, bool) {
	r, ok := c.fixed[dim]
	return r, ok
}

// Relabel implements Element.
func (c *Chart) Relabel(label string) Element {
	d := *c
	d.mods = c.relabel(label)
	return &d
}

// RedimRange implements Element.
func (c *Chart) RedimRange(dim string, lo, hi float64) Element {
	d := *c
	d.mods = c.redim(dim, Range{lo, hi})
	return &d
}

// Opts implements Element.
func (c *Chart) Opts(opts ...Opt) Element {
	d := *c
	d.mods = c.with(opts)
	return &d
}

// Figure makes a figure of the chart alone.
func (c *Chart) Figure() *Figure { return newFigure(c) }

func (c *Chart) resolve(View) (resolved, error) {
	return resolved{charts: []*Chart{c}, mods: mods{label: c.label, fixed: c.fixed, opts: c.opts}}, nil
}
func (c *Chart) triggers() []*hub { return nil }
func (c *Chart) sized() bool      { return false }
func (c *Chart) problem() error   { return c.err }

// across is where the rows stand along the x axis of a plot: a text at its category's place.
func (c *Chart) across(p *paint) []float64 {
	if !isText(c.data, c.x) {
		return c.values(c.x)
	}
	at := make(map[string]float64, len(p.categories))
	for i, name := range p.categories {
		at[name] = float64(i)
	}
	xs := make([]float64, c.data.Len())
	for i, name := range texts(c.data, c.x) {
		if x, ok := at[name]; ok {
			xs[i] = x
		} else {
			xs[i] = math.NaN()
		}
	}
	return xs
}

// values is a column as numbers, for drawing; "" gives row numbers.
func (c *Chart) values(column string) []float64 {
	if column == "" {
		rows := make([]float64, c.data.Len())
		for i := range rows {
			rows[i] = float64(i)
		}
		return rows
	}
	v, err := c.data.Numeric(column)
	if err != nil {
		return nil // a frame without columns; types were checked by the recipe
	}
	return v
}
