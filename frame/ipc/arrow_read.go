package ipc

import (
	"bytes"
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	arrowipc "github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/streamgage/streamgage/frame"
)

// OpenArrow opens Arrow IPC files, to be read in batches: the file format, which is also Feather version 2, and the stream
// format, either compressed with LZ4 or ZSTD or not. The package's documentation says what becomes of types.
//
// A record of a file is read at once and given out in batches of [Batch] rows, without a copy. A damaged file is an
// [ErrCorrupt], a column that a frame cannot hold a frame.ErrType, and a value that it cannot hold a frame.ErrValue; all
// name the file. A stream that is cut off between two records ends there.
func OpenArrow(opts ...Option) frame.Opener {
	c := newConfig(opts)
	return func(path string) (frame.Reader, error) { return open("ipc.OpenArrow", path, c, (*reader).startArrow) }
}

func (r *reader) startArrow(size int64, c config) error {
	start := make([]byte, len(arrowipc.Magic))
	if _, err := r.file.ReadAt(start, 0); err != nil && err != io.EOF {
		return err
	}
	opts := []arrowipc.Option{
		arrowipc.WithAllocator(limitedFor(size)), arrowipc.WithMetadataSizeLimit(size), arrowipc.WithBodySizeLimit(size),
	}
	schema, err := r.openArrow(bytes.Equal(start, arrowipc.Magic), opts)
	if err != nil {
		return corrupt(err)
	}
	r.fields, err = c.choose(schema)
	return err
}

func (r *reader) openArrow(fileFormat bool, opts []arrowipc.Option) (*arrow.Schema, error) {
	if fileFormat {
		file, err := arrowipc.NewFileReader(r.file, opts...)
		if err != nil {
			return nil, err
		}
		r.records, r.release = file, func() { _ = file.Close() } // always nil
		return file.Schema(), nil
	}
	messages := arrowipc.NewMessageReader(r.file, opts...) // NewReader would not heed the limits
	stream, err := arrowipc.NewReaderFromMessageReader(messages, opts...)
	if err != nil {
		return nil, err
	}
	r.records, r.release = stream, stream.Release
	return stream.Schema(), nil
}
