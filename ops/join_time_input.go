package ops

import (
	"fmt"
	"math"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// sequence is the times of a stream's batches, which must be in order.
type joinInput struct {
	side, index string
	last        int64 // the newest time, the earliest there is before the first
}

// newJoinInput checks that frames of the schema have a time index. side says in errors which stream it is.
func newJoinInput(schema frame.Schema, side string) (joinInput, error) {
	index, ok := schema.Index()
	if !ok {
		return joinInput{}, fmt.Errorf("%w: a join by time needs a time index, got none on the %s side; columns are %s",
			ErrType, side, fieldNames(dataFields(schema)))
	}
	if index.Type != frame.Time {
		return joinInput{}, fmt.Errorf("%w: a join by time needs a time index, got %q of type %v on the %s side",
			ErrType, index.Name, index.Type, side)
	}
	return joinInput{side: side, index: index.Name, last: math.MinInt64}, nil
}

// times gives the times of a batch that comes next.
func (s *joinInput) times(f frame.Frame) ([]int64, error) {
	times, err := f.Times(s.index)
	if err != nil || len(times) == 0 {
		return nil, err
	}
	col, err := f.Column(s.index)
	if err != nil {
		return nil, err
	}
	if row := firstUnsorted(col, times); row >= 0 {
		return nil, fmt.Errorf("the %s side: %w", s.side, orderError(col, row))
	}
	if times[0] < s.last {
		last := time.Unix(0, s.last).UTC().Format(time.RFC3339Nano)
		return nil, fmt.Errorf("the %s side: %w: got %s in row 0 of %q, after %s in the batch before",
			s.side, ErrOrder, col.AppendCell(nil, 0), s.index, last)
	}
	return times, nil
}

// move goes on to behind a batch.
func (s *joinInput) advance(times []int64) {
	if len(times) > 0 {
		s.last = times[len(times)-1]
	}
}
