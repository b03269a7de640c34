package viz

import (
	"errors"
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"gonum.org/v1/plot"
)

// YError names the columns of an error of Y: one for an error that is the same on both sides, or the one below and the
// one above. Errors are distances from Y. Default: the first column without another role. It panics on any other number
// of columns.
func YError(columns ...string) Dim {
	if len(columns) != 1 && len(columns) != 2 {
		panic(fmt.Sprintf("viz.YError: takes one or two columns, got %d", len(columns)))
	}
	return dimFunc(func(d *dims) { d.yError = columns })
}

// ErrorBars draws a line from Y minus its error to Y plus its error at each X, with a cap at both ends. YError names the
// errors. A row with a missing value is left out. Default columns: those of Curve, then the error. With By, the result
// is an overlay with an element for each group. InvertAxes makes the lines horizontal.
func ErrorBars(dims ...Dim) Recipe { return errorRecipe("viz.ErrorBars", false, acceptAnyType, dims) }

// Spread fills the area from Y minus its error to Y plus its error over X, translucent by default. YError names the
// errors. A missing value is a gap. Default columns: those of Curve, then the error. With By, the result is an overlay
// with an element for each group.
func Spread(dims ...Dim) Recipe { return errorRecipe("viz.Spread", true, checkContinuous, dims) }

// errorRecipe makes the recipe of ErrorBars and Spread.
func errorRecipe(op string, filled bool, checkX func(string, frame.Frame, string) error, options []Dim) Recipe {
	d := parseDims(options)
	return func(f frame.Frame) (Element, error) {
		x, y, err := d.xyColumns(op, f)
		if err != nil {
			return nil, err
		}
		below, above := "", ""
		if len(d.yError) > 0 {
			below, above = d.yError[0], d.yError[len(d.yError)-1]
		}
		if below, err = d.valueColumn(op, f, below, "the error", x, y); err != nil {
			return nil, err
		}
		if above == "" {
			above = below
		}
		if err := errors.Join(checkColumns(op, f, above), checkX(op, f, x), checkContinuous(op, f, y), checkContinuous(op, f, above)); err != nil {
			return nil, err
		}
		b := errorBounds{below: below, above: above}
		if filled {
			return chartsByGroup(spread{b}, f, x, y, d.by)
		}
		return chartsByGroup(errorBars{b}, f, x, y, d.by)
	}
}

// errorBounds names the columns of the errors below and above Y.
type errorBounds struct{ below, above string }

// of returns the lower and the upper end of the error of each row.
func (e errorBounds) of(c *Chart) (lower, upper []float64) {
	y := c.values(c.y)
	lower, upper = make([]float64, len(y)), make([]float64, len(y))
	below, above := c.values(e.below), c.values(e.above)
	for i := range y {
		lower[i], upper[i] = y[i]-below[i], y[i]+above[i]
	}
	return lower, upper
}

// yAxis returns the y axis: it shows both ends of all errors.
func (e errorBounds) yAxis(c *Chart) axis {
	y := c.columnAxis(c.y).withPadding()
	lower, upper := e.of(c)
	y.dataRange = rangeOf(lower).union(rangeOf(upper))
	return y
}

type errorBars struct{ errorBounds }

func (errorBars) name() string                { return "ErrorBars" }
func (errorBars) legendKey() guides.LegendKey { return guides.LineKey }
func (e errorBars) axes(c *Chart) (x, y axis) { return c.columnAxis(c.x).withPadding(), e.yAxis(c) }

func (e errorBars) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	m := style.segments(1)
	m.Cap = 7
	m.Y0, m.Y1 = e.of(c)
	m.X0, _ = finiteRows(c.xPositions(style), m.Y0, false)
	m.X0, _ = finiteRows(m.X0, m.Y1, false)
	m.X1 = m.X0
	return []plot.Plotter{m}, nil
}

type spread struct{ errorBounds }

func (spread) name() string                { return "Spread" }
func (spread) legendKey() guides.LegendKey { return guides.SquareKey }
func (e spread) axes(c *Chart) (x, y axis) { return c.columnAxis(c.x), e.yAxis(c) }

func (e spread) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	if style.alpha == 1 {
		style.alpha = spreadAlpha
	}
	m := &marks.Area{X: c.values(c.x), Fill: style.withAlpha(style.color)}
	m.Lower, m.Upper = e.of(c)
	return []plot.Plotter{m}, nil
}

// spreadAlpha is the opacity of a Spread unless Alpha is set, so that a curve on it and the grid stay visible.
const spreadAlpha = 0.3
