package ipc

import (
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/streamgage/streamgage/frame"
)

// parquetWriterName names the constructor in errors, and in checks of options.
const parquetWriterName = "ipc.NewParquetWriter"

// NewParquetWriter returns a receiver that writes frames of the schema to w as a Parquet file. Encoded rows are
// collected in memory until a row group of [RowGroup] rows is full. [Writer.Close] must be called, as flow.To does,
// because a file without its end cannot be read.
//
// If the schema has no columns, Send and Close return a frame.ErrEmpty. It panics if w is nil.
func NewParquetWriter(w io.Writer, s frame.Schema, opts ...WriterOption) *Writer {
	return newWriter(parquetWriterName, w, s, opts, writerConfig.openParquet)
}

// openParquet starts a file of schema s.
func (c writerConfig) openParquet(w io.Writer, s *arrow.Schema) (recordWriter, error) {
	codec := compress.Codecs.Snappy
	switch c.codec {
	case lz4:
		codec = compress.Codecs.Lz4Raw
	case zstd:
		codec = compress.Codecs.Zstd
	}
	parquetProps := parquet.NewWriterProperties(parquet.WithAllocator(writeAllocator),
		parquet.WithCompression(codec), parquet.WithMaxRowGroupLength(int64(c.rowGroupRows)))
	arrowProps := pqarrow.NewArrowWriterProperties(pqarrow.WithAllocator(writeAllocator), pqarrow.WithStoreSchema())
	out, err := pqarrow.NewFileWriter(s, w, parquetProps, arrowProps)
	return rowGroupWriter{out}, err
}

// rowGroupWriter collects records into row groups.
type rowGroupWriter struct{ *pqarrow.FileWriter }

// Write calls WriteBuffered, which fills row groups. The FileWriter's Write would make a row group from each record.
func (g rowGroupWriter) Write(rows arrow.RecordBatch) error { return g.WriteBuffered(rows) }
