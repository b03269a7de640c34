package operation

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/streamgage/streamgage/viz"
)

// DecimateOption changes how Decimate selects rows.
type DecimateOption func(*decimate)

// decimate holds the options of a Decimate.
type decimate struct {
	maxSamples int
	seed       uint64
}

// MaxSamples is the largest number of rows of each chart. Default: 5000. It panics unless n > 0.
func MaxSamples(n int) DecimateOption {
	if n <= 0 {
		panic(fmt.Sprintf("operation.MaxSamples: must be positive, got %d", n))
	}
	return func(d *decimate) { d.maxSamples = n }
}

// Seed sets which rows Decimate selects. The same seed selects the same rows of the same data. Default: 42.
func Seed(seed uint64) DecimateOption { return func(d *decimate) { d.seed = seed } }

// Decimate draws a random selection of at most 5000 rows of each chart, in their order, so that a scatter plot of many
// rows stays fast. Rows outside the ranges of the view are not selected if the view has ranges. A chart of fewer rows
// does not change. Datashade draws all rows, and Downsample keeps the shape of a curve. A chart that cannot have other
// rows (see viz.Chart.WithData) is an ErrElement of the figure. The cost is linear in the number of rows.
func Decimate(e viz.Element, opts ...DecimateOption) viz.Element {
	d := decimate{maxSamples: 5000, seed: 42}
	for _, o := range opts {
		o(&d)
	}
	return viz.Map(e, func(v viz.View, c *viz.Chart) (viz.Element, error) {
		rows := d.rows(v, c)
		if rows == nil {
			return c, nil
		}
		return withRows("operation.Decimate", c, rows)
	})
}

// rows returns the rows to draw, in ascending order, or nil for all rows.
func (d decimate) rows(v viz.View, c *viz.Chart) []int {
	f := c.Data()
	if f.Len() <= d.maxSamples {
		return nil
	}
	visible := make([]int, 0, f.Len())
	inX, inY := within(c, c.X(), v.X), within(c, c.Y(), v.Y)
	for row := range f.Len() {
		if inX(row) && inY(row) {
			visible = append(visible, row)
		}
	}
	if len(visible) > d.maxSamples {
		rng := rand.New(rand.NewPCG(d.seed, 0))
		for i := range d.maxSamples { // the first steps of a shuffle
			j := i + rng.IntN(len(visible)-i)
			visible[i], visible[j] = visible[j], visible[i]
		}
		visible = visible[:d.maxSamples]
		slices.Sort(visible)
	}
	return visible
}

// within returns a function that reports whether a row of a column is in a range. It is true for all rows if the range
// is zero, and if the column is not one of numbers or times.
func within(c *viz.Chart, column string, r viz.Range) func(row int) bool {
	values, err := c.Data().Numeric(column)
	if r.IsZero() || err != nil {
		return func(int) bool { return true }
	}
	return func(row int) bool { return values[row] >= r.Lo && values[row] <= r.Hi }
}

// withRows returns a chart of some of the rows of c.
func withRows(op string, c *viz.Chart, rows []int) (viz.Element, error) {
	d, err := c.WithData(c.Data().Take(rows))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	return d, nil
}
