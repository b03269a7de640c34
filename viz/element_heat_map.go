package viz

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// HeatMap fills a cell for each row at the categories X and Y, in the colour of the value Z, and shows a colour bar.
// Texts are in order of first appearance, numbers and times in ascending order. A cell without a value is empty. Two
// rows of one cell are an ErrOption, unless Aggregate says how they become one. Cmap sets the colours; RedimRange of Z
// fixes their range. Default columns: the first two, and the third as Z.
func HeatMap(dims ...Dim) Recipe {
	d := parseDims(dims)
	return func(f frame.Frame) (Element, error) {
		x, y, z, err := d.xyzColumns("viz.HeatMap", f)
		if err != nil || f.NumCols() == 0 {
			return newChart(heatMap{z}, f, x, y), err
		}
		if f, err = d.aggregated("viz.HeatMap", f, []string{x, y}, z); err != nil {
			return nil, err
		}
		return newChart(heatMap{z}, f, x, y), nil
	}
}

// xyzColumns returns the columns of a chart with two axes whose colours show a third column.
func (d dims) xyzColumns(op string, f frame.Frame) (x, y, z string, err error) {
	if x, y, err = d.xyColumns(op, f); err != nil {
		return "", "", "", err
	}
	z, err = d.valueColumn(op, f, d.z, "z", x, y)
	return x, y, z, err
}

// heatMap is the kind of a HeatMap. z is the column of the colours.
type heatMap struct{ z string }

func (heatMap) name() string                { return "HeatMap" }
func (heatMap) legendKey() guides.LegendKey { return guides.SquareKey }
func (h heatMap) valueColumn() string       { return h.z }
func (heatMap) axes(c *Chart) (x, y axis)   { return c.categoryAxis(c.x), c.categoryAxis(c.y) }

func (heatMap) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	return bars{}.encodeColors(c, s, order)
}

func (h heatMap) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	x, y := c.positions(c.x, style.xCategories), c.positions(c.y, style.yCategories)
	m := &marks.Rectangles{RowColors: style.markColors(), Gap: 1}
	m.Fill = nil // a cell without a value is empty
	for i := range x {
		m.X0, m.X1 = append(m.X0, x[i]-0.5), append(m.X1, x[i]+0.5)
		m.Y0, m.Y1 = append(m.Y0, y[i]-0.5), append(m.Y1, y[i]+0.5)
	}
	return []plot.Plotter{m}, nil
}
