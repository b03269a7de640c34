package frame

import (
	"fmt"
)

// JSONOption changes how [OpenJSONLines] and [ReadJSONLines] read.
type JSONOption func(*jsonConfig)

type jsonConfig struct {
	schema    Schema
	index     string
	inferRows int
	batchRows int
}

// JSONSchema gives all columns to read, in their order, with their types and the index, so that nothing is inferred. A
// key that no column has is left out. It takes the place of JSONIndex. Default: all keys. It panics if the schema has no
// columns.
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

// JSONIndex makes a column the index. Default: no index.
func JSONIndex(name string) JSONOption { return func(c *jsonConfig) { c.index = name } }

// JSONInfer is from how many lines [OpenJSONLines] infers columns and types. Default: 4096. [ReadJSONLines] looks at all.
// It panics unless n is positive.
func JSONInfer(n int) JSONOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.JSONInfer: n must be positive, got %d", n))
	}
	return func(c *jsonConfig) { c.inferRows = n }
}

// JSONBatch is how many rows the batches of [OpenJSONLines] have at most. Default: 4096. [ReadJSONLines] gives one. It
// panics unless n is positive.
func JSONBatch(n int) JSONOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.JSONBatch: n must be positive, got %d", n))
	}
	return func(c *jsonConfig) { c.batchRows = n }
}

func newJSONConfig(opts []JSONOption) jsonConfig {
	cfg := jsonConfig{inferRows: defaultBatchRows, batchRows: defaultBatchRows}
	for _, opt := range opts {
		opt(&cfg)
	}
	return cfg
}
