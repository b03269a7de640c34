package viz

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/contour"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/kde"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"gonum.org/v1/plot"
)

// Levels is the number of levels of Contours and Bivariate, evenly between the smallest and the largest value. Default:
// 10. It panics unless 1 <= n <= 1000.
func Levels(n int) Dim {
	if n < 1 || n > 1000 {
		panic(fmt.Sprintf("viz.Levels: must be from 1 to 1000, got %d", n))
	}
	return dimFunc(func(d *dims) { d.levels = n })
}

// Contours draws the lines along which Z has the same value, coloured by it, with a colour bar. The rows are points of a
// grid, in any order: its columns and rows are the values of X and of Y that occur, which need not be at equal
// distances. There are no lines where rows are missing. Two rows at one point are an ErrOption, unless Aggregate says
// how they become one. Levels sets the number of lines. Default columns: the first two, and the third as Z.
func Contours(dims ...Dim) Recipe {
	d := parseDims(dims)
	return func(f frame.Frame) (Element, error) {
		x, y, z, err := d.continuousXYZ("viz.Contours", f)
		if err != nil || f.NumCols() == 0 {
			return newChart(contours{heatMap: heatMap{z}, kindName: "Contours"}, f, x, y), err
		}
		if f, err = d.aggregated("viz.Contours", f, []string{x, y}, z); err != nil {
			return nil, err
		}
		c := newChart(nil, f, x, y)
		c.kind, err = d.contours(c, "viz.Contours", "Contours", z)
		return c, err
	}
}

// bivariateSamples is the number of points along each axis at which a Bivariate computes the density.
const bivariateSamples = 100

// Bivariate draws the lines along which an estimate of the density of X and Y has the same value (kernel density
// estimation with Gaussian kernels; the values are those of scipy's gaussian_kde). Bandwidth and Levels set the width of
// the kernel and the number of lines. Rows with a missing or infinite value are ignored; rows that lie on one line have
// no density in the plane. The cost is up to 10,000 kernels a row. Default columns: the first two.
func Bivariate(dims ...Dim) Recipe {
	d := parseDims(dims)
	const op = "viz.Bivariate"
	return func(f frame.Frame) (Element, error) {
		x, y, err := d.xyColumns(op, f)
		if err == nil {
			err = errors.Join(d.bandwidth.err, checkContinuous(op, f, x), checkContinuous(op, f, y))
		}
		empty := newChart(contours{kindName: "Bivariate"}, f, x, y)
		if err != nil || f.NumCols() == 0 || x == "" {
			return empty, err
		}
		xs, ys := finitePairs(empty.values(x), empty.values(y))
		b := d.bandwidth.Bandwidth
		widthX, widthY := b.Width(xs), b.Width(ys)
		if !(widthX > 0 && widthY > 0) {
			return empty, nil
		}
		rx, ry := rangeOf(xs), rangeOf(ys)
		atX := linspace(rx.Lo-densityCut*widthX, rx.Hi+densityCut*widthX, bivariateSamples)
		atY := linspace(ry.Lo-densityCut*widthY, ry.Hi+densityCut*widthY, bivariateSamples)
		density, err := kde.Density2D(xs, ys, atX, atY, b)
		if err != nil || !rangeOf(density).finite() {
			return empty, nil
		}
		grid, err := gridFrame(empty, atX, atY, density)
		if err != nil {
			return nil, err
		}
		c := newChart(nil, grid, x, y)
		c.kind, err = d.contours(c, op, "Bivariate", "Density")
		return c, err
	}
}

// finitePairs returns the pairs of which both numbers are finite.
func finitePairs(x, y []float64) (xs, ys []float64) {
	for i := range x {
		if minmax.IsFinite(x[i]) && minmax.IsFinite(y[i]) {
			xs, ys = append(xs, x[i]), append(ys, y[i])
		}
	}
	return xs, ys
}

// gridFrame returns a frame with the values of a grid, row by row. The columns x and y are those of a chart.
func gridFrame(c *Chart, atX, atY, values []float64) (frame.Frame, error) {
	xs, ys := make([]float64, 0, len(values)), make([]float64, 0, len(values))
	for _, y := range atY {
		for _, x := range atX {
			xs, ys = append(xs, x), append(ys, y)
		}
	}
	f, err := frame.New(positionColumn(c, c.x, xs), positionColumn(c, c.y, ys), frame.Col("Density", values))
	if err != nil {
		return f, fmt.Errorf("viz.Bivariate: %w", err)
	}
	return f, nil
}

// contours is the kind of a Contours or a Bivariate: the lines of each level.
type contours struct {
	heatMap
	kindName string
	levels   []float64
	x, y     [][]float64 // of each level; NaN between two lines
}

// maxContourCells is the largest number of cells of a grid of Contours.
const maxContourCells = 1 << 24

// contours finds the lines of a chart whose rows are points of a grid.
func (d dims) contours(c *Chart, op, kindName, z string) (contours, error) {
	k := contours{heatMap: heatMap{z}, kindName: kindName}
	x, y, values := c.values(c.x), c.values(c.y), c.values(z)
	g := contour.Grid{X: slices.Compact(sortedFinite(x)), Y: slices.Compact(sortedFinite(y))}
	r := rangeOf(values)
	if !r.finite() || len(g.X) == 0 || len(g.Y) == 0 {
		return k, nil
	}
	if len(g.X) > maxContourCells/len(g.Y) {
		return k, fmt.Errorf("%s: %w: a grid has at most %d points, got %d x %d", op, ErrOption, maxContourCells, len(g.X), len(g.Y))
	}
	g.Z = make([]float64, len(g.X)*len(g.Y))
	for i := range g.Z {
		g.Z[i] = math.NaN()
	}
	for row := range x {
		i, okX := slices.BinarySearch(g.X, x[row])
		j, okY := slices.BinarySearch(g.Y, y[row])
		if okX && okY && minmax.IsFinite(values[row]) {
			g.Z[j*len(g.X)+i] = values[row]
		}
	}
	n := d.levels
	if n == 0 {
		n = 10
	}
	k.levels = linspace(r.Lo, r.Hi, n+2)[1 : n+1]
	for _, level := range k.levels {
		var xs, ys []float64
		for _, l := range g.Lines(level) {
			xs, ys = append(append(xs, l.X...), math.NaN()), append(append(ys, l.Y...), math.NaN())
		}
		k.x, k.y = append(k.x, xs), append(k.y, ys)
	}
	return k, nil
}

func (k contours) name() string              { return k.kindName }
func (contours) legendKey() guides.LegendKey { return guides.LineKey }

// axes returns the axes of the whole grid, or of the lines of a Bivariate.
func (k contours) axes(c *Chart) (x, y axis) {
	x, y = c.columnAxis(c.x), c.columnAxis(c.y)
	if k.kindName != "Bivariate" || len(k.levels) == 0 {
		return x, y
	}
	x.dataRange, y.dataRange = noRange, noRange
	for i := range k.levels {
		x.dataRange, y.dataRange = x.dataRange.union(rangeOf(k.x[i])), y.dataRange.union(rangeOf(k.y[i]))
	}
	return x.withPadding(), y.withPadding()
}

func (k contours) plotters(_ *Chart, style *chartStyle) ([]plot.Plotter, error) {
	var lines []plot.Plotter
	colors := style.markColors()
	colors.Values, colors.Colors = k.levels, nil
	for i := range k.levels {
		var col color.Color = style.withAlpha(style.color)
		if len(style.lineColors) == 0 {
			col = colors.Of(i)
		}
		lines = append(lines, &marks.Line{X: k.x[i], Y: k.y[i], Width: orDefault(style.lineWidth, 1.5), Color: col})
	}
	return lines, nil
}
