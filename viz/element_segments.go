package viz

import (
	"errors"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// End names the columns of the second end of segments and rectangles. Default: the third and the fourth column.
func End(x, y string) Dim { return dimFunc(func(d *dims) { d.ends = [2]string{x, y} }) }

// Segments draws a line from X, Y to End for each row. X and the x of End are both numbers, times or texts; so are the
// two y. A row with a missing value is left out. ColorIndex colours the lines; LineWidth and LineDash set their style.
// Default columns: the first four. With By, the result is an overlay with an element for each group.
func Segments(dims ...Dim) Recipe {
	return endsRecipe("viz.Segments", func(ends [2]string) kind { return segments{ends} }, dims)
}

// Rectangles fills the rectangle with the corners X, Y and End for each row, such as a task of a schedule. A row with a
// missing value is left out. ColorIndex colours the rectangles; LineColor gives them an outline. Default columns: the
// first four. With By, the result is an overlay with an element for each group.
func Rectangles(dims ...Dim) Recipe {
	return endsRecipe("viz.Rectangles", func(ends [2]string) kind { return rectangles{segments{ends}} }, dims)
}

// endsRecipe makes the recipe of a kind whose rows have two ends.
func endsRecipe(op string, k func(ends [2]string) kind, options []Dim) Recipe {
	d := parseDims(options)
	return func(f frame.Frame) (Element, error) {
		x, y, err := d.xyColumns(op, f)
		if err != nil {
			return nil, err
		}
		x1, err := d.column(op, f, d.ends[0], "the x of the end", x, y)
		if err != nil {
			return nil, err
		}
		y1, err := d.column(op, f, d.ends[1], "the y of the end", x, y, x1)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(sameScale(op, f, x, x1), sameScale(op, f, y, y1)); err != nil {
			return nil, err
		}
		return chartsByGroup(k([2]string{x1, y1}), f, x, y, d.by)
	}
}

// segments is the kind of a Segments. ends are the columns of the second ends.
type segments struct{ ends [2]string }

func (segments) name() string                { return "Segments" }
func (segments) legendKey() guides.LegendKey { return guides.LineKey }

func (s segments) axes(c *Chart) (x, y axis) {
	if c.data.NumCols() == 0 {
		return c.columnAxis(c.x), c.columnAxis(c.y)
	}
	return c.columnsAxis(c.x, s.ends[0]).withPadding(), c.columnsAxis(c.y, s.ends[1]).withPadding()
}

func (segments) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	return dots{}.encodeColors(c, s, order)
}

// corners returns both ends of each row. A row with an infinite end has NaN.
func (s segments) corners(c *Chart, style *chartStyle) (x0, y0, x1, y1 []float64) {
	y0, y1 = c.positions(c.y, style.yCategories), c.positions(s.ends[1], style.yCategories)
	x0, _ = finiteRows(c.positions(c.x, style.xCategories), y0, false)
	x1, _ = finiteRows(c.positions(s.ends[0], style.xCategories), y1, false)
	return x0, y0, x1, y1
}

func (s segments) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	if c.data.NumCols() == 0 {
		return nil, nil
	}
	m := style.segments(1.5)
	m.X0, m.Y0, m.X1, m.Y1 = s.corners(c, style)
	return []plot.Plotter{m}, nil
}

// rectangles is the kind of a Rectangles.
type rectangles struct{ segments }

func (rectangles) name() string                { return "Rectangles" }
func (rectangles) legendKey() guides.LegendKey { return guides.SquareKey }

func (rectangles) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	return bars{}.encodeColors(c, s, order)
}

func (r rectangles) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	if c.data.NumCols() == 0 {
		return nil, nil
	}
	m := &marks.Rectangles{RowColors: style.markColors(), Outline: style.outlineColor(), OutlineWidth: orDefault(style.lineWidth, 1)}
	m.X0, m.Y0, m.X1, m.Y1 = r.corners(c, style)
	if style.yCategories != nil { // a rectangle covers its rows of categories
		for i := range m.Y0 {
			m.Y0[i], m.Y1[i] = min(m.Y0[i], m.Y1[i])-0.36, max(m.Y0[i], m.Y1[i])+0.36
		}
	}
	return []plot.Plotter{m}, nil
}
