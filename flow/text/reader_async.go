package text

import (
	"context"
	"io"
	"net"
	"runtime/debug"

	"github.com/streamgage/streamgage/flow"
)

// feed is a reader on its way to lines: a goroutine of its own reads, and hands over what it has read piece by piece. It
// reads on when a piece is through the graph.
type asyncReader struct {
	lines lineSplitter
	consumed chan struct{} // the piece is through, and its bytes may be overwritten

	// Of a connection:
	client net.Addr
	disconnect   func() // ends it
}

// piece is what one Read gave.
type chunk struct {
	reader *asyncReader
	data []byte
	err  error // why nothing more comes
}

func (c *config) newAsyncReader(from string) *asyncReader {
	return &asyncReader{lines: c.newLineSplitter(from), consumed: make(chan struct{}, 1)}
}

// pump reads r to its end, or until ctx ends. It does not interrupt a Read.
func (f *asyncReader) readChunks(ctx context.Context, r io.Reader, pieces chan<- chunk) {
	give := func(p chunk) {
		select {
		case pieces <- p:
		case <-ctx.Done():
		}
	}
	defer func() {
		if p := recover(); p != nil {
			give(chunk{reader: f, err: &flow.PanicError{Value: p, Stack: debug.Stack()}})
		}
	}()
	buf := make([]byte, readBufferSize)
	for {
		n, err := r.Read(buf)
		give(chunk{f, buf[:n], err})
		if err != nil {
			return
		}
		select {
		case <-f.consumed:
		case <-ctx.Done():
			return
		}
	}
}

// receive waits for the next piece.
func receiveChunk(ctx context.Context, pieces <-chan chunk) (p chunk, err error) {
	flow.Outside(ctx, func() {
		select {
		case p = <-pieces:
		case <-ctx.Done():
			err = ctx.Err()
		}
	})
	return p, err
}

// read emits the lines of r, to its end.
func (c *config) emitLines(ctx context.Context, r io.Reader, from string, emit func(string) error) error {
	f, pieces := c.newAsyncReader(from), make(chan chunk)
	go f.readChunks(ctx, r, pieces)
	for {
		p, err := receiveChunk(ctx, pieces)
		if err != nil {
			return f.lines.flushOnStop(ctx, err, emit)
		}
		if err := f.lines.emitLines(p.data, emit); err != nil {
			return err
		}
		switch p.err {
		case nil:
			f.consumed <- struct{}{}
		case io.EOF:
			return f.lines.flush(emit)
		default:
			return c.wrapError(p.err)
		}
	}
}
