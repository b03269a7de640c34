package text

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"os"

	"github.com/streamgage/streamgage/flow"
)

// FileOption is an option of File.
type FileOption func(*fileWriter)

// Append makes File write after the existing content of the file. Default: the existing content is deleted.
func Append() FileOption { return func(f *fileWriter) { f.openMode = os.O_APPEND } }

// FlushEach makes File write each line immediately, so that another program can read it. It costs one system call per
// line. Default: File writes when its buffer of 64 KiB is full, and at the end of the stream.
func FlushEach() FileOption { return func(f *fileWriter) { f.flushEach = true } }

// File makes a receiver that writes lines to a file, each followed by a line feed. An element that contains a line feed
// becomes two lines. The file is created or emptied at the first line, or at the end of the stream if there is none.
//
// Lines are buffered in 64 KiB of memory. When the stream has ended, all of them are in the file. If a write fails,
// that Send, each later Send and Close return the error, which names the path. File panics if an option is nil.
func File(path string, opts ...FileOption) flow.Receiver[string] {
	f := &fileWriter{path: path, openMode: os.O_TRUNC}
	for _, o := range opts {
		if o == nil {
			panic("text.File: nil option")
		}
		o(f)
	}
	return f
}

// writeBufferSize is the size of File's buffer in bytes.
const writeBufferSize = 64 << 10

// fileWriter is the receiver that File makes.
type fileWriter struct {
	path      string
	openMode  int // os.O_TRUNC or os.O_APPEND
	flushEach bool
	attached  bool // whether Open was called
	closed    bool
	file      *os.File // nil before the file is opened
	buf       *bufio.Writer
	err       error // the first error of a write
}

// Open is called when the graph is built. A second call returns flow.ErrFed.
func (f *fileWriter) Open(string) error {
	if f.attached {
		return fmt.Errorf("text.File: %s: %w", f.path, flow.ErrFed)
	}
	f.attached = true
	return nil
}

// Send writes a line.
func (f *fileWriter) Send(_ context.Context, line string) error {
	if f.closed {
		return fmt.Errorf("text.File: %s: %w", f.path, fs.ErrClosed)
	}
	if f.err == nil {
		f.keepFirstError(f.write(line))
	}
	return f.err
}

// Close writes the buffered lines and closes the file.
func (f *fileWriter) Close(context.Context) error {
	if f.closed {
		return f.err
	}
	f.closed = true
	if f.err == nil {
		f.keepFirstError(f.open())
	}
	if f.file == nil {
		return f.err
	}
	f.keepFirstError(f.buf.Flush())
	f.keepFirstError(f.file.Close())
	return f.err
}

func (f *fileWriter) write(line string) error {
	if err := f.open(); err != nil {
		return err
	}
	_, err := f.buf.WriteString(line)
	if err == nil {
		err = f.buf.WriteByte('\n')
	}
	if err == nil && f.flushEach {
		err = f.buf.Flush()
	}
	return err
}

// keepFirstError stores err unless an error is stored already. Errors of package os name the path.
func (f *fileWriter) keepFirstError(err error) {
	if f.err == nil && err != nil {
		f.err = fmt.Errorf("text.File: %w", err)
	}
}

// open opens the file unless it is open.
func (f *fileWriter) open() error {
	if f.file != nil {
		return nil
	}
	var err error
	if f.file, err = os.OpenFile(f.path, os.O_CREATE|os.O_WRONLY|f.openMode, 0o666); err != nil {
		return err
	}
	f.buf = bufio.NewWriterSize(f.file, writeBufferSize)
	return nil
}
