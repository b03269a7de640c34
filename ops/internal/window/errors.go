package window

import "errors"

// The errors of this package. Test for them with errors.Is.
var (
	// ErrState: the bytes that Restore reads are not a state of the queue or accumulator.
	ErrState = errors.New("not a state of this aggregate")
)
