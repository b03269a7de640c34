package sinks

import (
	"context"
	"errors"
	"io"

	"github.com/streamgage/streamgage/frame"
)

// CSVWriter writes the rows of a stream of frames as comma-separated values. It is made by [CSV] and is a receiver for
// flow.To. Its methods may be called from any goroutine.
type CSVWriter struct {
	bufferedSink
	encoder *frame.CSVEncoder
}

// CSV returns a receiver that writes frames to w as comma-separated values, in the format of frame.CSVEncoder: one
// header with the names of the columns, the index first, and then one line per row. The options are those of
// frame.NewCSVEncoder. It buffers up to 64 KiB of text, for 100 ms at most. Flush and Close write the buffer at once. It
// panics if w is nil, and for options that are only for reading.
func CSV(w io.Writer, opts ...frame.CSVOption) *CSVWriter {
	c := &CSVWriter{}
	c.init("sinks.CSV", w)
	c.encoder = frame.NewCSVEncoder(c.buffer, opts...)
	return c
}

// Send writes a frame's rows. If the columns of a frame differ from those of the first frame, it returns a
// frame.ErrSchema that names the difference, and writes nothing. After Close it returns an [ErrClosed]. After a failed
// write it returns the error of that write.
func (c *CSVWriter) Send(ctx context.Context, f frame.Frame) error {
	return c.send(ctx, func() error {
		return errors.Unwrap(c.encoder.Encode(f)) // without the encoder's prefix: send adds the sink's
	})
}
