package viz

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"gonum.org/v1/plot"
)

// Image shows values on a regular grid as colours, with a colour bar. A row is one cell: its centre X, Y and its value
// Z. The cells have one width and one height, the smallest steps of X and of Y; cells without a row are empty, and rows
// may come in any order. Positions that are off the grid by more than a thousandth of a cell are an ErrOption: QuadMesh
// draws them. Two rows of one cell are an ErrOption, unless Aggregate says how they become one. Cmap sets the colours;
// RedimRange of Z fixes their range. Default columns: the first two, and the third as Z.
func Image(dims ...Dim) Recipe {
	d := parseDims(dims)
	const op = "viz.Image"
	return func(f frame.Frame) (Element, error) {
		x, y, z, err := d.continuousXYZ(op, f)
		if err != nil || f.NumCols() == 0 {
			return newChart(gridImage{z: z}, f, x, y), err
		}
		if d.aggregate != "" {
			if f, err = d.aggregated(op, f, []string{x, y}, z); err != nil {
				return nil, err
			}
		}
		c := newChart(gridImage{z: z}, f, x, y)
		k, err := newGridImage(op, c, z)
		c.kind = k
		return c, err
	}
}

// continuousXYZ is xyzColumns for axes of numbers or times.
func (d dims) continuousXYZ(op string, f frame.Frame) (x, y, z string, err error) {
	if x, y, z, err = d.xyzColumns(op, f); err != nil {
		return "", "", "", err
	}
	for _, column := range []string{x, y} {
		if err := checkContinuous(op, f, column); err != nil {
			return "", "", "", err
		}
	}
	return x, y, z, nil
}

// gridImage is the kind of an Image.
type gridImage struct {
	z        string
	columns  gridAxis
	rows     gridAxis
	rowAt    []int // the row of the frame of each cell, or -1; rows of cells from the bottom
	hasCells bool
}

// gridAxis is one direction of a grid: the centre of its first cell, the size and the number of its cells.
type gridAxis struct {
	first, step float64
	n           int
}

// maxGridCells is the largest number of cells of an Image.
const maxGridCells = 1 << 26

// newGridAxis returns the grid of positions, or an ErrOption if they are not on a regular one.
func newGridAxis(op, column string, positions []float64, def float64) (gridAxis, error) {
	r := rangeOf(positions)
	if !r.finite() {
		return gridAxis{}, nil
	}
	g := gridAxis{first: r.Lo, step: gridStep(positions, def)}
	last := math.Round(r.Hi/g.step - r.Lo/g.step)
	if !(last < maxGridCells) || math.IsInf(r.Hi-r.Lo, 0) {
		return g, fmt.Errorf("%s: %w: a grid has at most %d cells, got %q from %v to %v in steps of %v",
			op, ErrOption, maxGridCells, column, r.Lo, r.Hi, g.step)
	}
	if g.n = int(last) + 1; last > 0 {
		g.step = r.Hi/last - r.Lo/last
	}
	for _, v := range positions {
		if i := (v - r.Lo) / g.step; minmax.IsFinite(v) && math.Abs(i-math.Round(i)) > 1e-3 {
			return g, fmt.Errorf("%s: %w: needs a regular grid, got %q at %v between cells of %v; QuadMesh draws any grid", op, ErrOption, column, v, g.step)
		}
	}
	return g, nil
}

// gridStep returns the smallest distance between two positions. Distances of less than a millionth of the range are
// errors of rounding. def is for a single position.
func gridStep(positions []float64, def float64) float64 {
	sorted := sortedFinite(positions)
	span := sorted[len(sorted)-1]/2 - sorted[0]/2
	step := math.Inf(1)
	for i := 1; i < len(sorted); i++ {
		if d := sorted[i] - sorted[i-1]; d > 2e-6*span && d < step {
			step = d
		}
	}
	if !minmax.IsFinite(step) {
		return def
	}
	return step
}

// cell returns the index of the cell of a position.
func (g gridAxis) cell(v float64) int { return int(math.Round((v - g.first) / g.step)) }

// edges returns the outer edges of the grid.
func (g gridAxis) edges() Range {
	return Range{g.first - g.step/2, g.first + (float64(g.n)-0.5)*g.step}
}

// newGridImage finds the cell of each row.
func newGridImage(op string, c *Chart, z string) (gridImage, error) {
	k := gridImage{z: z}
	x, y := c.values(c.x), c.values(c.y)
	var err error
	if k.columns, err = newGridAxis(op, c.x, x, c.defaultStep(c.x)); err != nil {
		return k, err
	}
	if k.rows, err = newGridAxis(op, c.y, y, c.defaultStep(c.y)); err != nil {
		return k, err
	}
	if k.columns.n == 0 || k.rows.n == 0 {
		return k, nil
	}
	if k.columns.n > maxGridCells/k.rows.n {
		return k, fmt.Errorf("%s: %w: a grid has at most %d cells, got %d x %d", op, ErrOption, maxGridCells, k.columns.n, k.rows.n)
	}
	k.hasCells, k.rowAt = true, make([]int, k.columns.n*k.rows.n)
	for i := range k.rowAt {
		k.rowAt[i] = -1
	}
	for row := range x {
		if !minmax.IsFinite(x[row]) || !minmax.IsFinite(y[row]) {
			continue
		}
		cell := k.rows.cell(y[row])*k.columns.n + k.columns.cell(x[row])
		if k.rowAt[cell] >= 0 {
			return k, fmt.Errorf("%s: %w: needs one row at each place, got two at %v, %v; Aggregate makes them one", op, ErrOption, x[row], y[row])
		}
		k.rowAt[cell] = row
	}
	return k, nil
}

// defaultStep is the size of the only cell along a column.
func (c *Chart) defaultStep(column string) float64 {
	if isTime(c.data, column) {
		return 1e9
	}
	return 1
}

func (gridImage) name() string                { return "Image" }
func (gridImage) legendKey() guides.LegendKey { return guides.SquareKey }
func (k gridImage) valueColumn() string       { return k.z }

func (gridImage) encodeColors(c *Chart, s settings, order *categoryIndex) (colorEncoding, error) {
	return bars{}.encodeColors(c, s, order)
}

func (k gridImage) axes(c *Chart) (x, y axis) {
	x, y = c.columnAxis(c.x), c.columnAxis(c.y)
	if k.hasCells {
		x.dataRange, y.dataRange = k.columns.edges(), k.rows.edges()
	}
	return x, y
}

func (k gridImage) plotters(_ *Chart, style *chartStyle) ([]plot.Plotter, error) {
	if !k.hasCells {
		return nil, nil
	}
	colors := style.markColors()
	colors.Fill = nil // a cell without a value is empty
	img := image.NewRGBA(image.Rect(0, 0, k.columns.n, k.rows.n))
	for i, row := range k.rowAt {
		if row < 0 {
			continue
		}
		if c, ok := colors.Of(row).(color.RGBA); ok {
			img.SetRGBA(i%k.columns.n, k.rows.n-1-i/k.columns.n, c)
		}
	}
	x, y := k.columns.edges(), k.rows.edges()
	return []plot.Plotter{&marks.Image{Img: img, X0: x.Lo, X1: x.Hi, Y0: y.Lo, Y1: y.Hi}}, nil
}
