package sinks

import (
	"errors"

	"github.com/streamgage/streamgage/viz"
)

var (
	// ErrPattern is returned for a file name pattern that does not have exactly one integer verb, for the picture's
	// number.
	ErrPattern = errors.New("pattern needs exactly one integer verb such as %04d")
	// ErrClosed is returned by Send after Close, and by a write to a File that is closed.
	ErrClosed = errors.New("already closed")
	// ErrFed is returned if a second stream is connected to a receiver.
	ErrFed = viz.ErrFed
)
