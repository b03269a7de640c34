package ops

import (
	"fmt"
	"math"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// timeIndex returns the name of the index. It returns an ErrType if there is no index, or if it is not of type time.
// user names what needs the index in the error, for example "event time".
func timeIndex(s frame.Schema, user string) (string, error) {
	index, ok := s.Index()
	if !ok {
		return "", fmt.Errorf("%w: %s needs a time index, got none; columns are %s", ErrType, user, fieldNames(dataFields(s)))
	}
	if index.Type != frame.Time {
		return "", fmt.Errorf("%w: %s needs a time index, got %q of type %v", ErrType, user, index.Name, index.Type)
	}
	return index.Name, nil
}

// timesOf returns a Time column of f, as nanoseconds and as a column.
func timesOf(f frame.Frame, name string) ([]int64, frame.Column, error) {
	times, err := f.Times(name)
	if err != nil {
		return nil, frame.Column{}, err
	}
	col, err := f.Column(name)
	return times, col, err
}

// noTime stands for the time of the newest row before the first row.
const noTime = math.MinInt64

// sortedTimes returns the times of a batch. It returns an ErrOrder if a time is missing or earlier than that of the row
// before it, or if the first one is earlier than last, the newest time of the batches before.
func sortedTimes(f frame.Frame, index string, last int64) ([]int64, error) {
	times, col, err := timesOf(f, index)
	if err != nil {
		return nil, err
	}
	if row := firstUnsorted(col, times); row >= 0 {
		return nil, orderError(col, row)
	}
	if len(times) > 0 && times[0] < last {
		return nil, batchOrderError(col, last)
	}
	return times, nil
}

// firstUnsorted returns the first row whose time is missing, or earlier than that of the row before it, or -1.
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

// orderError returns the error of a row whose time is missing, or earlier than that of the row before it in the batch.
func orderError(col frame.Column, row int) error {
	if !col.Valid(row) {
		return fmt.Errorf("%w: the time in row %d of %q is missing", ErrOrder, row, col.Name())
	}
	return fmt.Errorf("%w: got %s in row %d of %q, after %s",
		ErrOrder, col.AppendCell(nil, row), row, col.Name(), col.AppendCell(nil, row-1))
}

// batchOrderError returns the error of a batch whose first row is earlier than last, the newest time of the batches
// before.
func batchOrderError(col frame.Column, last int64) error {
	return fmt.Errorf("%w: got %s in row 0 of %q, after %s in the batch before",
		ErrOrder, col.AppendCell(nil, 0), col.Name(), time.Unix(0, last).UTC().Format(time.RFC3339Nano))
}
