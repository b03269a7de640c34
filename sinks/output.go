package sinks

import (
	"io"
	"sync/atomic"
)

// countingOutput wraps the writer of a sink and counts the bytes written. It closes the writer only if the writer is a
// File. The user must close other writers.
type countingOutput struct {
	w     io.Writer
	bytes *atomic.Int64
}

// newOutput returns an output that writes to w and adds the number of bytes to the counter bytes.
func newOutput(w io.Writer, bytes *atomic.Int64) countingOutput {
	if f, ok := w.(*outputFile); ok {
		f.errPrefix = "" // the sink adds its own prefix
	}
	return countingOutput{w: w, bytes: bytes}
}

func (o *countingOutput) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	o.bytes.Add(int64(n))
	return n, err
}

// open creates the file, so that a path that cannot be written is an error before the first picture.
func (o *countingOutput) open() error {
	if f, ok := o.w.(*outputFile); ok {
		return f.open()
	}
	return nil
}

// close closes the writer if it is a File. If err is not nil, the output is not complete: then close removes the file
// and returns err.
func (o *countingOutput) close(err error) error {
	f, ok := o.w.(*outputFile)
	if !ok {
		return err
	}
	if err != nil {
		f.discard()
		return err
	}
	return f.Close()
}
