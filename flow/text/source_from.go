package text

import (
	"context"
	"io"

	"github.com/streamgage/streamgage/flow"
)

// From makes a source of the lines of r. It ends at the end of r; an error of r ends the run. A last line without an end
// is given when r or the source ends.
//
// Where r is an io.Closer it is closed when the source ends, and if the source is stopped, while it is being read: that
// is what ends a Read that waits. A reader that cannot be interrupted, such as a terminal, does not hold up the source;
// its goroutine ends when its Read returns, and what that gives is lost.
//
// It takes MaxLine. It panics if r is nil.
func From(r io.Reader, opts ...flow.SourceOption) flow.Stream[string] {
	if r == nil {
		panic("text.From: the reader must not be nil")
	}
	c := &config{op: "From", accepted: []string{"MaxLine"}}
	return newSource(c, "text from", opts, func(ctx context.Context, emit func(string) error) error {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		if closer, ok := r.(io.Closer); ok {
			defer func() { _ = closer.Close() }() // it was only read
		}
		return c.emitLines(ctx, r, "the reader", emit)
	})
}
