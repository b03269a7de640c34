package sinks

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// textBufferSize is the size of the buffer in bytes. The buffer is written when it is full.
const textBufferSize = 64 << 10

// maxFlushDelay is how long text may be in the buffer, so that what a stream says is seen when it says it.
const maxFlushDelay = 100 * time.Millisecond

// bufferedSink is the common part of the text sinks: a receiver with a buffered writer.
type bufferedSink struct {
	op         string
	mu         sync.Mutex
	out        countingOutput
	bytes      atomic.Int64
	buffer     *bufio.Writer
	flushTimer *time.Timer // nil before the first element
	willFlush  bool        // whether the timer runs
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

// send calls write, which adds an element to the buffer. If ctx is done or the sink is closed, it returns an error
// instead. The first call creates the file, so that it returns the error if the path cannot be written.
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
	err := write()
	if !b.willFlush && b.buffer.Buffered() > 0 {
		b.willFlush = true
		if b.flushTimer == nil {
			b.flushTimer = time.AfterFunc(maxFlushDelay, b.flushLate)
		} else {
			b.flushTimer.Reset(maxFlushDelay)
		}
	}
	return b.wrapError(err)
}

// flushLate writes what is in the buffer for too long. An error stays in the buffer, which returns it from the next write.
func (b *bufferedSink) flushLate() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.willFlush = false
	if !b.closed {
		_ = b.buffer.Flush()
	}
}

// wrapError adds the constructor's name to an error.
func (b *bufferedSink) wrapError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", b.op, err)
}

// Open is called by flow.To when the graph is built. from is the name of the stream. A second call returns an [ErrFed],
// because only one stream can be connected.
func (b *bufferedSink) Open(from string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.hasStream {
		return fmt.Errorf("%s: %w, got %q after %q", b.op, ErrFed, from, b.streamName)
	}
	b.hasStream, b.streamName = true, from
	return nil
}

// Flush writes the buffered text at once. Close flushes too.
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
		if b.flushTimer != nil {
			b.flushTimer.Stop()
		}
		b.err = b.wrapError(b.out.close(b.buffer.Flush()))
	}
	return b.err
}

// Bytes returns the number of bytes written so far. It does not include bytes that are still buffered.
func (b *bufferedSink) Bytes() int64 { return b.bytes.Load() }
