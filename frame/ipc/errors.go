package ipc

import "errors"

// What can be wrong. Every error wraps one of these, one of package frame's, or the reader's or writer's own: test with
// errors.Is.
var (
	// ErrCorrupt: a file is not of the format, or damaged.
	ErrCorrupt = errors.New("not a file of this format, or a damaged one")
	// ErrClosed: Send after Close.
	ErrClosed = errors.New("already closed")
)
