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

func (f *outputFile) Write(p []byte) (int, error) {
	if err := f.open(); err != nil {
		return 0, err
	}
	n, err := f.handle.Write(p)
	return n, f.keepError(err)
}

// open creates the file if that has not been done. Sinks call it early to find out whether the path can be written.
func (f *outputFile) open() error {
	if f.handle == nil && f.err == nil {
		_ = f.keepError(f.create())
	}
	return f.err
}

// create creates the partial file, or opens the target if it is not a regular file.
func (f *outputFile) create() (err error) {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o777); err != nil {
		return err
	}
	f.target = f.path
	if real, err := filepath.EvalSymlinks(f.path); err == nil {
		f.target = real
	}
	info, err := os.Stat(f.target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f.createPart(0o666)
	case err != nil:
		return err
	case info.Mode().IsRegular():
		if err := f.createPart(0o666); err != nil {
			return err
		}
		return f.handle.Chmod(info.Mode().Perm())
	default:
		f.direct = true
		f.handle, err = os.OpenFile(f.target, os.O_WRONLY, 0)
		return err
	}
}

// createPart creates a partial file under a name that is not in use.
func (f *outputFile) createPart(mode fs.FileMode) (err error) {
	for {
		name := fmt.Sprintf("%s.%08x.part", f.target, rand.Uint32())
		f.handle, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}

// Close renames the partial file to path. Without a write it makes an empty file. After a failed write it removes the
// partial file and returns that write's error.
func (f *outputFile) Close() error {
	if err := f.open(); err != nil {
		f.discard()
		return err
	}
	err := f.handle.Close()
	if err == nil && !f.direct {
		err = os.Rename(f.handle.Name(), f.target)
	}
	if f.keepError(err) != nil {
		f.discard()
		return f.err
	}
	f.err = fmt.Errorf("%scannot write %q: %w", f.errPrefix, f.path, ErrClosed)
	return nil
}

// discard closes and removes the partial file.
func (f *outputFile) discard() {
	if f.handle == nil {
		return
	}
	_ = f.handle.Close() // an error here is harmless: after a failed rename the file is closed already
	if !f.direct {
		_ = os.Remove(f.handle.Name())
	}
}

// keepError stores and returns the first error. It names the user's path instead of the partial file's.
func (f *outputFile) keepError(err error) error {
	if err == nil {
		return nil
	}
	if f.err == nil {
		cause := err
		if p := (*fs.PathError)(nil); errors.As(err, &p) {
			cause = p.Err
		} else if l := (*os.LinkError)(nil); errors.As(err, &l) {
			cause = l.Err
		}
		f.err = fmt.Errorf("%scannot write %q: %w", f.errPrefix, f.path, cause)
	}
	return f.err
}
