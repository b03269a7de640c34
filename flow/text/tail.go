package text

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// readBuffer is how much is read at once.
const readBuffer = 32 << 10

// tail reads a file, and those that take its place.
type tail struct {
	*config
	path  string
	lines splitter
	emit  func(string) error
	file  *os.File // nil: there is none now
	read  int64    // bytes of file
	buf   []byte
}

func (t *tail) run(ctx context.Context) error {
	t.buf = make([]byte, readBuffer)
	if err := t.open(t.fromEnd); err != nil {
		return err
	}
	for {
		if err := t.look(); err != nil {
			return err
		}
		if !t.follow {
			return t.lines.end(t.emit)
		}
		if err := t.wait(ctx); err != nil {
			return t.lines.stop(ctx, err, t.emit)
		}
	}
}

// look reads what there is, in the file and in the one that has replaced it.
func (t *tail) look() error {
	if err := t.readAll(); err != nil || !t.follow {
		return err
	}
	replaced, err := t.replaced()
	if err != nil || !replaced {
		return err
	}
	if t.file != nil {
		if err := t.readAll(); err != nil { // what was written before it was replaced
			return err
		}
		if err := t.lines.end(t.emit); err != nil {
			return err
		}
		t.close()
	}
	if err := t.open(false); err != nil {
		return err
	}
	return t.readAll()
}

// replaced tells whether another file stands in the place of the one that is open.
func (t *tail) replaced() (bool, error) {
	now, err := os.Stat(t.path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, t.fail(err)
	}
	if t.file == nil {
		return true, nil
	}
	old, err := t.file.Stat()
	if err != nil {
		return false, t.fail(err)
	}
	return !os.SameFile(old, now), nil
}

// open opens the file at path. While following it may be missing.
func (t *tail) open(atEnd bool) error {
	info, err := os.Stat(t.path)
	if err == nil && !info.Mode().IsRegular() {
		return t.fail(fmt.Errorf("%w, got %s", ErrNotRegular, t.path)) // opening a pipe would wait for its writer
	}
	if err == nil {
		t.file, err = os.Open(t.path)
	}
	if errors.Is(err, fs.ErrNotExist) && t.follow {
		return nil
	}
	if err != nil {
		return t.fail(err)
	}
	t.read = 0
	if atEnd {
		if t.read, err = t.file.Seek(0, io.SeekEnd); err != nil {
			return t.fail(err)
		}
	}
	return nil
}

// readAll reads to the end of the file; from its start if it has become shorter.
func (t *tail) readAll() error {
	if t.file == nil {
		return nil
	}
	if err := t.rewind(); err != nil {
		return err
	}
	for {
		n, err := t.file.Read(t.buf)
		t.read += int64(n)
		if err := t.lines.feed(t.buf[:n], t.emit); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return t.fail(err)
		}
	}
}

func (t *tail) rewind() error {
	info, err := t.file.Stat()
	if err != nil {
		return t.fail(err)
	}
	if info.Size() >= t.read {
		return nil
	}
	if err := t.lines.end(t.emit); err != nil {
		return err
	}
	if _, err := t.file.Seek(0, io.SeekStart); err != nil {
		return t.fail(err)
	}
	t.read = 0
	return nil
}

func (t *tail) close() {
	if t.file != nil {
		_ = t.file.Close() // it was only read
		t.file = nil
	}
}
