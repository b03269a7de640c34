package ipc

import "errors"

// Errors of this package. All other errors wrap one of package frame's, or an error of the reader or writer. Test for
// them with errors.Is.
var (
	// ErrCorrupt is returned for a file that does not have the expected format or is damaged.
	ErrCorrupt = errors.New("not a file of this format, or a damaged one")
	// ErrClosed is returned by Send after Close.
	ErrClosed = errors.New("already closed")
)
