package viz

import (
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// Curve draws a line through the rows, in their order. X is a number, a time or a text, which is a category; Y is a
// number or a time. The line breaks at a missing or infinite value. Interpolation makes it go in steps.
//
// Default columns: X is the first column and Y is the second. If the frame has an index, the index is its first column.
// A frame of one column is drawn over its row numbers. With By, the result is an overlay with a line for each group.
func Curve(dims ...Dim) Recipe { return xyRecipe("viz.Curve", curve{}, acceptAnyType, dims) }

type curve struct{}

func (curve) name() string                { return "Curve" }
func (curve) legendKey() guides.LegendKey { return guides.LineKey }

func (curve) axes(c *Chart) (x, y axis) {
	return c.columnAxis(c.x), c.columnAxis(c.y).withPadding()
}

func (curve) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	x, y := steps(style.interpolation, c.xPositions(style), c.values(c.y))
	return []plot.Plotter{&marks.Line{
		X: x, Y: y,
		Width: orDefault(style.lineWidth, 1.5), Color: style.withAlpha(style.color),
	}}, nil
}
