package sinks

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

// textBuffer is how much text is collected before a write.
const textBuffer = 64 << 10

// receiver is what the text sinks share: a buffered writer that is flushed, and closed if it is a File, once.
type receiver struct {
	op    string
	mu    sync.Mutex
	out   output
	bytes atomic.Int64
	buf   *bufio.Writer
	fed   bool
	from  string
	done  bool
	err   error
}

func (r *receiver) init(op string, w io.Writer) {
	needWriter(op, w)
	r.op, r.out = op, output{w, &r.bytes}
	r.buf = bufio.NewWriterSize(&r.out, textBuffer)
}

// send lets write add an element, if nothing speaks against it. The first send finds out whether a file can be written.
func (r *receiver) send(ctx context.Context, write func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return fmt.Errorf("%s: send: %w", r.op, ErrClosed)
	}
	if err := r.out.open(); err != nil {
		return r.fail(err)
	}
	return r.fail(write())
}

// fail says where err comes from.
func (r *receiver) fail(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", r.op, err)
}

// Open refuses a second stream: flow.To calls it when the graph is built. from names the stream.
func (r *receiver) Open(from string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fed {
		return fmt.Errorf("%s: %w, got %q after %q", r.op, ErrFed, from, r.from)
	}
	r.fed, r.from = true, from
	return nil
}

// Flush writes what is buffered. It is for streams that someone is watching; Close does it, too.
func (r *receiver) Flush() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return r.err
	}
	return r.fail(r.buf.Flush())
}

// Close writes what is buffered, and closes the writer if it is a [File], also when the context is done. A second call
// does nothing and returns the same error.
func (r *receiver) Close(context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.done {
		r.done = true
		r.err = r.fail(r.out.end(r.buf.Flush()))
	}
	return r.err
}

// Bytes is how many bytes have been written, not counting what is buffered.
func (r *receiver) Bytes() int64 { return r.bytes.Load() }
