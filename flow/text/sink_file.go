package text

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"os"

	"github.com/streamgage/streamgage/flow"
)

// FileOption changes how File writes.
type FileOption func(*fileWriter)

// Append makes File write behind what the file contains. Default: that is thrown away.
func Append() FileOption { return func(f *fileWriter) { f.openMode = os.O_APPEND } }

// FlushEach makes File write each line at once, for somebody who reads along. It costs a system call a line. Default:
// when 64 KiB have come together, and at the end of the stream.
func FlushEach() FileOption { return func(f *fileWriter) { f.flushEach = true } }

// File makes a receiver of lines that writes them to a file, each with a line feed behind it; a line feed within an
// element makes two lines of it. The file is created, or emptied, when the first line comes or the stream ends.
//
// Lines wait in a buffer of 64 KiB; they are all in the file when the stream has ended. A write that fails is the error of
// that Send and of each later one, and of Close; it names the path.
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

const writeBufferSize = 64 << 10

type fileWriter struct {
	path   string
	openMode   int
	flushEach   bool
	attached    bool
	closed bool
	file   *os.File // nil: not opened yet
	buf    *bufio.Writer
	err    error // what went wrong first
}

// Open is called when the graph is built.
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

// Close writes what waits, and closes the file.
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

// note keeps the first error. Those of the os package name the path.
func (f *fileWriter) keepFirstError(err error) {
	if f.err == nil && err != nil {
		f.err = fmt.Errorf("text.File: %w", err)
	}
}

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
