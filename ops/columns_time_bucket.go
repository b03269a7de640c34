package ops

import (
	"fmt"
	"slices"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// TimeBucket adds a Time column of that name: the times of column, rounded down to multiples of width since the Unix
// epoch. column is a Time column or the index. GroupBy(name) then groups by time. If d has a column of the new name,
// the new column replaces it; else it is the last column. The name of the index is an [ErrColumns]. A missing time
// stays missing.
//
// An unknown column is an [ErrColumn], one of another type an [ErrType]: build errors. A multiple before the year 1678
// cannot be represented: its batch fails with an [ErrOverflow]. TimeBucket panics unless width is positive.
//
// Cost: about 8 ns a row, and one column.
func (d DataFrame) TimeBucket(name, column string, width time.Duration) DataFrame {
	if width <= 0 {
		panic(fmt.Sprintf("ops.TimeBucket: the width must be positive, got %v", width))
	}
	if index, ok := d.example.Schema().Index(); ok && index.Name == name {
		return d.fail("TimeBucket", fmt.Errorf("%w: %q is the index", ErrColumns, name))
	}
	return d.deriveStateless("TimeBucket", fmt.Sprintf("bucket %v", width), func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) {
			times, col, err := timeColumn(f, column)
			if err != nil {
				return f, err
			}
			buckets, err := timeBuckets(col, times, int64(width))
			if err != nil {
				return f, err
			}
			return f.With(buckets.Named(name))
		}
	})
}

// timeBuckets rounds times down to multiples of width.
func timeBuckets(c frame.Column, times []int64, width int64) (frame.Column, error) {
	out := slices.Clone(times)
	for i, t := range times {
		over := t % width
		if over < 0 {
			over += width
		}
		if out[i] = t - over; out[i] > t && c.Valid(i) {
			return c, fmt.Errorf("%w: %s in row %d of %q has no multiple of %v before it",
				ErrOverflow, c.AppendCell(nil, i), i, c.Name(), time.Duration(width))
		}
	}
	b := frame.Nanos(c.Name(), out)
	if !c.HasMissing() {
		return b, nil
	}
	valid := make([]bool, len(out))
	for i := range valid {
		valid[i] = c.Valid(i)
	}
	return b.WithValid(valid), nil
}
