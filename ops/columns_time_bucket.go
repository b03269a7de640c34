package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// TimeBucket adds a Time column of that name: the times of column, rounded down to multiples of width since the Unix
// epoch, or with [TimeZone] in local time, as by [DataFrame.Truncate]. column is a Time column or the index. GroupBy(name)
// then groups by time. If d has a column of the new name, the new column replaces it; else it is the last column. The name
// of the index is an [ErrColumns]. A missing time stays missing.
//
// An unknown column is an [ErrColumn], one of another type an [ErrType]: build errors. A multiple before the year 1678
// cannot be represented: its batch fails with an [ErrOverflow]. TimeBucket panics unless width is positive, and on
// [FirstWeekday].
//
// Cost: about 3 ns a row while times are in one bucket, and 70 ns for a row in another one, and one column.
func (d DataFrame) TimeBucket(name, column string, width time.Duration, opts ...TimeOption) DataFrame {
	if width <= 0 {
		panic(fmt.Sprintf("ops.TimeBucket: the width must be positive, got %v", width))
	}
	cfg := configureTimes("TimeBucket", opts)
	cfg.refuseFirstWeekday("TimeBucket")
	if index, ok := d.example.Schema().Index(); ok && index.Name == name {
		return d.fail("TimeBucket", fmt.Errorf("%w: %q is the index", ErrColumns, name))
	}
	periods := widthGrid(cfg, width)
	return d.deriveStateless("TimeBucket", cfg.label(fmt.Sprintf("bucket %v", width)), func() batchFunc {
		starts := periods.Truncation()
		return func(f frame.Frame) (frame.Frame, error) {
			_, col, err := timeColumn(f, column)
			if err != nil {
				return f, err
			}
			x, err := kernel.VectorOf(f, column)
			if err != nil {
				return f, err
			}
			var buckets kernel.Vector
			if err := kernel.Truncate(&buckets, x, starts); err != nil {
				return f, fmt.Errorf("%w of column %q", err, col.Name())
			}
			return f.With(buckets.Column(name))
		}
	})
}
