package viz

import (
	"errors"
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"gonum.org/v1/plot"
)

// Gridsize is the number of tiles of a HexTiles along x. Default: 30. It panics unless 1 <= n <= 1000.
func Gridsize(n int) Dim {
	if n < 1 || n > 1000 {
		panic(fmt.Sprintf("viz.Gridsize: must be from 1 to 1000, got %d", n))
	}
	return dimFunc(func(d *dims) { d.gridsize = n })
}

// HexTiles divides the plane into hexagons and colours each that has rows by their number, with a colour bar (Carr et
// al., "Scatterplot matrix techniques for large N", JASA 1987). With Z, the colour is the mean of Z, or what Aggregate
// says. Gridsize sets the number of hexagons along x. They follow the range of the data, and are regular on a plot of
// the default size. Rows with a missing position are left out. The cost is linear in the number of rows. Default
// columns: the first two.
func HexTiles(dims ...Dim) Recipe {
	d := parseDims(dims)
	const op = "viz.HexTiles"
	return func(f frame.Frame) (Element, error) {
		x, y, err := d.xyColumns(op, f)
		if err == nil {
			err = errors.Join(checkColumns(op, f, d.z), checkContinuous(op, f, x), checkContinuous(op, f, y), checkContinuous(op, f, d.z))
		}
		if err == nil && d.aggregate != "" {
			err = checkName("viz.Aggregate", d.aggregate, aggregateFunctions)
		}
		if err != nil || f.NumCols() == 0 {
			return newChart(hexTiles{}, f, x, y), err
		}
		return d.hexTiles(newChart(nil, f, x, y))
	}
}

// hexAspect is the width of the plot's area divided by its height for which hexagons are regular.
const hexAspect = 1.65

// hexGrid is a grid of hexagons with their corners up. Rows of hexagons are 1.5 radii apart, and every other row is
// shifted by half a hexagon.
type hexGrid struct {
	x0, y0        float64 // the centre of a hexagon
	width, radius float64 // the width in units of x, the distance from the centre to the upper corner in units of y
}

// centre returns the centre of the hexagon that contains a point. It is the nearest centre, so the two candidates, one
// of an even and one of an odd row, are compared.
func (g hexGrid) centre(x, y float64) (column, row int) {
	u, v := (x-g.x0)/g.width, (y-g.y0)/(3*g.radius)
	evenU, evenV := math.Round(u), math.Round(v)
	oddU, oddV := math.Floor(u), math.Floor(v)
	distance := func(du, dv float64) float64 { return du*du + 3*dv*dv } // in units of the width: 3 radii are sqrt(3) widths
	if distance(u-evenU, v-evenV) <= distance(u-oddU-0.5, v-oddV-0.5) {
		return int(2 * evenU), int(2 * evenV)
	}
	return int(2*oddU) + 1, int(2*oddV) + 1
}

// hexTiles returns the chart of the tiles of a chart of rows.
func (d dims) hexTiles(c *Chart) (Element, error) {
	x, y, z := c.values(c.x), c.values(c.y), []float64(nil)
	name, function := "Count", d.aggregate
	if d.z != "" {
		z, name = c.values(d.z), d.z
		if function == "" {
			function = "mean"
		}
	} else if function == "" || function != "count" {
		function = "count"
	}
	if z == nil {
		z = make([]float64, len(x))
	}
	grid := newHexGrid(rangeOf(x), rangeOf(y), d.gridsize)
	type tile struct{ column, row int }
	index, rowsOf := map[tile]int{}, [][]int(nil)
	var xs, ys []float64
	for i := range x {
		if !minmax.IsFinite(x[i]) || !minmax.IsFinite(y[i]) {
			continue
		}
		column, row := grid.centre(x[i], y[i])
		at, known := index[tile{column, row}]
		if !known {
			at = len(rowsOf)
			index[tile{column, row}] = at
			rowsOf = append(rowsOf, nil)
			xs = append(xs, grid.x0+float64(column)/2*grid.width)
			ys = append(ys, grid.y0+float64(row)*1.5*grid.radius)
		}
		rowsOf[at] = append(rowsOf[at], i)
	}
	values := make([]float64, len(rowsOf))
	for i, rows := range rowsOf {
		values[i] = aggregateRows(function, z, rows)
	}
	for name == c.x || name == c.y {
		name += " of rows"
	}
	xColumn := c.x
	if xColumn == "" {
		xColumn = c.rowNumberDim()
	}
	tiles, err := frame.New(positionColumn(c, xColumn, xs), positionColumn(c, c.y, ys), frame.Col(name, values))
	if err != nil {
		return nil, fmt.Errorf("viz.HexTiles: %w", err)
	}
	return newChart(hexTiles{heatMap{name}, grid}, tiles, xColumn, c.y), nil
}

// newHexGrid returns a grid of n hexagons along the range x, or 30 if n is 0.
func newHexGrid(x, y Range, n int) hexGrid {
	if n == 0 {
		n = 30
	}
	if !x.finite() || !y.finite() {
		x, y = Range{0, 1}, Range{0, 1}
	}
	if x.Lo == x.Hi {
		x = rangeAround(x.Lo)
	}
	if y.Lo == y.Hi {
		y = rangeAround(y.Lo)
	}
	g := hexGrid{x0: x.Lo, y0: y.Lo, width: x.Hi/float64(n) - x.Lo/float64(n)}
	rows := float64(n) / hexAspect // the height of the range in widths of a hexagon
	g.radius = (y.Hi/rows - y.Lo/rows) / math.Sqrt(3)
	return g
}

// positionColumn returns a column of positions along a column of a chart: times if that holds times.
func positionColumn(c *Chart, name string, positions []float64) frame.Column {
	if !isTime(c.data, name) {
		return frame.Col(name, positions)
	}
	ns := make([]int64, len(positions))
	for i, v := range positions {
		ns[i] = int64(v)
	}
	return frame.Nanos(name, ns)
}

// hexTiles is the kind of a HexTiles.
type hexTiles struct {
	heatMap
	grid hexGrid
}

func (hexTiles) name() string { return "HexTiles" }

func (h hexTiles) axes(c *Chart) (x, y axis) {
	x, y = c.columnAxis(c.x), c.columnAxis(c.y)
	if x.dataRange.finite() && y.dataRange.finite() {
		x.dataRange = Range{x.dataRange.Lo - h.grid.width/2, x.dataRange.Hi + h.grid.width/2}
		y.dataRange = Range{y.dataRange.Lo - h.grid.radius, y.dataRange.Hi + h.grid.radius}
	}
	return x, y
}

func (h hexTiles) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	m := &marks.Polygons{RowColors: style.markColors()}
	m.Fill = nil
	half, r := h.grid.width/2, h.grid.radius
	y := c.values(c.y)
	for i, x := range c.values(c.x) {
		m.X = append(m.X, []float64{x, x + half, x + half, x, x - half, x - half})
		m.Y = append(m.Y, []float64{y[i] + r, y[i] + r/2, y[i] - r/2, y[i] - r, y[i] - r/2, y[i] + r/2})
	}
	return []plot.Plotter{m}, nil
}
