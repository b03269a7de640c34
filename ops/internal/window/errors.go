package window

import "errors"

// What can be wrong with data that reaches this package: test with errors.Is.
var (
	// ErrState: what a queue or an accumulator is to be restored from is not a state of its kind.
	ErrState = errors.New("not a state of this kind of window")
)
