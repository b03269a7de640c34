package ops

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// rowClock gives rows their times: those of the index, or, without one, their numbers.
type rowClock struct {
	index   string
	rows    int64
	numbers []int64
}

// times gives the times of a batch. One that is missing is an error.
func (c *rowClock) times(f frame.Frame) ([]int64, error) {
	if c.index == "" {
		c.numbers = slices.Grow(c.numbers[:0], f.Len())[:f.Len()]
		for i := range c.numbers {
			c.numbers[i] = c.rows + int64(i)
		}
		c.rows += int64(f.Len())
		return c.numbers, nil
	}
	times, err := f.Times(c.index)
	if err != nil {
		return nil, err
	}
	col, err := f.Column(c.index)
	if err != nil {
		return nil, err
	}
	if col.HasMissing() {
		row := 0
		for col.Valid(row) {
			row++
		}
		return nil, outOfOrder(col, row)
	}
	return times, nil
}
