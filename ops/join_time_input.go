package ops

import (
	"fmt"
	"math"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// sequence is the times of a stream's batches, which must be in order.
type sequence struct {
	side, index string
	last        int64 // the newest time, the earliest there is before the first
}

// newSequence checks that frames of the schema have a time index. side says in errors which stream it is.
func newSequence(schema frame.Schema, side string) (sequence, error) {
	index, ok := schema.Index()
	if !ok {
		return sequence{}, fmt.Errorf("%w: a join by time needs a time index, got none on the %s side; columns are %s",
			ErrType, side, names(values(schema)))
	}
	if index.Type != frame.Time {
		return sequence{}, fmt.Errorf("%w: a join by time needs a time index, got %q of type %v on the %s side",
			ErrType, index.Name, index.Type, side)
	}
	return sequence{side: side, index: index.Name, last: math.MinInt64}, nil
}

// times gives the times of a batch that comes next.
func (s *sequence) times(f frame.Frame) ([]int64, error) {
	times, err := f.Times(s.index)
	if err != nil || len(times) == 0 {
		return nil, err
	}
	col, err := f.Column(s.index)
	if err != nil {
		return nil, err
	}
	if row := unsorted(col, times); row >= 0 {
		return nil, fmt.Errorf("the %s side: %w", s.side, outOfOrder(col, row))
	}
	if times[0] < s.last {
		last := time.Unix(0, s.last).UTC().Format(time.RFC3339Nano)
		return nil, fmt.Errorf("the %s side: %w: got %s in row 0 of %q, after %s in the batch before",
			s.side, ErrOrder, col.AppendCell(nil, 0), s.index, last)
	}
	return times, nil
}

// move goes on to behind a batch.
func (s *sequence) move(times []int64) {
	if len(times) > 0 {
		s.last = times[len(times)-1]
	}
}
