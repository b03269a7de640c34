package frame

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WriteCSV writes a frame as comma-separated values with a header, in the format of [CSVEncoder].
func WriteCSV(w io.Writer, f Frame) error { return NewCSVEncoder(w).Encode(f) }

// CSVEncoder writes frames of one schema as comma-separated values, row after row, with one header at the start.
//
// Cells have the format of [Frame.AppendCell], but integral floats end in ".0", so that [ReadCSV] infers the types that were
// written. A text that ReadCSV takes for a missing value by default, such as the empty text and NA, is quoted. So ReadCSV
// with the frame's schema ([CSVSchema]) returns the same frame, every text included. Without a schema, texts that look
// like other values are read as such.
type CSVEncoder struct {
	w             io.Writer
	schema        Schema
	headerWritten bool
	buf           []byte
}

// NewCSVEncoder returns an encoder that writes to w, with one Write for each frame. For frames of few rows, pass a
// bufio.Writer.
func NewCSVEncoder(w io.Writer) *CSVEncoder { return &CSVEncoder{w: w} }

// Encode writes a frame's rows. The first call writes the header before them, even if the frame has no rows. A frame
// without columns is an [ErrEmpty]. A frame whose schema differs from that of the first frame is an [ErrSchema].
// Nothing of such a frame is written. The encoder reuses one buffer, so later calls do not allocate.
func (e *CSVEncoder) Encode(f Frame) error {
	if len(f.cols) == 0 {
		return fmt.Errorf("frame.CSVEncoder.Encode: %w, got the zero Frame", ErrEmpty)
	}
	e.buf = e.buf[:0]
	if !e.headerWritten {
		e.schema = f.Schema()
		e.writeHeader()
	} else if err := e.schema.Check(f); err != nil {
		return fmt.Errorf("frame.CSVEncoder.Encode: %w", err)
	}
	for row := range f.rows {
		e.writeRow(f, row)
	}
	if len(e.buf) == 0 {
		return nil
	}
	if _, err := e.w.Write(e.buf); err != nil {
		return fmt.Errorf("frame.CSVEncoder.Encode: %w", err)
	}
	e.headerWritten = true
	return nil
}

// writeHeader appends the header to the buffer.
func (e *CSVEncoder) writeHeader() {
	if first := e.schema.fields[0].Name; strings.Contains(first, "\x00") || first[0] >= 0xfe {
		e.buf = append(e.buf, byteOrderMark...) // otherwise readers could take the file for UTF-16
	}
	for i, f := range e.schema.fields {
		e.writeSeparator(i)
		if needsQuotes(f.Name) || e.hidesSeparators(f.Name) {
			e.buf = appendInQuotes(e.buf, f.Name)
		} else {
			e.buf = append(e.buf, f.Name...)
		}
	}
	e.buf = append(e.buf, '\n')
}

// hidesSeparators reports whether readers could take the name of an only column for several names, which another separator
// than the comma divides.
func (e *CSVEncoder) hidesSeparators(name string) bool {
	return len(e.schema.fields) == 1 && strings.ContainsAny(name, ";\t|")
}

// writeRow appends a row to the buffer.
func (e *CSVEncoder) writeRow(f Frame, row int) {
	for i := range f.cols {
		e.writeSeparator(i)
		e.writeCell(f.columnAt(i), row)
	}
	e.buf = append(e.buf, '\n')
}

// writeSeparator appends a comma before all columns but the first.
func (e *CSVEncoder) writeSeparator(i int) {
	if i > 0 {
		e.buf = append(e.buf, ',')
	}
}

// writeCell appends one value to the buffer.
func (e *CSVEncoder) writeCell(c Column, row int) {
	start := len(e.buf)
	if c.typ != String || !c.Valid(row) {
		e.buf = c.AppendCell(e.buf, row)
	} else if text := values[string](c)[row]; needsQuotes(text) || defaultMissing.has(text) {
		e.buf = appendInQuotes(e.buf, text)
	} else {
		e.buf = append(e.buf, text...)
	}
	switch {
	case len(e.buf) == start && len(e.schema.fields) == 1:
		e.buf = append(e.buf, loneMissing(c.typ)...)
	case c.typ == Float64 && isWhole(e.buf[start:]):
		e.buf = append(e.buf, ".0"...)
	}
}

// loneMissing returns the cell for a missing value in a frame of one column. Readers would skip an empty line, and lose
// the row.
func loneMissing(t Type) string {
	if t == String {
		return "NA" // "" in quotes would be the empty text
	}
	return `""`
}

// isWhole reports whether a number's text consists of digits and an optional minus sign.
func isWhole(number []byte) bool {
	for _, b := range number {
		if b != '-' && (b < '0' || b > '9') {
			return false
		}
	}
	return len(number) > 0
}

// needsQuotes reports whether encoding/csv would quote a field, or whether the field starts with a byte order mark.
func needsQuotes(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsAny(s, ",\"\r\n") || unicode.IsSpace(first) || first == '\uFEFF' || s == `\.`
}

// appendInQuotes appends a field in quotes.
func appendInQuotes(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := range len(s) {
		if s[i] == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, s[i])
	}
	return append(dst, '"')
}
