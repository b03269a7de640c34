package sinks

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

// textBufferSize is how much text is collected before a write.
const textBufferSize = 64 << 10

// receiver is what the text sinks share: a buffered writer that is flushed, and closed if it is a File, once.
type bufferedSink struct {
	op         string
	mu         sync.Mutex
	out        countingOutput
	bytes      atomic.Int64
	buffer     *bufio.Writer
	hasStream  bool
	streamName string
	closed     bool
	err        error
}

func (r *bufferedSink) init(op string, w io.Writer) {
	requireWriter(op, w)
	r.op, r.out = op, countingOutput{w, &r.bytes}
	r.buffer = bufio.NewWriterSize(&r.out, textBufferSize)
}

// send lets write add an element, if nothing speaks against it. The first send finds out whether a file can be written.
func (r *bufferedSink) send(ctx context.Context, write func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return fmt.Errorf("%s: send: %w", r.op, ErrClosed)
	}
	if err := r.out.open(); err != nil {
		return r.wrapError(err)
	}
	return r.wrapError(write())
}

// fail says where err comes from.
func (r *bufferedSink) wrapError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", r.op, err)
}

// Open refuses a second stream: flow.To calls it when the graph is built. from names the stream.
func (r *bufferedSink) Open(from string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.hasStream {
		return fmt.Errorf("%s: %w, got %q after %q", r.op, ErrFed, from, r.streamName)
	}
	r.hasStream, r.streamName = true, from
	return nil
}

// Flush writes what is buffered. It is for streams that someone is watching; Close does it, too.
func (r *bufferedSink) Flush() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return r.err
	}
	return r.wrapError(r.buffer.Flush())
}

// Close writes what is buffered, and closes the writer if it is a [File], also when the context is done. A second call
// does nothing and returns the same error.
func (r *bufferedSink) Close(context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.closed {
		r.closed = true
		r.err = r.wrapError(r.out.close(r.buffer.Flush()))
	}
	return r.err
}

// Bytes is how many bytes have been written, not counting what is buffered.
func (r *bufferedSink) Bytes() int64 { return r.bytes.Load() }
