package frame

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// CSVOption is an option of [ReadCSV] and [OpenCSV].
type CSVOption func(*csvConfig)

// csvConfig holds the values of the options, with defaults for those that are not set.
type csvConfig struct {
	types     map[string]Type
	schema    Schema
	index     string
	comma     rune
	layouts   []string
	maxRows   int
	inferRows int
	batchRows int

	maxDecompressed int64 // 0: the default
}

// typesOption returns the name of the option that has set the types, for error messages.
func (c csvConfig) typesOption() string {
	if c.schema.Len() > 0 {
		return "CSVSchema"
	}
	return "CSVTypes"
}

// CSVTypes sets the types of columns. These types are not inferred. The name of a column that the file does not have is
// an [ErrColumn]. The option may be used more than once. Default: all types are inferred.
func CSVTypes(types map[string]Type) CSVOption {
	return func(c *csvConfig) {
		for name, t := range types {
			c.types[name] = t
		}
	}
}

// CSVSchema sets the columns to read, in their order, with their types and the index. Nothing is inferred. The file
// must have these columns, otherwise the error is an [ErrColumn]. It may have other columns too, and any order.
// CSVSchema replaces CSVTypes and CSVIndex. Default: all columns of the file. It panics if the schema has no columns.
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

// CSVIndex makes a column the index. A name that the file does not have is an [ErrColumn]. Default: no index.
func CSVIndex(name string) CSVOption { return func(c *csvConfig) { c.index = name } }

// CSVComma sets the field delimiter. Default: ','. It panics if r is not a delimiter that encoding/csv accepts: a quote
// and a line end are not.
func CSVComma(r rune) CSVOption {
	if r == 0 || r == '"' || r == '\r' || r == '\n' || r == utf8.RuneError || !utf8.ValidRune(r) {
		panic(fmt.Sprintf("frame.CSVComma: must be a delimiter, got %q", r))
	}
	return func(c *csvConfig) { c.comma = r }
}

// CSVTimeLayout adds a layout for times, in the form of package time. The layouts RFC 3339, 2006-01-02 and 2006-01-02
// 15:04:05 are always accepted. A time without a zone is in UTC.
func CSVTimeLayout(layout string) CSVOption {
	return func(c *csvConfig) { c.layouts = append(c.layouts, layout) }
}

// CSVRows reads the header and only the first n rows. Default: all rows. It panics if n is negative.
func CSVRows(n int) CSVOption {
	if n < 0 {
		panic(fmt.Sprintf("frame.CSVRows: n must not be negative, got %d", n))
	}
	return func(c *csvConfig) { c.maxRows = n }
}

// CSVInfer sets the number of rows from which [OpenCSV] infers types. Default: 4096. [ReadCSV] infers types from all
// rows. It panics unless n is positive.
func CSVInfer(n int) CSVOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.CSVInfer: n must be positive, got %d", n))
	}
	return func(c *csvConfig) { c.inferRows = n }
}

// CSVBatch sets the largest number of rows in a batch of [OpenCSV]. Default: 4096. [ReadCSV] reads one batch. It panics
// unless n is positive.
func CSVBatch(n int) CSVOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.CSVBatch: n must be positive, got %d", n))
	}
	return func(c *csvConfig) { c.batchRows = n }
}

// newCSVConfig returns the defaults, changed by the options.
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
