package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// timeIndex gives the name of the index, which must be of times.
func timeIndex(s frame.Schema) (string, error) {
	index, ok := s.Index()
	if !ok {
		return "", fmt.Errorf("%w: event time needs a time index, got none; columns are %s", ErrType, fieldNames(dataFields(s)))
	}
	if index.Type != frame.Time {
		return "", fmt.Errorf("%w: event time needs a time index, got %q of type %v", ErrType, index.Name, index.Type)
	}
	return index.Name, nil
}

// unsorted gives the first row whose time is missing, or earlier than that of the row before, or -1.
func firstUnsorted(col frame.Column, times []int64) int {
	if col.HasMissing() {
		for i := range times {
			if !col.Valid(i) || i > 0 && times[i] < times[i-1] {
				return i
			}
		}
	}
	for i := 1; i < len(times); i++ {
		if times[i] < times[i-1] {
			return i
		}
	}
	return -1
}

func orderError(col frame.Column, row int) error {
	if !col.Valid(row) {
		return fmt.Errorf("%w: the time in row %d of %q is missing", ErrOrder, row, col.Name())
	}
	return fmt.Errorf("%w: got %s in row %d of %q, after %s",
		ErrOrder, col.AppendCell(nil, row), row, col.Name(), col.AppendCell(nil, row-1))
}

// batchOrderError says that a batch's first row is earlier than the last of the batch before.
func batchOrderError(col frame.Column, last int64) error {
	return fmt.Errorf("%w: got %s in row 0 of %q, after %s in the batch before",
		ErrOrder, col.AppendCell(nil, 0), col.Name(), time.Unix(0, last).UTC().Format(time.RFC3339Nano))
}
