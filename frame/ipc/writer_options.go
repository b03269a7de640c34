package ipc

import "fmt"

// WriterOption is an option of [NewArrowWriter] and [NewParquetWriter].
type WriterOption func(*writerConfig)

// writerConfig holds the values of the options, with defaults for those that are not set.
type writerConfig struct {
	constructor  string
	codec        codec
	stream       bool
	rowGroupRows int
}

// defaultRowGroupRows is the default number of rows in a row group.
const defaultRowGroupRows = 1 << 17

// codec is a compression method.
type codec uint8

const (
	defaultCodec codec = iota // the format's default
	lz4
	zstd
)

// LZ4 compresses with LZ4, which is fast. Default: no compression in Arrow files, Snappy in Parquet files.
func LZ4() WriterOption { return func(c *writerConfig) { c.codec = lz4 } }

// ZSTD compresses with Zstandard, which makes small files. Default: that of [LZ4].
func ZSTD() WriterOption { return func(c *writerConfig) { c.codec = zstd } }

// Stream makes [NewArrowWriter] write the stream format, which can be read while it is written. Each frame has been
// written to w when Send returns. Default: the file format. NewParquetWriter panics on it.
func Stream() WriterOption {
	return func(c *writerConfig) {
		if c.constructor != arrowWriterName {
			panic(fmt.Sprintf("ipc.Stream: an option of NewArrowWriter only, got %s", c.constructor))
		}
		c.stream = true
	}
}

// RowGroup sets the number of rows that [NewParquetWriter] collects in memory before it writes them as a row group.
// Default: 131,072. It panics unless n is positive. NewArrowWriter panics on it.
func RowGroup(n int) WriterOption {
	if n <= 0 {
		panic(fmt.Sprintf("ipc.RowGroup: n must be positive, got %d", n))
	}
	return func(c *writerConfig) {
		if c.constructor != parquetWriterName {
			panic(fmt.Sprintf("ipc.RowGroup: an option of NewParquetWriter only, got %s", c.constructor))
		}
		c.rowGroupRows = n
	}
}
