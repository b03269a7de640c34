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
func (b *bufferedSink) init(op string, w io.Writer) {
	requireWriter(op, w)
	b.op, b.out = op, newOutput(w, &b.bytes)
	b.buffer = bufio.NewWriterSize(&b.out, textBufferSize)
}

// send calls write, which adds an element to the buffer, unless ctx is done or the sink is closed. The first call
// creates the file, so that a path that cannot be written is an error at once.
func (b *bufferedSink) send(ctx context.Context, write func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return fmt.Errorf("%s: send: %w", b.op, ErrClosed)
	}
	if err := b.out.open(); err != nil {
		return b.wrapError(err)
	}
	return b.wrapError(write())
}

// wrapError adds the constructor's name to an error.
func (b *bufferedSink) wrapError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", b.op, err)
}

// Open connects the stream called from. flow.To calls it when the graph is built. A second stream is an [ErrFed].
func (b *bufferedSink) Open(from string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.hasStream {
		return fmt.Errorf("%s: %w, got %q after %q", b.op, ErrFed, from, b.streamName)
	}
	b.hasStream, b.streamName = true, from
	return nil
}

// Flush writes the buffered text. It is meant for output that is read while it is written; Close flushes too.
func (b *bufferedSink) Flush() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return b.err
	}
	return b.wrapError(b.buffer.Flush())
}

// Close writes the buffered text, and closes the writer if it is a [File]. It ignores the context. A second call does
// nothing and returns the same error.
func (b *bufferedSink) Close(context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.closed {
		b.closed = true
		b.err = b.wrapError(b.out.close(b.buffer.Flush()))
	}
	return b.err
}

// Bytes returns the number of bytes written, without those that are buffered.
func (b *bufferedSink) Bytes() int64 { return b.bytes.Load() }
