package viz

import (
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Scatter draws a dot for each row at the position X, Y. Y depends on X. ColorIndex colours the dots. Rows with a
// missing value are left out. Default columns: those of Curve. With By, the result is an overlay with an element for
// each group.
func Scatter(dims ...Dim) Recipe {
	return xyRecipe("viz.Scatter", dots{"Scatter"}, acceptAnyType, dims)
}

// Points draws a dot for each row at the position X, Y. X and Y are independent of one another. It looks like Scatter
// and has the same options.
func Points(dims ...Dim) Recipe { return xyRecipe("viz.Points", dots{"Points"}, acceptAnyType, dims) }

type dots struct{ kindName string }

func (d dots) name() string              { return d.kindName }
func (dots) legendKey() guides.LegendKey { return guides.DotKey }

func (dots) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	if isContinuous(c.data, s.colorIndex) {
		return c.encodeValues(s)
	}
	return c.encodeCategories(s.colorIndex, s.theme.Cycle, s.theme.Muted, guides.DotKey, order), nil
}

func (dots) axes(c *Chart) (x, y axis) {
	return c.columnAxis(c.x).withPadding(), c.columnAxis(c.y).withPadding()
}

func (dots) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	m := style.markColors()
	return []plot.Plotter{&marks.Dots{
		X: c.xPositions(style), Y: c.values(c.y), Radius: orDefault(style.dotSize, 5.5) / 2,
		Fill: m.Fill, Values: m.Values, Lo: m.Lo, Hi: m.Hi, Table: m.Table, Colors: m.Colors, Outline: style.outlineColor(),
	}}, nil
}
