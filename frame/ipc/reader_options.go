package ipc

import "fmt"

// Option is an option of [OpenArrow] and [OpenParquet].
type Option func(*readerConfig)

// readerConfig holds the values of the options, with defaults for those that are not set.
type readerConfig struct {
	columns   []string // nil: all columns
	index     string   // "": the index that is stored in the file
	batchRows int
}

// defaultBatchRows is the default number of rows in a batch.
const defaultBatchRows = 4096

// Columns reads only the named columns, in that order, and the index, which always comes first. Columns that are left
// out may have any type, and those of a Parquet file are not read at all. A name that the file does not have is a
// frame.ErrColumn. Default: all columns. It panics without a name.
func Columns(names ...string) Option {
	if len(names) == 0 {
		panic("ipc.Columns: there must be names, got none")
	}
	return func(c *readerConfig) { c.columns = names }
}

// Index makes a column the index. A name that the file does not have is a frame.ErrColumn. Default: the index that is
// stored in the file, if this package wrote the file; otherwise no index.
func Index(name string) Option { return func(c *readerConfig) { c.index = name } }

// Batch sets the largest number of rows in a frame. Default: 4096. It panics unless n is positive.
func Batch(n int) Option {
	if n <= 0 {
		panic(fmt.Sprintf("ipc.Batch: n must be positive, got %d", n))
	}
	return func(c *readerConfig) { c.batchRows = n }
}

// newReaderConfig returns the defaults, changed by the options.
func newReaderConfig(opts []Option) readerConfig {
	c := readerConfig{batchRows: defaultBatchRows}
	for _, o := range opts {
		o(&c)
	}
	return c
}
