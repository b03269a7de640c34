package text

import "errors"

// The errors of this package. They come wrapped: test with errors.Is.
var (
	// ErrLongLine: a line is longer than MaxLine allows.
	ErrLongLine = errors.New("the line is too long")
	// ErrNotRegular: what Lines should read is a directory, a pipe or a device.
	ErrNotRegular = errors.New("not a regular file; open it and give it to text.From")
	// ErrExit: a process has ended with another code than 0, or was killed by somebody else. The error wraps the
	// *exec.ExitError too.
	ErrExit = errors.New("the process failed")
)
