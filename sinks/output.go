package sinks

import (
	"io"
	"sync/atomic"
)

// countingOutput is the writer that a sink was given. It counts the bytes. It closes the writer only if it is a File:
// all other writers belong to the user.
type countingOutput struct {
	w     io.Writer
	bytes *atomic.Int64
}

// newOutput returns the output to w, which adds the number of bytes written to bytes.
func newOutput(w io.Writer, bytes *atomic.Int64) countingOutput {
	if f, ok := w.(*outputFile); ok {
		f.errPrefix = "" // the sink adds its own
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

// close closes a file. If err is not nil, what was written is not complete: close removes the file and returns err.
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
