package ipc

import (
	arrowipc "github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/streamgage/streamgage/frame"
)

// OpenArrow returns an Opener of Arrow IPC files, which are read in batches. It accepts the file format (Feather
// version 2) and the stream format. Both may be compressed with LZ4 or ZSTD. The package's documentation lists how
// types are converted.
//
// Each record of a file is read as a whole and returned in batches of [Batch] rows, without a copy. A damaged file is
// an [ErrCorrupt]. A column that a frame cannot hold is a frame.ErrType, and a value that it cannot hold is a
// frame.ErrValue. All errors name the file. A stream that is truncated between two records is not an error: it ends
// there. Data that is written to a file after it was opened is not read.
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
