package text

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// tailer reads the file at a path. With the option Follow, it also reads the files that replace it (as tail -F does).
type tailer struct {
	*config
	path   string
	lines  lineSplitter
	emit   func(string) error
	file   *os.File // nil if no file is open
	offset int64    // the number of bytes read from file
	buf    []byte
}

// run emits lines to the end of the file. With the option Follow, it emits lines until ctx ends.
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
			return t.lines.flushAfterStop(ctx, err, t.emit)
		}
	}
}

// readAvailable reads everything that is available now: the rest of the open file, and the file that has replaced it.
func (t *tailer) readAvailable() error {
	if err := t.readToEnd(); err != nil || !t.follow {
		return err
	}
	replaced, err := t.replaced()
	if err != nil || !replaced {
		return err
	}
	if t.file != nil {
		if err := t.readToEnd(); err != nil { // lines written between the last read and the replacement
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

// replaced reports whether the file at path is not the open file.
func (t *tailer) replaced() (bool, error) {
	current, err := os.Stat(t.path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, t.wrapError(err)
	}
	if t.file == nil {
		return true, nil
	}
	opened, err := t.file.Stat()
	if err != nil {
		return false, t.wrapError(err)
	}
	return !os.SameFile(opened, current), nil
}

// open opens the file at path. With the option Follow, the file may be missing.
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

// readToEnd reads to the end of the open file. If the file was truncated, it reads from the start.
func (t *tailer) readToEnd() error {
	if t.file == nil {
		return nil
	}
	if err := t.rewindIfTruncated(); err != nil {
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

// rewindIfTruncated moves to the start of the file if the file is shorter than offset.
func (t *tailer) rewindIfTruncated() error {
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
		_ = t.file.Close() // nothing was written
		t.file = nil
	}
}
