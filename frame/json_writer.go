package frame

import (
	"fmt"
	"io"
	"math"
	"unicode/utf8"
)

// WriteJSONLines writes one line per row: a JSON object with a member for each column, the index first. Missing values
// are null. Times are strings in RFC 3339, UTC, with up to nine digits of a second. Integral floats end in ".0", so
// that [ReadJSONLines] infers the types that were written. Several frames of one schema may be written to the same
// writer.
//
// JSON has no infinities, and its strings are UTF-8. An infinite value, or a string that is not UTF-8, is an [ErrValue]
// that names the column, the row and the value. A column name that is not UTF-8 is an [ErrName]. A frame without
// columns is an [ErrEmpty]. After an error nothing of the frame has been written. A frame is written with one call of
// Write. Cost: about 100 ns per value.
func WriteJSONLines(w io.Writer, f Frame) error {
	if len(f.cols) == 0 {
		return fmt.Errorf("frame.WriteJSONLines: %w, got the zero Frame", ErrEmpty)
	}
	cols := f.columns()
	keys := make([]string, len(cols))
	for i, c := range cols {
		if !utf8.ValidString(c.name) {
			return fmt.Errorf("frame.WriteJSONLines: %w: a column's name must be UTF-8, got %q", ErrName, c.name)
		}
		keys[i] = string(append(appendJSONString(nil, c.name), ':'))
	}
	var out []byte
	for row := range f.rows {
		for i, c := range cols {
			out = append(append(out, "{,"[min(i, 1)]), keys[i]...)
			var err error
			if out, err = c.appendJSON(out, row); err != nil {
				return fmt.Errorf("frame.WriteJSONLines: %w", err)
			}
		}
		out = append(out, "}\n"...)
	}
	if _, err := w.Write(out); err != nil {
		return fmt.Errorf("frame.WriteJSONLines: %w", err)
	}
	return nil
}

// appendJSON appends the value of a row as JSON.
func (c Column) appendJSON(dst []byte, row int) ([]byte, error) {
	if !c.Valid(row) {
		return append(dst, "null"...), nil
	}
	start := len(dst)
	switch c.typ {
	case Float64:
		if v := values[float64](c)[row]; math.IsInf(v, 0) {
			return dst, fmt.Errorf("%w: JSON has no infinities, got %v in row %d of column %q", ErrValue, v, row, c.name)
		}
		if dst = c.AppendCell(dst, row); isWhole(dst[start:]) {
			dst = append(dst, ".0"...)
		}
		return dst, nil
	case String:
		s := values[string](c)[row]
		if !utf8.ValidString(s) {
			return dst, fmt.Errorf("%w: JSON strings must be UTF-8, got %q in row %d of column %q", ErrValue, s, row, c.name)
		}
		return appendJSONString(dst, s), nil
	case Time:
		return append(c.AppendCell(append(dst, '"'), row), '"'), nil
	}
	return c.AppendCell(dst, row), nil
}

// appendJSONString appends a string in quotes. It escapes only the characters that RFC 8259 requires to be escaped.
func appendJSONString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for i := range len(s) {
		switch b := s[i]; {
		case b == '"' || b == '\\':
			dst = append(dst, '\\', b)
		case b == '\n':
			dst = append(dst, `\n`...)
		case b < ' ':
			dst = append(dst, '\\', 'u', '0', '0', hex[b>>4], hex[b&15])
		default:
			dst = append(dst, b)
		}
	}
	return append(dst, '"')
}
