package text

import "errors"

// The errors of this package. They are wrapped: test with errors.Is.
var (
	// ErrLongLine is the error for a line that is longer than MaxLine allows.
	ErrLongLine = errors.New("the line is too long")
	// ErrNotRegular is the error of Lines for a directory, a pipe or a device.
	ErrNotRegular = errors.New("not a regular file; open it and pass it to text.From")
	// ErrExit is the error for a process that exited with a code other than 0, or was killed by another program. The
	// error also wraps the *exec.ExitError.
	ErrExit = errors.New("the process failed")
)
