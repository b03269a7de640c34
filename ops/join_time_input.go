package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// joinInput checks the times of one input of a join by time.
type joinInput struct {
	side  string // "left" or "right", for errors
	index string
	last  int64 // the newest time, noTime before the first row
}

// newJoinInput returns an ErrType unless frames of the schema have a time index.
func newJoinInput(schema frame.Schema, side string) (joinInput, error) {
	index, err := timeIndex(schema, "the "+side+" side of a join by time")
	return joinInput{side: side, index: index, last: noTime}, err
}

// times returns the times of the next batch, or an ErrOrder if they are not sorted.
func (in *joinInput) times(f frame.Frame) ([]int64, error) {
	times, err := sortedTimes(f, in.index, in.last)
	if err != nil {
		return nil, fmt.Errorf("the %s side: %w", in.side, err)
	}
	return times, nil
}

// advance records the times of a batch that was accepted.
func (in *joinInput) advance(times []int64) {
	if len(times) > 0 {
		in.last = times[len(times)-1]
	}
}
