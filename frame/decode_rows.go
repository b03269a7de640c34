package frame

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// RowDecoder decodes rows of text that come one by one, such as the lines of a log, into frames of one schema.
// [NewCSVRowDecoder] and [NewJSONRowDecoder] make one. It is for packages that feed frames from streams; package ops
// has Decode. A RowDecoder must not be used by several goroutines at a time.
type RowDecoder struct {
	schema  Schema
	columns []decodeColumn // in the order of schema
	rows    int
	format  rowFormat
}

// rowFormat is how a text format represents rows.
type rowFormat interface {
	// split calls yield with each row of a text, and with the line in which it begins, from 1.
	split(text string, yield func(row string, line int))
	// decode appends the cells of a row to the columns. isRow is false if the text is no row, such as a comment. Then, and
	// after an error, some columns may have a cell of it.
	decode(row string, line int, columns []decodeColumn) (isRow bool, err error)
	// layout and setLayout are those of RowDecoder.
	layout() []string
	setLayout(layout []string) error
}

// newRowDecoder returns a decoder of the columns of a schema. formatOf returns the format of a column.
func newRowDecoder(schema Schema, format rowFormat, formatOf func(name string) textFormat) *RowDecoder {
	d := &RowDecoder{schema: schema, format: format, columns: make([]decodeColumn, schema.Len())}
	for i, f := range schema.fields {
		d.columns[i] = decodeColumn{Field: f, format: formatOf(f.Name)}
	}
	return d
}

// Schema returns the schema of all frames.
func (d *RowDecoder) Schema() Schema { return d.schema }

// Len returns the number of rows since the last Take.
func (d *RowDecoder) Len() int { return d.rows }

// Split calls yield with each row of a text, and with the number of the line in which the row begins, counted from 1.
// The rows are parts of the text, without line ends, and in a form that Append takes: lines, rows of CSV whose quoted
// cells have line ends in them, and the elements of a JSON array. A text without line ends is usually one row. Split
// only looks for the rows' ends: a row may be empty or broken. Another goroutine may call it than that which calls Append.
// Cost: about 10 ns for a text of one row.
func (d *RowDecoder) Split(text string, yield func(row string, line int)) {
	d.format.split(text, yield)
}

// Append decodes a row and appends it. It returns false for a text that is no row: an empty line, a comment, the header.
// line is the number of the row for errors. After an error the rows before are unchanged, and later rows can be decoded:
// an [ErrValue] names the line, the column and the cell, an [ErrFields] the line. The row may be overwritten afterwards.
// Append does not allocate memory, except to enlarge the columns, and for texts with escaped characters.
func (d *RowDecoder) Append(row string, line int) (isRow bool, err error) {
	isRow, err = d.format.decode(row, line, d.columns)
	if err == nil && isRow {
		d.rows++
		return true, nil
	}
	for i := range d.columns {
		d.columns[i].truncate(d.rows)
	}
	return false, err
}

// Take returns a frame of the rows that were appended since the last Take. Cost: one or two allocations a column.
func (d *RowDecoder) Take() Frame {
	cols := make([]Column, len(d.columns))
	for i := range d.columns {
		cols[i] = d.columns[i].take(d.rows)
	}
	f := Frame{cols: cols, rows: d.rows}
	d.rows = 0
	return f
}

// Layout returns what the decoder has learnt from the header of a CSV file: the separator, and the names of a row's
// cells in order. It is nil if there was no header, and for JSON.
func (d *RowDecoder) Layout() []string { return d.format.layout() }

// SetLayout sets the layout to one that Layout returned, for a decoder that continues in the middle of a file. A layout
// without all columns of the schema is an [ErrColumn]. Nil changes nothing.
func (d *RowDecoder) SetLayout(layout []string) error {
	if len(layout) == 0 {
		return nil
	}
	return d.format.setLayout(layout)
}

// peekSample reads the start of a sample, and returns a reader of its complete lines. Rows of UTF-16 and of compressed
// files cannot be told apart by their line ends, so they are an error.
func peekSample(r io.Reader) (io.Reader, error) {
	start := make([]byte, 4)
	n, err := io.ReadFull(r, start)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	if err := checkRowText(string(start[:n])); err != nil {
		return nil, err
	}
	return &completeLines{reader: io.MultiReader(bytes.NewReader(start[:n]), r)}, nil
}

// checkRowText returns an ErrValue if a text begins as compressed files or UTF-16 do.
func checkRowText(start string) error {
	for _, known := range [...]struct{ prefix, name string }{
		{"\x1f\x8b", "gzip"}, {"\x28\xb5\x2f\xfd", "zstd"}, {"\xff\xfe", "UTF-16"}, {"\xfe\xff", "UTF-16"},
	} {
		if len(start) >= len(known.prefix) && start[:len(known.prefix)] == known.prefix {
			return fmt.Errorf("%w: rows must be UTF-8 and not compressed, got %s; a file that is complete can be read with OpenCSV or OpenJSON",
				ErrValue, known.name)
		}
	}
	return nil
}

// decodeRow returns a row as UTF-8. declared is the encoding that option has set; nil: the row must be UTF-8.
func decodeRow(row string, line int, declared encoding.Encoding, option string) (string, error) {
	switch {
	case declared == encoding.Nop:
		return row, nil
	case declared != nil:
		return declared.NewDecoder().String(row)
	case utf8.ValidString(row):
		return row, nil
	}
	_, rule := notUTF8([]byte(row), option)
	return "", fmt.Errorf("%w: line %d %s, got %s", ErrValue, line, rule, quoteCell(row))
}

// completeLines reads the complete lines of a text that may be in the middle of being written.
type completeLines struct {
	reader io.Reader
	buf    []byte
	ready  int // the number of bytes in buf up to the last line end
	err    error
}

func (c *completeLines) Read(p []byte) (int, error) {
	for c.ready == 0 {
		if c.err != nil {
			return 0, c.err
		}
		chunk := make([]byte, 32<<10)
		var n int
		n, c.err = c.reader.Read(chunk)
		if i := bytes.LastIndexByte(chunk[:n], '\n'); i >= 0 {
			c.ready = len(c.buf) + i + 1
		}
		c.buf = append(c.buf, chunk[:n]...)
	}
	n := copy(p, c.buf[:c.ready])
	c.buf, c.ready = c.buf[n:], c.ready-n
	return n, nil
}
