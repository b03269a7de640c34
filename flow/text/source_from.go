package text

import (
	"context"
	"io"

	"github.com/streamgage/streamgage/flow"
)

// From makes a source of the lines of r. It ends at the end of r; an error of r ends the run. A last line without a line
// end is emitted when r ends or the source is stopped.
//
// If r is an io.Closer, it is closed when the source ends. When the source is stopped during a Read, closing r is what
// ends that Read. A reader that cannot be interrupted, such as a terminal, does not hold up the source: the goroutine
// that reads it ends when its Read returns, and the result of that Read is lost.
//
// From takes the option MaxLine. It panics if r is nil.
func From(r io.Reader, opts ...flow.SourceOption) flow.Stream[string] {
	if r == nil {
		panic("text.From: the reader must not be nil")
	}
	c := &config{op: "From", accepted: []string{"MaxLine"}}
	return newSource(c, "text from", opts, func(ctx context.Context, emit func(string) error) error {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		if closer, ok := r.(io.Closer); ok {
			defer func() { _ = closer.Close() }() // nothing was written
		}
		return c.emitLines(ctx, r, "the reader", emit)
	})
}
