package text

import (
	"context"
	"io"
	"net"

	"github.com/streamgage/streamgage/flow"
)

// feed is a reader on its way to lines: a goroutine of its own reads, and hands over what it has read piece by piece. It
// reads on when a piece is through the graph.
type feed struct {
	lines splitter
	taken chan struct{} // the piece is through, and its bytes may be overwritten

	// Of a connection:
	client net.Addr
	drop   func() // ends it
}

// piece is what one Read gave.
type piece struct {
	from *feed
	data []byte
	err  error // why nothing more comes
}

func (c *config) feed(from string) *feed {
	return &feed{lines: c.splitter(from), taken: make(chan struct{}, 1)}
}

// pump reads r to its end, or until ctx ends. It does not interrupt a Read.
func (f *feed) pump(ctx context.Context, r io.Reader, pieces chan<- piece) {
	give := func(p piece) {
		select {
		case pieces <- p:
		case <-ctx.Done():
		}
	}
	defer func() {
		if p := recover(); p != nil {
			give(piece{from: f, err: flow.NewPanicError(p)})
		}
	}()
	buf := make([]byte, readBuffer)
	for {
		n, err := r.Read(buf)
		give(piece{f, buf[:n], err})
		if err != nil {
			return
		}
		select {
		case <-f.taken:
		case <-ctx.Done():
			return
		}
	}
}

// receive waits for the next piece.
func receive(ctx context.Context, pieces <-chan piece) (p piece, err error) {
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
func (c *config) read(ctx context.Context, r io.Reader, from string, emit func(string) error) error {
	f, pieces := c.feed(from), make(chan piece)
	go f.pump(ctx, r, pieces)
	for {
		p, err := receive(ctx, pieces)
		if err != nil {
			return f.lines.stop(ctx, err, emit)
		}
		if err := f.lines.feed(p.data, emit); err != nil {
			return err
		}
		switch p.err {
		case nil:
			f.taken <- struct{}{}
		case io.EOF:
			return f.lines.end(emit)
		default:
			return c.fail(p.err)
		}
	}
}
