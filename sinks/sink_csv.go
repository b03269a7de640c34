package sinks

import (
	"context"
	"errors"
	"io"

	"github.com/streamgage/streamgage/frame"
)

// CSVWriter writes the rows of a stream of frames as comma-separated values. [CSV] makes it. It is a receiver for
// flow.To. Any goroutine may call its methods.
type CSVWriter struct {
	bufferedSink
	encoder *frame.CSVEncoder
}

// CSV returns a receiver that writes frames to w as comma-separated values: once a header with the names of the
// columns, the index first, then a line for each row, in the format of frame.CSVEncoder. Up to 64 kB of text are
// buffered, and written by Flush and Close. It panics if w is nil.
func CSV(w io.Writer) *CSVWriter {
	c := &CSVWriter{}
	c.init("sinks.CSV", w)
	c.encoder = frame.NewCSVEncoder(c.buffer)
	return c
}

// Send writes a frame's rows. A frame with other columns than the first one is a frame.ErrSchema that names the
// difference, and nothing of it is written. After Close the result is an [ErrClosed]; after a failed write it is that
// write's error.
func (c *CSVWriter) Send(ctx context.Context, f frame.Frame) error {
	return c.send(ctx, func() error {
		return errors.Unwrap(c.encoder.Encode(f)) // without the encoder's prefix: send adds the sink's
	})
}
