package viz

import (
	"image/color"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Scatter draws a dot for each row, X across, Y up: Y depends on X. ColorIndex colours the dots. Default: the first
// column over the second one, the index, if there is one, being the first. Rows with a missing value are left out.
func Scatter(ds ...Dim) Recipe { return series("viz.Scatter", dots{"Scatter"}, numericOrText, ds) }

// Points draws a dot for each row, at X and Y, which do not depend on one another. It is drawn as Scatter is.
func Points(ds ...Dim) Recipe { return series("viz.Points", dots{"Points"}, numericOrText, ds) }

type dots struct{ called string }

func (d dots) name() string          { return d.called }
func (dots) swatch() guides.Shape { return guides.Dot }

func (dots) coloring(c *Chart, s settings, order *colorOrder) (coloring, error) {
	if isNumeric(c.data, s.colorIndex) {
		return c.byValue(s)
	}
	return c.byName(s.colorIndex, s.theme.Cycle, s.theme.Muted, guides.Dot, order), nil
}

func (dots) axes(c *Chart) (x, y axis) {
	return c.span(c.x).padded(), c.span(c.y).padded()
}

func (dots) plotters(c *Chart, p *paint) ([]plot.Plotter, error) {
	d := &marks.Dots{X: c.across(p), Y: c.values(c.y), Radius: or(p.size, 5.5) / 2, Fill: p.faded(p.own), Outline: p.line()}
	switch {
	case p.table != nil:
		table := *p.table
		for i := range table {
			table[i] = p.faded(table[i])
		}
		d.Values, d.Lo, d.Hi, d.Table = p.values, p.span.Lo, p.span.Hi, &table
		d.Fill = p.faded(p.theme.Muted) // of rows without a value
	case p.rows != nil:
		d.Colors = make([]color.Color, len(p.rows))
		for i, c := range p.rows {
			d.Colors[i] = p.faded(c)
		}
	}
	return []plot.Plotter{d}, nil
}
