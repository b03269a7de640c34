package sinks

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

// textBufferSize is the number of bytes that are collected before a write.
const textBufferSize = 64 << 10

// bufferedSink is the common part of the text sinks: a receiver with a buffered writer.
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

// init sets the writer. op names the constructor in errors. It panics if w is nil.
func (r *bufferedSink) init(op string, w io.Writer) {
	requireWriter(op, w)
	r.op, r.out = op, newOutput(w, &r.bytes)
	r.buffer = bufio.NewWriterSize(&r.out, textBufferSize)
}

// send calls write, which adds an element to the buffer, unless ctx is done or the sink is closed. The first call
// creates the file, so that a path that cannot be written is an error at once.
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

// wrapError adds the constructor's name to an error.
func (r *bufferedSink) wrapError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", r.op, err)
}

// Open connects the stream called from. flow.To calls it when the graph is built. A second stream is an [ErrFed].
func (r *bufferedSink) Open(from string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.hasStream {
		return fmt.Errorf("%s: %w, got %q after %q", r.op, ErrFed, from, r.streamName)
	}
	r.hasStream, r.streamName = true, from
	return nil
}

// Flush writes the buffered text. It is meant for output that is read while it is written; Close flushes too.
func (r *bufferedSink) Flush() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return r.err
	}
	return r.wrapError(r.buffer.Flush())
}

// Close writes the buffered text, and closes the writer if it is a [File]. It ignores the context. A second call does
// nothing and returns the same error.
func (r *bufferedSink) Close(context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.closed {
		r.closed = true
		r.err = r.wrapError(r.out.close(r.buffer.Flush()))
	}
	return r.err
}

// Bytes returns the number of bytes written, without those that are buffered.
func (r *bufferedSink) Bytes() int64 { return r.bytes.Load() }
