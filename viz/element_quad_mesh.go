package viz

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// QuadMesh shows values on a grid with cells of different sizes as colours, with a colour bar. A row is one cell: its
// place X, Y and its value Z. A cell reaches half way to the next value of X or Y that occurs; the outermost cells are
// as wide on both sides. Cells without a row are empty. Two rows of one cell are an ErrOption, unless Aggregate says how
// they become one. Image draws a regular grid faster. Cmap sets the colours; RedimRange of Z fixes their range. Default
// columns: the first two, and the third as Z.
func QuadMesh(dims ...Dim) Recipe {
	d := parseDims(dims)
	return func(f frame.Frame) (Element, error) {
		x, y, z, err := d.continuousXYZ("viz.QuadMesh", f)
		if err != nil || f.NumCols() == 0 {
			return newChart(quadMesh{heatMap{z}}, f, x, y), err
		}
		if f, err = d.aggregated("viz.QuadMesh", f, []string{x, y}, z); err != nil {
			return nil, err
		}
		return newChart(quadMesh{heatMap{z}}, f, x, y), nil
	}
}

// quadMesh is the kind of a QuadMesh.
type quadMesh struct{ heatMap }

func (quadMesh) name() string { return "QuadMesh" }

func (quadMesh) axes(c *Chart) (x, y axis) {
	x, y = c.columnAxis(c.x), c.columnAxis(c.y)
	for _, a := range []struct {
		axis   *axis
		column string
	}{{&x, c.x}, {&y, c.y}} {
		lower, upper := cellEdges(c.values(a.column), c.defaultStep(a.column))
		a.axis.dataRange = rangeOf(lower).union(rangeOf(upper))
	}
	return x, y
}

func (q quadMesh) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	m := &marks.Rectangles{RowColors: style.markColors()}
	m.Fill = nil
	m.X0, m.X1 = cellEdges(c.values(c.x), c.defaultStep(c.x))
	m.Y0, m.Y1 = cellEdges(c.values(c.y), c.defaultStep(c.y))
	return []plot.Plotter{m}, nil
}

func (quadMesh) legendKey() guides.LegendKey { return guides.SquareKey }

// cellEdges returns the edges of the cell of each position: half way to the positions beside it. A position that is not
// finite has none. single is the size of the only cell.
func cellEdges(positions []float64, single float64) (lower, upper []float64) {
	centres := slices.Compact(sortedFinite(positions))
	n := len(centres)
	edge := func(i int) float64 { // the edge below the i-th centre
		switch {
		case n == 1:
			return centres[0] + single*(float64(i)-0.5)
		case i == 0:
			return centres[0] - (centres[1]/2 - centres[0]/2)
		case i == n:
			return centres[n-1] + (centres[n-1]/2 - centres[n-2]/2)
		}
		return centres[i-1]/2 + centres[i]/2
	}
	lower, upper = make([]float64, len(positions)), make([]float64, len(positions))
	for row, v := range positions {
		i, ok := slices.BinarySearch(centres, v)
		if !ok {
			lower[row], upper[row] = math.NaN(), math.NaN()
			continue
		}
		lower[row], upper[row] = edge(i), edge(i+1)
	}
	return lower, upper
}
