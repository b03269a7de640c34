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

// File is a file as a destination. Nothing happens before the first write, which makes the parent folders; the sink
// that it is given to closes it. Until then what is written stands beside it under the name path.<number>.part, and
// takes the place of path as a whole at the end, so that a file of that name is never half a picture; after a failed
// write nothing is left. What is no ordinary file, such as a named pipe or /dev/stdout, is written directly.
//
// Errors name the path. Used outside of package sinks, the writer is an io.Closer and must be closed.
func File(path string) io.Writer { return &outputFile{path: path} }

type outputFile struct {
	path   string
	target string // path with its links resolved: what the finished file replaces
	handle *os.File
	direct bool // written in place
	err    error
}

func (o *outputFile) Write(p []byte) (int, error) {
	if err := o.open(); err != nil {
		return 0, err
	}
	n, err := o.handle.Write(p)
	return n, o.keepError(err)
}

// open makes the file if that has not been done; a sink calls it early to learn that a path cannot be written.
func (o *outputFile) open() error {
	if o.handle == nil && o.err == nil {
		_ = o.keepError(o.create())
	}
	return o.err
}

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

func (o *outputFile) createPart(mode fs.FileMode) (err error) {
	for {
		name := fmt.Sprintf("%s.%08x.part", o.target, rand.Uint32())
		o.handle, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}

// Close gives the file its name; an unwritten one becomes an empty file. After a failed write it removes what was
// written, and returns that error.
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
	o.err = fmt.Errorf("sinks.File: %q: %w", o.path, ErrClosed)
	return nil
}

// discard removes what was written.
func (o *outputFile) discard() {
	if o.handle == nil {
		return
	}
	_ = o.handle.Close() // a second time after a failed rename, which does no harm
	if !o.direct {
		_ = os.Remove(o.handle.Name())
	}
}

// failed keeps the first error, with the name that the user knows instead of the partial file's.
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
		o.err = fmt.Errorf("sinks.File: cannot write %q: %w", o.path, cause)
	}
	return o.err
}
