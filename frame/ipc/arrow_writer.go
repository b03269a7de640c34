package ipc

import (
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	arrowipc "github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/streamgage/streamgage/frame"
)

// arrowWriterName names the constructor in errors, and in checks of options.
const arrowWriterName = "ipc.NewArrowWriter"

// NewArrowWriter returns a receiver that writes frames of the schema to w. It writes the Arrow IPC file format (Feather
// version 2), or, with [Stream], the stream format. Each frame becomes a record, which needs about 300 bytes more than
// the frame's data. So frames of few rows make a large file. [Writer.Close] must be called, as flow.To does, because a
// file without its end cannot be read.
//
// Numbers and times are written without a copy of the frame's memory. If the schema has no columns, Send and Close
// return a frame.ErrEmpty. It panics if w is nil.
func NewArrowWriter(w io.Writer, s frame.Schema, opts ...WriterOption) *Writer {
	return newWriter(arrowWriterName, w, s, opts, writerConfig.openArrow)
}

// openArrow starts a file or stream of schema s.
func (c writerConfig) openArrow(w io.Writer, s *arrow.Schema) (recordWriter, error) {
	opts := []arrowipc.Option{arrowipc.WithSchema(s), arrowipc.WithAllocator(writeAllocator)}
	switch c.codec {
	case lz4:
		opts = append(opts, arrowipc.WithLZ4())
	case zstd:
		opts = append(opts, arrowipc.WithZstd())
	}
	if c.stream {
		return arrowipc.NewWriter(w, opts...), nil
	}
	return arrowipc.NewFileWriter(w, opts...)
}
