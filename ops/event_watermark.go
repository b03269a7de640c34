package ops

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// watermark is the time up to which everything is taken to have come: that of the newest row, less the lateness.
type watermark struct {
	mark     int64
	lateness int64
}

func (w *watermark) observe(t int64) {
	if m := t - w.lateness; m > w.mark && (m <= t || w.lateness < 0) { // else it is before all times
		w.mark = m
	}
}

// rowTimes gives rows their times: those of the index, or, without one, their numbers.
type rowTimes struct {
	index   string
	count   int64
	numbers []int64
}

// times gives the times of a batch. One that is missing is an error.
func (c *rowTimes) times(f frame.Frame) ([]int64, error) {
	if c.index == "" {
		c.numbers = slices.Grow(c.numbers[:0], f.Len())[:f.Len()]
		for i := range c.numbers {
			c.numbers[i] = c.count + int64(i)
		}
		c.count += int64(f.Len())
		return c.numbers, nil
	}
	times, col, err := timesOf(f, c.index)
	if err != nil {
		return nil, err
	}
	if col.HasMissing() {
		row := 0
		for col.Valid(row) {
			row++
		}
		return nil, orderError(col, row)
	}
	return times, nil
}
