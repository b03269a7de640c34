package sinks

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// File returns a writer that makes a file of that path, as the destination of a sink. Nothing happens before the first
// write, which creates the file and its parent folders. The sink closes the file at its end.
//
// Until then the content is in a file named path.<number>.part in the same folder. At the end it is renamed to path, so
// a file of that name is always complete. An existing file is replaced and keeps its permissions. After a failed write
// nothing is left. A path that is not a regular file, such as a named pipe or /dev/stdout, is written directly.
//
// Errors name the path. The writer is an io.Closer: a program that writes to it itself must close it.
func File(path string) io.Writer { return &outputFile{errPrefix: "sinks.File: ", path: path} }

// outputFile is the writer that File returns.
type outputFile struct {
	errPrefix string // "" in a sink, whose own errors have a prefix already
	path      string
	target    string // path with symbolic links resolved: the file that is replaced at the end
	handle    *os.File
	direct    bool // target is not a regular file, and is written in place
	err       error
}

func (o *outputFile) Write(p []byte) (int, error) {
	if err := o.open(); err != nil {
		return 0, err
	}
	n, err := o.handle.Write(p)
	return n, o.keepError(err)
}

// open creates the file if that has not been done. Sinks call it early to find out whether the path can be written.
func (o *outputFile) open() error {
	if o.handle == nil && o.err == nil {
		_ = o.keepError(o.create())
	}
	return o.err
}

// create creates the partial file, or opens the target if it is not a regular file.
func (o *outputFile) create() (err error) {
	if err := os.MkdirAll(filepath.Dir(o.path), 0o777); err != nil {
		return err
	}
	o.target = o.path
	if real, err := filepath.EvalSymlinks(o.path); err == nil {
		o.target = real
	}
	info, err := os.Stat(o.target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return o.createPart(0o666)
	case err != nil:
		return err
	case info.Mode().IsRegular():
		if err := o.createPart(0o666); err != nil {
			return err
		}
		return o.handle.Chmod(info.Mode().Perm())
	default:
		o.direct = true
		o.handle, err = os.OpenFile(o.target, os.O_WRONLY, 0)
		return err
	}
}

// createPart creates a partial file under a name that is not in use.
func (o *outputFile) createPart(mode fs.FileMode) (err error) {
	for {
		name := fmt.Sprintf("%s.%08x.part", o.target, rand.Uint32())
		o.handle, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}

// Close renames the partial file to path. Without a write it makes an empty file. After a failed write it removes the
// partial file and returns that write's error.
func (o *outputFile) Close() error {
	if err := o.open(); err != nil {
		o.discard()
		return err
	}
	err := o.handle.Close()
	if err == nil && !o.direct {
		err = os.Rename(o.handle.Name(), o.target)
	}
	if o.keepError(err) != nil {
		o.discard()
		return o.err
	}
	o.err = fmt.Errorf("%scannot write %q: %w", o.errPrefix, o.path, ErrClosed)
	return nil
}

// discard closes and removes the partial file.
func (o *outputFile) discard() {
	if o.handle == nil {
		return
	}
	_ = o.handle.Close() // an error here is harmless: after a failed rename the file is closed already
	if !o.direct {
		_ = os.Remove(o.handle.Name())
	}
}

// keepError stores and returns the first error. It names the user's path instead of the partial file's.
func (o *outputFile) keepError(err error) error {
	if err == nil {
		return nil
	}
	if o.err == nil {
		cause := err
		if p := (*fs.PathError)(nil); errors.As(err, &p) {
			cause = p.Err
		} else if l := (*os.LinkError)(nil); errors.As(err, &l) {
			cause = l.Err
		}
		o.err = fmt.Errorf("%scannot write %q: %w", o.errPrefix, o.path, cause)
	}
	return o.err
}
