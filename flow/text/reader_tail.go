package text

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// readBufferSize is how much is read at once.
const readBufferSize = 32 << 10

// tail reads a file, and those that take its place.
type tailer struct {
	*config
	path  string
	lines lineSplitter
	emit  func(string) error
	file  *os.File // nil: there is none now
	offset  int64    // bytes of file
	buf   []byte
}

func (t *tailer) run(ctx context.Context) error {
	t.buf = make([]byte, readBufferSize)
	if err := t.open(t.fromEnd); err != nil {
		return err
	}
	for {
		if err := t.readAvailable(); err != nil {
			return err
		}
		if !t.follow {
			return t.lines.flush(t.emit)
		}
		if err := t.waitForPoll(ctx); err != nil {
			return t.lines.flushOnStop(ctx, err, t.emit)
		}
	}
}

// look reads what there is, in the file and in the one that has replaced it.
func (t *tailer) readAvailable() error {
	if err := t.readToEnd(); err != nil || !t.follow {
		return err
	}
	replaced, err := t.replaced()
	if err != nil || !replaced {
		return err
	}
	if t.file != nil {
		if err := t.readToEnd(); err != nil { // what was written before it was replaced
			return err
		}
		if err := t.lines.flush(t.emit); err != nil {
			return err
		}
		t.close()
	}
	if err := t.open(false); err != nil {
		return err
	}
	return t.readToEnd()
}

// replaced tells whether another file stands in the place of the one that is open.
func (t *tailer) replaced() (bool, error) {
	now, err := os.Stat(t.path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, t.wrapError(err)
	}
	if t.file == nil {
		return true, nil
	}
	old, err := t.file.Stat()
	if err != nil {
		return false, t.wrapError(err)
	}
	return !os.SameFile(old, now), nil
}

// open opens the file at path. While following it may be missing.
func (t *tailer) open(atEnd bool) error {
	info, err := os.Stat(t.path)
	if err == nil && !info.Mode().IsRegular() {
		return t.wrapError(fmt.Errorf("%w, got %s", ErrNotRegular, t.path)) // opening a pipe would wait for its writer
	}
	if err == nil {
		t.file, err = os.Open(t.path)
	}
	if errors.Is(err, fs.ErrNotExist) && t.follow {
		return nil
	}
	if err != nil {
		return t.wrapError(err)
	}
	t.offset = 0
	if atEnd {
		if t.offset, err = t.file.Seek(0, io.SeekEnd); err != nil {
			return t.wrapError(err)
		}
	}
	return nil
}

// readToEnd reads to the end of the file; from its start if it has become shorter.
func (t *tailer) readToEnd() error {
	if t.file == nil {
		return nil
	}
	if err := t.checkTruncation(); err != nil {
		return err
	}
	for {
		n, err := t.file.Read(t.buf)
		t.offset += int64(n)
		if err := t.lines.emitLines(t.buf[:n], t.emit); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return t.wrapError(err)
		}
	}
}

func (t *tailer) checkTruncation() error {
	info, err := t.file.Stat()
	if err != nil {
		return t.wrapError(err)
	}
	if info.Size() >= t.offset {
		return nil
	}
	if err := t.lines.flush(t.emit); err != nil {
		return err
	}
	if _, err := t.file.Seek(0, io.SeekStart); err != nil {
		return t.wrapError(err)
	}
	t.offset = 0
	return nil
}

func (t *tailer) close() {
	if t.file != nil {
		_ = t.file.Close() // it was only read
		t.file = nil
	}
}
