package viz

import (
	"math"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// Chart is an element that holds its data. Recipes make charts, and operations read them.
type Chart struct {
	kind  kind
	data  frame.Frame
	x, y  string // the columns to draw; if x is "", the chart is drawn over row numbers
	group string // the label of the chart's group, made from its values of By; "" without By

	numbers *numbers // the columns as numbers, converted on first use

	groupKey     frame.Frame // a row of the group
	groupColumns []string    // the columns of By

	// Set for each frame, for the axes on which the chart is drawn:
	scales  [2]ticks.Scale
	origins [2]int64
	overrides
}

// kind is a kind of chart: its name, its axes, and its plotters. A new element needs a new kind. Each kind has its own
// file.
type kind interface {
	name() string
	// axes returns the description of both axes.
	axes(c *Chart) (x, y axis)
	// plotters returns the plotters that draw the chart.
	plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error)
	// legendKey returns the mark beside the chart's label in a legend.
	legendKey() guides.LegendKey
}

// newChart makes a chart of the columns x and y of f. It does not check the columns.
func newChart(k kind, f frame.Frame, x, y string) *Chart {
	return &Chart{kind: k, data: f, x: x, y: y, numbers: new(numbers)}
}

// Kind returns the kind of chart, which is the name of the function that makes it, such as "Curve" or "HeatMap".
func (c *Chart) Kind() string { return c.kind.name() }

// Data returns the rows that the chart draws.
func (c *Chart) Data() frame.Frame { return c.data }

// X returns the dimension of the horizontal axis. It is a column of the data. If the chart is drawn over row numbers,
// it is "x", or "row" if y is the column "x". It is "" for a frame without columns, and for a BoxWhisker or Violin without X.
func (c *Chart) X() string {
	switch c.kind.(type) {
	case boxWhisker, violin:
		return c.x
	}
	if c.x == "" {
		return c.rowNumberDim()
	}
	return c.x
}

// rowNumberDim returns the name of the x dimension of a chart that is drawn over row numbers.
func (c *Chart) rowNumberDim() string {
	switch {
	case c.data.NumCols() == 0:
		return ""
	case c.y == "x":
		return "row"
	}
	return "x"
}

// Y returns the column of the vertical axis.
func (c *Chart) Y() string { return c.y }

// Label returns the name that Relabel has set, or "".
func (c *Chart) Label() string { return c.label }

// FixedRange returns the range that RedimRange has set for a dimension, and whether it has set one.
func (c *Chart) FixedRange(dim string) (Range, bool) {
	r, ok := c.fixedRanges[dim]
	return r, ok
}

// Relabel implements Element.
func (c *Chart) Relabel(label string) Element {
	d := *c
	d.overrides = c.withLabel(label)
	return &d
}

// RedimRange implements Element.
func (c *Chart) RedimRange(dim string, lo, hi float64) Element {
	d := *c
	d.overrides = c.withFixedRange(dim, Range{lo, hi})
	return &d
}

// Opts implements Element.
func (c *Chart) Opts(opts ...Opt) Element {
	d := *c
	d.overrides = c.withOptions(opts)
	return &d
}

// Figure makes a figure of the chart alone.
func (c *Chart) Figure() *Figure { return newFigure(c) }

func (c *Chart) resolve(View) (resolvedPlot, error) {
	own := overrides{label: c.label, fixedRanges: c.fixedRanges, opts: c.opts}
	return resolvedPlot{charts: []*Chart{c}, overrides: own}, nil
}
func (c *Chart) triggers() []*publisher { return nil }
func (c *Chart) dependsOnView() bool    { return false }
func (c *Chart) buildError() error      { return c.err }

// xPositions returns the position of each row on the plot's x axis. The position of a text is the index of its
// category, or NaN if the axis does not have it.
func (c *Chart) xPositions(style *chartStyle) []float64 {
	if !isText(c.data, c.x) {
		return c.values(c.x)
	}
	index := make(map[string]float64, len(style.xCategories))
	for i, name := range style.xCategories {
		index[name] = float64(i)
	}
	positions := make([]float64, c.data.Len())
	for i, name := range c.categoryNames(c.x) {
		if x, ok := index[name]; ok {
			positions[i] = x
		} else {
			positions[i] = math.NaN()
		}
	}
	return positions
}

// values returns a column as numbers for drawing, or the row numbers if column is "". It returns nil for a frame
// without columns. The result is shared and must not be changed.
func (c *Chart) values(column string) []float64 {
	return c.numbers.column(c.numbersKey(column), func() []float64 { return c.onScales(column, c.convert(column)) })
}

// numbersKey names the values of a column: those of an axis depend on its scale and its origin.
func (c *Chart) numbersKey(column string) numbersKey {
	key := numbersKey{column: column}
	for i, name := range [2]string{c.x, c.y} {
		if name == column {
			key.scales[i], key.origins[i] = c.scales[i].Kind, c.origins[i]
		}
	}
	return key
}

// convert returns what values returns, of all scales.
func (c *Chart) convert(column string) []float64 {
	if column == "" {
		rows := make([]float64, c.data.Len())
		for i := range rows {
			rows[i] = float64(i)
		}
		return rows
	}
	if v, ok := c.relative(column); ok {
		return v
	}
	v, err := c.data.Numeric(column)
	if err != nil {
		return nil // the frame has no columns: for other frames, the recipe has checked the type
	}
	return v
}
