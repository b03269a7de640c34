package text

import (
	"context"
	"io"

	"github.com/streamgage/streamgage/flow"
)

// From makes a source of the lines of r. It ends at the end of r; an error of r ends the run. A last line without a line
// end is emitted when r ends or the source is stopped.
//
// If r is an io.Closer, it is closed when the source ends. If the source is stopped during a Read, closing r interrupts
// this Read. If r cannot be interrupted, such as a terminal, the source does not wait for it: the goroutine that reads
// r ends when its Read returns, and the result of this Read is lost.
//
// From accepts the option MaxLine. It panics if r is nil.
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
