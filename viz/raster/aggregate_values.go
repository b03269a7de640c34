package raster

import (
	"fmt"
	"math"
)

// Cell is the state of a reduction in one cell of the grid. The initial state is the zero Cell.
type Cell struct {
	N    uint32  // values added so far; the package counts them
	A, B float64 // used by the reduction only
}

// Reduction reduces the values in a cell to one value. To make a new one, write its two functions; see the example of
// [PointValues].
type Reduction struct {
	Name  string                   // for error messages
	Add   func(c *Cell, v float64) // adds a value, never NaN, in row order; c.N is the number of values before it
	Value func(c Cell) float64     // returns the result for a cell with at least one value
}

// The reductions of datashader whose result is a number. They skip missing values. The result of a cell without values is
// NaN.
var (
	// Sum adds the values in row order, without compensation of rounding errors.
	Sum = Reduction{Name: "sum", Value: first, Add: func(c *Cell, v float64) { c.A += v }}
	// Mean is Sum divided by the number of values.
	Mean = Reduction{Name: "mean", Add: Sum.Add, Value: func(c Cell) float64 { return c.A / float64(c.N) }}
	// Min is the smallest value.
	Min = Reduction{Name: "min", Value: first, Add: func(c *Cell, v float64) {
		if c.N == 0 || v < c.A {
			c.A = v
		}
	}}
	// Max is the largest value.
	Max = Reduction{Name: "max", Value: first, Add: func(c *Cell, v float64) {
		if c.N == 0 || v > c.A {
			c.A = v
		}
	}}
	// First is the value of the first row in the cell.
	First = Reduction{Name: "first", Value: first, Add: func(c *Cell, v float64) {
		if c.N == 0 {
			c.A = v
		}
	}}
	// Last is the value of the last row in the cell.
	Last = Reduction{Name: "last", Value: first, Add: func(c *Cell, v float64) { c.A = v }}
)

// first returns A, which is the result of most reductions.
func first(c Cell) float64 { return c.A }

// PointValues aggregates the rows (xs[i], ys[i]) as [Points] does, and reduces the values in each cell to Grid.Values.
// Rows with a missing value are also left out of Counts. Errors: [ErrLength], [ErrSize], [ErrRange], [ErrReduction].
//
// Cost: that of Points with one worker, plus a function call per row. It needs 24 bytes per cell.
func PointValues(xs, ys, values []float64, r Reduction, v View) (*Grid, error) {
	return new(Canvas).PointValues(xs, ys, values, r, v)
}

// PointValues does the same as the function [PointValues], in the canvas' memory. The grid is valid until the next call
// of Line, Points or PointValues.
func (c *Canvas) PointValues(xs, ys, values []float64, r Reduction, v View) (*Grid, error) {
	const op = "raster.PointValues"
	if err := checkInput(op, v, xs, ys, values); err != nil {
		return nil, err
	}
	if r.Add == nil || r.Value == nil {
		return nil, fmt.Errorf("%s: %w, got %q", op, ErrReduction, r.Name)
	}
	m := pointMapping(xs, ys, v)
	g := c.emptyGrid(m)
	c.cellValues = zeroed(c.cellValues, len(g.Counts))
	if len(c.cellValues) > 0 {
		m.reduce(c.cellValues, xs, ys, values, r.Add)
	}
	c.values = zeroed(c.values, len(c.cellValues))
	for i, cell := range c.cellValues {
		c.values[i] = math.NaN()
		if g.Counts[i] = cell.N; cell.N > 0 {
			c.values[i] = r.Value(cell)
		}
	}
	g.Values = c.values
	return g, nil
}

// reduce adds the values to the states of their cells, in row order.
func (m *mapping) reduce(cells []Cell, xs, ys, values []float64, add func(*Cell, float64)) {
	for i, v := range values {
		if v == v && m.x.contains(xs[i]) && m.y.contains(ys[i]) {
			c := &cells[m.y.cell(ys[i])*m.x.cells+m.x.cell(xs[i])]
			add(c, v)
			c.N++
		}
	}
}
