package sinks

import (
	"context"
	"io"

	"github.com/streamgage/streamgage/frame"
)

// CSVWriter writes the rows of a stream of frames as comma-separated values. It is made by [CSV], and is a receiver for
// flow.To. Methods may be called from any goroutine.
type CSVWriter struct {
	bufferedSink
	encoder *frame.CSVEncoder
}

// CSV writes frames to w as frame.CSVEncoder does: a header with the names of the columns, the index first, once, and
// a line for each row. Text is buffered (64 kB) and written at Close, or when someone calls Flush.
func CSV(w io.Writer) *CSVWriter {
	c := &CSVWriter{}
	c.init("sinks.CSV", w)
	c.encoder = frame.NewCSVEncoder(c.buffer)
	return c
}

// Send adds a frame's rows. A frame with other columns than the first one is an error that tells the difference (a
// frame.ErrSchema), and nothing of it is written. It is also an error after Close ([ErrClosed]), and when a write
// failed.
func (c *CSVWriter) Send(ctx context.Context, f frame.Frame) error {
	return c.send(ctx, func() error { return c.encoder.Encode(f) })
}
