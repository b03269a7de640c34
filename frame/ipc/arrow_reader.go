package ipc

import (
	arrowipc "github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/streamgage/streamgage/frame"
)

// OpenArrow opens Arrow IPC files, to be read in batches. It reads the file format, which is also Feather version 2,
// and the stream format; both may be compressed with LZ4 or ZSTD. The package's documentation lists how types are
// converted.
//
// A record of a file is read at once and returned in batches of [Batch] rows, without a copy. A damaged file is an
// [ErrCorrupt], a column that a frame cannot hold a frame.ErrType, and a value that it cannot hold a frame.ErrValue.
// All errors name the file. A stream that is cut off between two records ends there. Data that is written to a file
// after it was opened is not read.
func OpenArrow(opts ...Option) frame.Opener {
	c := newReaderConfig(opts)
	return func(path string) (frame.Reader, error) { return open("ipc.OpenArrow", path, c, (*reader).initArrow) }
}

// initArrow reads the schema of an Arrow file.
func (r *reader) initArrow(size int64, c readerConfig) error {
	messages, err := newMessageReader(r.file, size, r.allocator)
	if err != nil {
		return asCorrupt(err)
	}
	in, err := arrowipc.NewReaderFromMessageReader(messages, arrowipc.WithAllocator(r.allocator))
	if err != nil {
		return asCorrupt(err)
	}
	r.records, r.release = in, in.Release
	r.fields, err = c.chooseFields(in.Schema())
	return err
}
