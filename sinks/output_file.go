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

// File returns a writer of a file, as the destination of a sink. The first write creates the file and its parent
// folders; nothing happens before. The sink closes the file at its end.
//
// Until it is closed, the content is in a file named path.<number>.part in the same folder. Then this file is renamed
// to path, so the file at path is always complete. An existing file is replaced, and the new file has its permissions.
// After a failed write, the partial file is removed. A path that is not a regular file, such as a named pipe or
// /dev/stdout, is written directly.
//
// Errors name the path. The writer is an io.Closer. A program that uses it without a sink must close it.
func File(path string) io.Writer { return &outputFile{errPrefix: "sinks.File: ", path: path} }

// outputFile is the writer that File returns.
type outputFile struct {
	errPrefix string // "" if a sink uses the file, because the sink adds its own prefix
	path      string
	target    string // path with symbolic links resolved: the file that Close replaces
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

// open creates the file, unless it has been created already. Sinks call it before the first write, so that a path that
// cannot be written is an early error.
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

// createPart creates a partial file with a name that is not in use.
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
	_ = f.handle.Close() // an error does not matter: after a failed rename the file is closed already
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
