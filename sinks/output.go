package sinks

import (
	"io"
	"sync/atomic"
)

// output is the writer that a sink was given. It counts bytes, and closes the writer if this package opened it: a
// user's writer stays the user's.
type countingOutput struct {
	w     io.Writer
	bytes *atomic.Int64
}

func (o *countingOutput) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	o.bytes.Add(int64(n))
	return n, err
}

// open finds out early whether a file can be written.
func (o *countingOutput) open() error {
	if f, ok := o.w.(*outputFile); ok {
		return f.open()
	}
	return nil
}

// end closes a file, or removes it if err says that what was written is not whole. It returns err, or what it met.
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
