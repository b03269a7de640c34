package window

import "errors"

// The errors of this package. Test for them with errors.Is.
var (
	// ErrState: the bytes that a queue or an accumulator is to be restored from are not a state of its aggregate.
	ErrState = errors.New("not a state of this aggregate")
)
