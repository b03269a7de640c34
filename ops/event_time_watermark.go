package ops

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// watermark is the time up to which all rows are assumed to have come: the time of the newest row minus the lateness.
type watermark struct {
	mark     int64
	lateness int64
}

// observe advances the watermark for a row of time t.
func (w *watermark) observe(t int64) {
	if m := t - w.lateness; m > w.mark && (m <= t || w.lateness < 0) { // m > t is an overflow
		w.mark = m
	}
}

// rowTimes returns the times of rows: those of the index, or, without an index, the rows' numbers.
type rowTimes struct {
	index   string  // the name; empty: there is none
	count   int64   // rows so far
	numbers []int64 // memory for the times of a batch
}

// times returns the times of a batch. A missing time is an ErrOrder.
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
