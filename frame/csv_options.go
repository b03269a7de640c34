package frame

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// CSVOption is an option of [ReadCSV] and [OpenCSV], and if its description says so of [WriteCSV] and [NewCSVEncoder].
type CSVOption func(*csvConfig)

// csvConfig holds the values of the options, with defaults for those that are not set.
type csvConfig struct {
	types      map[string]Type
	schema     Schema
	index      string
	indexAt    int    // position of the index; -1 if there is none, or if it has a name
	comma      string // "" to find it
	quote      byte
	comment    string
	maxLine    int
	maxColumns int

	skipLines, skipFooter int
	headerRow, headerRows int
	noHeader, numberNames bool
	names                 []string // of CSVNoHeader

	numbers       numberFormat
	layouts       []string
	zone          *time.Location
	epochs        map[string]time.Duration
	missing       *missingTexts
	columnMissing map[string]*missingTexts

	reports reports

	maxRows   int
	inferRows int
	batchRows int

	maxDecompressed int64             // 0: the default
	encoding        encoding.Encoding // nil: UTF-8 or UTF-16

	readingOption  string // the last option that is only for reading; "": none
	commaIsFound   bool   // a writer has the default separator, which readers find
	crlf, quoteAll bool
	floatFormat    byte // 0: the default
	floatPrecision int
}

// forReading notes that an option is only for reading.
func forReading(name string, opt CSVOption) CSVOption {
	return func(c *csvConfig) {
		c.readingOption = name
		opt(c)
	}
}

// newCSVConfig returns the defaults, changed by the options. It panics if options contradict each other.
func newCSVConfig(opts []CSVOption) csvConfig {
	cfg := csvConfig{
		types: map[string]Type{}, indexAt: -1, quote: '"', maxLine: 64 << 20, maxColumns: 100_000, headerRows: 1,
		numbers: plainNumbers, zone: time.UTC, epochs: map[string]time.Duration{},
		missing: defaultMissing, columnMissing: map[string]*missingTexts{},
		maxRows: math.MaxInt, inferRows: defaultBatchRows, batchRows: defaultBatchRows,
	}
	for _, opt := range opts {
		opt(&cfg)
	}
	if separators := cfg.numbers.thousands; separators != "" && separators[0] == cfg.numbers.decimal {
		panic(fmt.Sprintf("frame.CSVThousands: must differ from CSVDecimal, got %q", separators))
	}
	cfg.checkDelimiters()
	if cfg.quoteAll && cfg.quote == 0 {
		panic("frame.CSVQuoteAll: cannot be combined with CSVQuote(0)")
	}
	if cfg.noHeader && (cfg.headerRow > 0 || cfg.headerRows > 1) {
		panic("frame.CSVNoHeader: cannot be combined with CSVHeader and CSVHeaderRows")
	}
	return cfg
}

// checkDelimiters panics unless the separator, the quote and the start of a comment differ.
func (c csvConfig) checkDelimiters() {
	quote := string(rune(c.quote))
	switch {
	case quote == c.comma:
		panic(fmt.Sprintf("frame.CSVQuote: must differ from CSVComma, got %q", quote))
	case c.comment != "" && (c.comment == c.comma || c.comment == quote):
		panic(fmt.Sprintf("frame.CSVComment: must differ from CSVComma and CSVQuote, got %q", c.comment))
	}
}

// syntax returns what the options say about how lines are cut into cells.
func (c csvConfig) syntax() csvSyntax {
	s := csvSyntax{comma: c.comma, quote: c.quote, comment: c.comment, maxLine: c.maxLine, maxColumns: c.maxColumns,
		anyBytes: !checksUTF8(c.encoding)}
	if s.comma == "" {
		s.comma = csvCommas[0]
	}
	return s
}

// formats returns the format of most columns, and those of the others.
func (c csvConfig) formats() (format textFormat, others map[string]textFormat) {
	times := newTimeParser(c.layouts, c.zone)
	format = csvFormat(c.numbers, times, c.missing)
	others = map[string]textFormat{}
	for name, missing := range c.columnMissing {
		others[name] = csvFormat(c.numbers, times, missing)
	}
	for name, unit := range c.epochs {
		f, ok := others[name]
		if !ok {
			f = format
		}
		others[name] = epochFormat{numbers: c.numbers, unit: unit}.format(f, "CSVEpoch")
	}
	return format, others
}

// missingOf returns the missing texts of a column.
func (c csvConfig) missingOf(name string) *missingTexts {
	if m, ok := c.columnMissing[name]; ok {
		return m
	}
	return c.missing
}

// checkNames returns an error if an option names a column that the header does not have, or a column of epoch times that
// has another type.
func (c csvConfig) checkNames(header []string) error {
	for _, named := range []struct {
		option string
		names  []string
	}{
		{c.typesOption(), slices.Sorted(maps.Keys(c.types))},
		{"CSVEpoch", slices.Sorted(maps.Keys(c.epochs))},
		{"CSVMissingFor", slices.Sorted(maps.Keys(c.columnMissing))},
	} {
		for _, name := range named.names {
			if !slices.Contains(header, name) {
				return fmt.Errorf("%s: %w", named.option, errNoColumn(name, header))
			}
		}
	}
	for name := range c.epochs {
		if t, ok := c.types[name]; ok && t != Time {
			return fmt.Errorf("CSVEpoch: %w: column %q must be time in %s, got %v", ErrType, name, c.typesOption(), t)
		}
	}
	return nil
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
	return forReading("CSVTypes", func(c *csvConfig) {
		for name, t := range types {
			c.types[name] = t
		}
	})
}

// CSVSchema sets the columns to read, in their order, with their types and the index. Nothing is inferred. The file
// must have these columns, otherwise the result is an [ErrColumn]; it may have others, and another order. CSVSchema
// replaces CSVTypes, CSVIndex and CSVIndexAt. Default: all columns of the file. It panics if the schema has no columns.
func CSVSchema(s Schema) CSVOption {
	if s.Len() == 0 {
		panic("frame.CSVSchema: the schema must have columns, got none")
	}
	return forReading("CSVSchema", func(c *csvConfig) {
		c.schema, c.types, c.index, c.indexAt = s, make(map[string]Type, s.Len()), "", -1
		for _, f := range s.fields {
			c.types[f.Name] = f.Type
			if f.Index {
				c.index = f.Name
			}
		}
	})
}

// CSVIndex makes a column the index. A name that the file does not have is an [ErrColumn]. Default: no index.
func CSVIndex(name string) CSVOption {
	return forReading("CSVIndex", func(c *csvConfig) { c.index, c.indexAt = name, -1 })
}

// CSVIndexAt makes the column at a position, counted from 0, the index, as pandas' index_col. If the header has no name
// for it, it is called "index". A position that the file does not have is an [ErrColumn]. Default: no index. It panics if
// position is negative.
func CSVIndexAt(position int) CSVOption {
	if position < 0 {
		panic(fmt.Sprintf("frame.CSVIndexAt: position must not be negative, got %d", position))
	}
	return forReading("CSVIndexAt", func(c *csvConfig) { c.index, c.indexAt = "", position })
}

// CSVRows reads the header and only the first n rows. Default: all rows. It panics if n is negative.
func CSVRows(n int) CSVOption {
	if n < 0 {
		panic(fmt.Sprintf("frame.CSVRows: n must not be negative, got %d", n))
	}
	return forReading("CSVRows", func(c *csvConfig) { c.maxRows = n })
}

// CSVInfer sets the number of rows from which [OpenCSV] infers types. Default: 4096. [ReadCSV] infers types from all
// rows. It panics unless n is positive.
func CSVInfer(n int) CSVOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.CSVInfer: n must be positive, got %d", n))
	}
	return forReading("CSVInfer", func(c *csvConfig) { c.inferRows = n })
}

// CSVBatch sets the largest number of rows in a batch of [OpenCSV]. Default: 4096. [ReadCSV] reads one batch. It panics
// unless n is positive.
func CSVBatch(n int) CSVOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.CSVBatch: n must be positive, got %d", n))
	}
	return forReading("CSVBatch", func(c *csvConfig) { c.batchRows = n })
}

// CSVMaxLine sets the largest number of bytes of a row; a quoted cell may have several lines. A longer row is an
// [ErrValue], and is not held in memory. Default: 64 MiB. It panics unless n is positive and at
// most 1 GiB.
func CSVMaxLine(n int) CSVOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.CSVMaxLine: n must be positive, got %d", n))
	}
	checkRowBytes("CSVMaxLine", n)
	return forReading("CSVMaxLine", func(c *csvConfig) { c.maxLine = n })
}

// CSVMaxColumns sets the largest number of columns of a file. More are an [ErrFields]. Default: 100,000. It panics unless
// n is positive.
func CSVMaxColumns(n int) CSVOption {
	if n <= 0 {
		panic(fmt.Sprintf("frame.CSVMaxColumns: n must be positive, got %d", n))
	}
	return forReading("CSVMaxColumns", func(c *csvConfig) { c.maxColumns = n })
}

// isDelimiter reports whether r can stand between cells or around them, or start a comment.
func isDelimiter(r rune) bool {
	return r != 0 && r != '\r' && r != '\n' && r != utf8.RuneError && utf8.ValidRune(r)
}
