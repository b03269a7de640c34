package viz

import (
	"image/color"

	"github.com/streamgage/streamgage/viz/internal/furniture"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Scatter draws a dot for each row, X across, Y up: Y depends on X. ColorIndex colours the dots. Default: the first
// column over the second one, the index, if there is one, being the first. Rows with a missing value are left out.
func Scatter(ds ...Dim) Recipe { return xyRecipe("viz.Scatter", dots{"Scatter"}, acceptAnyType, ds) }

// Points draws a dot for each row, at X and Y, which do not depend on one another. It is drawn as Scatter is.
func Points(ds ...Dim) Recipe { return xyRecipe("viz.Points", dots{"Points"}, acceptAnyType, ds) }

type dots struct{ kindName string }

func (d dots) name() string               { return d.kindName }
func (dots) legendShape() furniture.Shape { return furniture.Dot }

func (dots) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	if isNumeric(c.data, s.colorIndex) {
		return c.encodeValues(s)
	}
	return c.encodeCategories(s.colorIndex, s.theme.Cycle, s.theme.Muted, furniture.Dot, order), nil
}

func (dots) axes(c *Chart) (x, y axis) {
	return c.columnAxis(c.x).withPadding(), c.columnAxis(c.y).withPadding()
}

func (dots) plotters(c *Chart, p *chartStyle) ([]plot.Plotter, error) {
	d := &marks.Dots{X: c.xPositions(p), Y: c.values(c.y), Radius: orDefault(p.dotSize, 5.5) / 2, Fill: p.withAlpha(p.color), Outline: p.outlineColor()}
	switch {
	case p.table != nil:
		table := *p.table
		for i := range table {
			table[i] = p.withAlpha(table[i])
		}
		d.Values, d.Lo, d.Hi, d.Table = p.values, p.valueRange.Lo, p.valueRange.Hi, &table
		d.Fill = p.withAlpha(p.theme.Muted) // of rows without a value
	case p.rowColors != nil:
		d.Colors = make([]color.Color, len(p.rowColors))
		for i, c := range p.rowColors {
			d.Colors[i] = p.withAlpha(c)
		}
	}
	return []plot.Plotter{d}, nil
}
