package ipc

import "fmt"

// Option changes how [OpenArrow] and [OpenParquet] read.
type Option func(*readerConfig)

type readerConfig struct {
	columns   []string // nil: all
	index     string
	batchRows int
}

// defaultBatchRows is how many rows a batch has unless set.
const defaultBatchRows = 4096

// Columns reads only the named columns, in that order, and the index, which comes first even if it is not named. Others
// may be of any type; of a Parquet file they are not even read. A name that the file does not have is a
// frame.ErrColumn. Default: all columns. It panics without a name.
func Columns(names ...string) Option {
	if len(names) == 0 {
		panic("ipc.Columns: there must be names, got none")
	}
	return func(c *readerConfig) { c.columns = names }
}

// Index makes a column the index. Default: the one that the file names, if this package wrote it; else none.
func Index(name string) Option { return func(c *readerConfig) { c.index = name } }

// Batch is how many rows a frame has at most. Default: 4096. It panics unless n is positive.
func Batch(n int) Option {
	if n <= 0 {
		panic(fmt.Sprintf("ipc.Batch: n must be positive, got %d", n))
	}
	return func(c *readerConfig) { c.batchRows = n }
}

func newReaderConfig(opts []Option) readerConfig {
	c := readerConfig{batchRows: defaultBatchRows}
	for _, o := range opts {
		o(&c)
	}
	return c
}
