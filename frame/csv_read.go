package frame

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"unicode/utf8"
)

// CSVOption changes how [ReadCSV] reads.
type CSVOption func(*csvConfig)

type csvConfig struct {
	types   map[string]Type
	index   string
	comma   rune
	layouts []string
	rows    int
}

// CSVTypes gives columns a type instead of inferring it. Naming a column that the file does not have is an error of
// ReadCSV. The option may be given more than once.
func CSVTypes(types map[string]Type) CSVOption {
	return func(c *csvConfig) {
		for name, t := range types {
			c.types[name] = t
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
	return func(c *csvConfig) { c.rows = n }
}

// ReadCSV reads a frame from comma-separated values whose first line names the columns.
//
// A column's type is the first of int64, float64, bool (true, True, TRUE, ...), time and string that all its values are;
// whole numbers that no int64 holds stay strings, and a column without any value is float64. Empty cells, NA, NaN and null
// are missing. Leading zeros are lost where codes look like numbers: that is what [CSVTypes] is for.
//
// A line with too few or too many fields is an [ErrFields] with its number; a cell that is not of the type given with
// CSVTypes an [ErrValue] with line, column and value; a file without a header an [ErrEmpty]. As in encoding/csv, empty
// lines are skipped. The whole file is held in memory as text until its columns are made.
func ReadCSV(r io.Reader, opts ...CSVOption) (Frame, error) {
	cfg := csvConfig{types: map[string]Type{}, comma: ',', layouts: timeLayouts, rows: math.MaxInt}
	for _, opt := range opts {
		opt(&cfg)
	}
	t, err := readTable(r, cfg)
	if err != nil {
		return Frame{}, fmt.Errorf("frame.ReadCSV: %w", err)
	}
	f, err := t.frame(cfg)
	if err != nil {
		return Frame{}, fmt.Errorf("frame.ReadCSV: %w", err)
	}
	return f, nil
}

// table is a file as text: one slice a column.
type table struct {
	names []string
	cells [][]string
	lines []int // the line each row starts in: rows may span lines
}

var byteOrderMark = []byte("\xef\xbb\xbf")

func readTable(r io.Reader, cfg csvConfig) (table, error) {
	text := bufio.NewReader(r)
	if start, _ := text.Peek(len(byteOrderMark)); bytes.Equal(start, byteOrderMark) {
		_, _ = text.Discard(len(byteOrderMark)) // just peeked at
	}
	lines := csv.NewReader(text)
	lines.Comma = cfg.comma
	lines.FieldsPerRecord = -1 // counted below, to say how many there should be
	var t table
	var err error
	if t.names, err = lines.Read(); err == io.EOF {
		return t, fmt.Errorf("%w: the first line must name the columns, got an empty file", ErrEmpty)
	} else if err != nil {
		return t, err
	}
	t.cells = make([][]string, len(t.names))
	for range cfg.rows {
		fields, err := lines.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return t, err
		}
		line, _ := lines.FieldPos(0)
		if len(fields) != len(t.names) {
			return t, fmt.Errorf("%w: line %d must have %d fields, got %d", ErrFields, line, len(t.names), len(fields))
		}
		for i, cell := range fields {
			t.cells[i] = append(t.cells[i], cell)
		}
		t.lines = append(t.lines, line)
	}
	return t, nil
}

func (t table) frame(cfg csvConfig) (Frame, error) {
	cols := make([]Column, len(t.names))
	for i, name := range t.names {
		typ, given := cfg.types[name]
		if !given {
			cols[i] = inferColumn(name, t.cells[i], cfg.layouts)
		} else {
			var bad int
			if cols[i], bad = parseColumn(name, typ, t.cells[i], cfg.layouts); bad >= 0 {
				return Frame{}, fmt.Errorf("%w: line %d, column %q must be %v, got %q",
					ErrValue, t.lines[bad], name, typ, t.cells[i][bad])
			}
		}
		t.cells[i] = nil
	}
	f, err := New(cols...)
	if err != nil {
		return Frame{}, errors.Unwrap(err) // without "frame.New: "
	}
	for name := range cfg.types {
		if f.find(name) < 0 {
			return Frame{}, fmt.Errorf("CSVTypes: %w, got %q; columns are %q", ErrColumn, name, t.names)
		}
	}
	if cfg.index == "" {
		return f, nil
	}
	return f.SetIndex(cfg.index)
}
