package frame

import (
	"fmt"
)

// JSONOption is an option of [OpenJSONLines] and [ReadJSONLines].
type JSONOption func(*jsonConfig)

// jsonConfig holds the values of the options, with defaults for those that are not set.
type jsonConfig struct {
	schema    Schema
	index     string
	inferRows int
	batchRows int
}

// JSONSchema sets the columns to read, in their order, with their types and the index. Nothing is inferred, and keys
// without a column are skipped. JSONSchema replaces JSONIndex. Default: all keys are columns. It panics if the schema
// has no columns.
func JSONSchema(s Schema) JSONOption {
	if s.Len() == 0 {
		panic("frame.JSONSchema: the schema must have columns, got none")
	}
	return func(c *jsonConfig) {
		c.schema = s
		index, _ := s.Index()
		c.index = index.Name
	}
}

// JSONIndex makes a column the index. A name that no line has is an [ErrColumn]. Default: no index.
func JSONIndex(name string) JSONOption { return func(c *jsonConfig) { c.index = name } }

// JSONInfer sets the number of lines from which [OpenJSONLines] infers columns and types. Default: 4096.
// [ReadJSONLines] infers them from all lines. It panics unless n is positive.
func JSONInfer(n int) JSONOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.JSONInfer: n must be positive, got %d", n))
	}
	return func(c *jsonConfig) { c.inferRows = n }
}

// JSONBatch sets the largest number of rows in a batch of [OpenJSONLines]. Default: 4096. [ReadJSONLines] reads one
// batch. It panics unless n is positive.
func JSONBatch(n int) JSONOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.JSONBatch: n must be positive, got %d", n))
	}
	return func(c *jsonConfig) { c.batchRows = n }
}

// newJSONConfig returns the defaults, changed by the options.
func newJSONConfig(opts []JSONOption) jsonConfig {
	cfg := jsonConfig{inferRows: defaultBatchRows, batchRows: defaultBatchRows}
	for _, opt := range opts {
		opt(&cfg)
	}
	return cfg
}
