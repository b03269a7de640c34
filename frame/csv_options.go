package frame

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// CSVOption changes how [ReadCSV] and [OpenCSV] read.
type CSVOption func(*csvConfig)

type csvConfig struct {
	types     map[string]Type
	schema    Schema
	index     string
	comma     rune
	layouts   []string
	maxRows   int
	inferRows int
	batchRows int
}

// CSVTypes gives columns a type instead of inferring it. Naming a column that is not read is an [ErrColumn]. The option
// may be given more than once.
func CSVTypes(types map[string]Type) CSVOption {
	return func(c *csvConfig) {
		for name, t := range types {
			c.types[name] = t
		}
	}
}

// CSVSchema gives all columns to read, in their order, with their types and the index, so that nothing is inferred. The
// file must have them, else it is an [ErrColumn], but it may have others and another order. It takes the place of CSVTypes
// and CSVIndex. Default: all columns of the file. It panics if the schema has no columns.
func CSVSchema(s Schema) CSVOption {
	if s.Len() == 0 {
		panic("frame.CSVSchema: the schema must have columns, got none")
	}
	return func(c *csvConfig) {
		c.schema, c.types, c.index = s, make(map[string]Type, s.Len()), ""
		for _, f := range s.fields {
			c.types[f.Name] = f.Type
			if f.Index {
				c.index = f.Name
			}
		}
	}
}

// CSVIndex makes a column the index. Default: no index.
func CSVIndex(name string) CSVOption { return func(c *csvConfig) { c.index = name } }

// CSVComma sets the field delimiter. Default: ','. It panics if encoding/csv cannot use r: a quote, an end of line.
func CSVComma(r rune) CSVOption {
	if r == 0 || r == '"' || r == '\r' || r == '\n' || r == utf8.RuneError || !utf8.ValidRune(r) {
		panic(fmt.Sprintf("frame.CSVComma: must be a delimiter, got %q", r))
	}
	return func(c *csvConfig) { c.comma = r }
}

// CSVTimeLayout adds a layout, as package time has them, to those that a time may have: RFC 3339, 2006-01-02 and
// 2006-01-02 15:04:05. Times without a zone are UTC.
func CSVTimeLayout(layout string) CSVOption {
	return func(c *csvConfig) { c.layouts = append(c.layouts, layout) }
}

// CSVRows reads the header and the first n rows only. Default: all. It panics if n is negative.
func CSVRows(n int) CSVOption {
	if n < 0 {
		panic(fmt.Sprintf("frame.CSVRows: n must not be negative, got %d", n))
	}
	return func(c *csvConfig) { c.maxRows = n }
}

// CSVInfer is from how many rows [OpenCSV] infers types. Default: 4096. [ReadCSV] looks at all rows. It panics unless n is
// positive.
func CSVInfer(n int) CSVOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.CSVInfer: n must be positive, got %d", n))
	}
	return func(c *csvConfig) { c.inferRows = n }
}

// CSVBatch is how many rows the batches of [OpenCSV] have at most. Default: 4096. [ReadCSV] gives one. It panics unless n
// is positive.
func CSVBatch(n int) CSVOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.CSVBatch: n must be positive, got %d", n))
	}
	return func(c *csvConfig) { c.batchRows = n }
}

func newCSVConfig(opts []CSVOption) csvConfig {
	cfg := csvConfig{
		types: map[string]Type{}, comma: ',', layouts: timeLayouts,
		maxRows: math.MaxInt, inferRows: defaultBatchRows, batchRows: defaultBatchRows,
	}
	for _, opt := range opts {
		opt(&cfg)
	}
	return cfg
}
