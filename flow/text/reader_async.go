package text

import (
	"context"
	"io"
	"net"

	"github.com/streamgage/streamgage/flow"
)

// readBufferSize is the size in bytes of the buffer for one Read.
const readBufferSize = 32 << 10

// asyncReader reads from an io.Reader on a separate goroutine and passes chunks to the goroutine of the source, which
// splits them into lines. It reads the next chunk after the previous one has passed the graph. Passing whole chunks
// between the goroutines costs much less than passing lines.
type asyncReader struct {
	lines    lineSplitter
	consumed chan struct{} // receives a value when the chunk has passed the graph, so that its bytes may be overwritten

	// Only for a connection:
	client     net.Addr
	disconnect func() // closes the connection
}

// chunk is the result of one Read.
type chunk struct {
	reader *asyncReader
	data   []byte
	err    error // no more chunks follow
}

// newAsyncReader makes a reader. sourceName is the name of the input in errors.
func (c *config) newAsyncReader(sourceName string) *asyncReader {
	return &asyncReader{lines: c.newLineSplitter(sourceName), consumed: make(chan struct{}, 1)}
}

// readChunks reads r to its end, or until ctx ends. It does not interrupt a Read.
func (a *asyncReader) readChunks(ctx context.Context, r io.Reader, chunks chan<- chunk) {
	send := func(c chunk) {
		select {
		case chunks <- c:
		case <-ctx.Done():
		}
	}
	defer func() {
		if p := recover(); p != nil {
			send(chunk{reader: a, err: flow.NewPanicError(p)})
		}
	}()
	buf := make([]byte, readBufferSize)
	for {
		n, err := r.Read(buf)
		send(chunk{a, buf[:n], err})
		if err != nil {
			return
		}
		select {
		case <-a.consumed:
		case <-ctx.Done():
			return
		}
	}
}

// receiveChunk waits for the next chunk.
func receiveChunk(ctx context.Context, chunks <-chan chunk) (c chunk, err error) {
	flow.Blocking(ctx, func() {
		select {
		case c = <-chunks:
		case <-ctx.Done():
			err = ctx.Err()
		}
	})
	return c, err
}

// emitLines emits all lines of r.
func (c *config) emitLines(ctx context.Context, r io.Reader, sourceName string, emit func(string) error) error {
	reader, chunks := c.newAsyncReader(sourceName), make(chan chunk)
	go reader.readChunks(ctx, r, chunks)
	for {
		read, err := receiveChunk(ctx, chunks)
		if err != nil {
			return reader.lines.flushAfterStop(ctx, err, emit)
		}
		if err := reader.lines.emitLines(read.data, emit); err != nil {
			return err
		}
		switch read.err {
		case nil:
			reader.consumed <- struct{}{}
		case io.EOF:
			return reader.lines.flush(emit)
		default:
			return c.wrapError(read.err)
		}
	}
}
