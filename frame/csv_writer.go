package frame

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// WriteCSV writes a frame as separated values with a header, in the format of [CSVEncoder].
func WriteCSV(w io.Writer, f Frame, opts ...CSVOption) error {
	return NewCSVEncoder(w, opts...).Encode(f)
}

// CSVEncoder writes frames of one schema as separated values, row after row, with one header at the start.
//
// Cells have the format of [Frame.AppendCell], but integral floats end in ".0", so that [ReadCSV] infers the types that were
// written. A text that ReadCSV takes for a missing value, such as the empty text and NA, is quoted. So ReadCSV with the frame's
// schema ([CSVSchema]) and the same options returns the same frame, every text included. Without a schema, texts that look
// like other values are read as such.
//
// The options that it shares with ReadCSV mean the same in both directions:
//
//   - [CSVComma] and [CSVQuote]. The default separator is the comma, or the semicolon with CSVDecimal(',');
//   - [CSVDecimal] and [CSVThousands];
//   - [CSVMissing] and [CSVMissingFor]: the first text is written for missing values. Without texts, and where a text cannot
//     stand for a missing value, a missing value is an [ErrValue];
//   - [CSVTimeLayout], of which the first is written, and [CSVTimeZone]. The default is RFC 3339 in that zone;
//   - [CSVEpoch]: times as numbers, with the digits that they need;
//   - [CSVNoHeader]: no header. The names do not matter;
//   - [CSVComment]: a row that looks like a comment is quoted;
//   - [CSVEncoding].
//
// [CSVCRLF], [CSVQuoteAll] and [CSVFloat] are for writing. All others are for reading, and make WriteCSV and NewCSVEncoder
// panic. Values that the options make unreadable are an ErrValue that names the column and the row: a text that needs
// quotes with CSVQuote(0), or the number -999 with CSVMissing("-999"). Digits that a layout or CSVFloat leaves out are lost.
type CSVEncoder struct {
	w        io.Writer
	cfg      csvConfig
	schema   Schema
	columns  []csvColumn
	begun    bool // something has been written
	buf      []byte
	encoder  io.Writer // of the encoding, into encoded; nil if there is none
	encoded  bytes.Buffer
	hasTable bool // schema and columns are set
}

// NewCSVEncoder returns an encoder that writes to w, with one Write for each frame. For frames of few rows, pass a
// bufio.Writer. It panics for options that are only for reading, and for options that contradict each other.
func NewCSVEncoder(w io.Writer, opts ...CSVOption) *CSVEncoder {
	e := &CSVEncoder{w: w, cfg: newCSVWriterConfig("frame.NewCSVEncoder", opts)}
	if e.cfg.comma == "" {
		e.cfg.comma = csvCommas[0]
		if e.cfg.comma[0] == e.cfg.numbers.decimal {
			e.cfg.comma = csvCommas[1]
		}
		e.cfg.commaIsFound = true
		e.cfg.checkDelimiters()
	}
	return e
}

// Encode writes a frame's rows. The first call writes the header before them, even if the frame has no rows. A frame
// without columns is an [ErrEmpty]. A frame whose schema differs from that of the first frame is an [ErrSchema]. Other errors
// are those of the options. Nothing of such a frame is written. The encoder reuses one buffer, so later calls do not allocate.
func (e *CSVEncoder) Encode(f Frame) error {
	if err := e.encode(f); err != nil {
		return fmt.Errorf("frame.CSVEncoder.Encode: %w", err)
	}
	return nil
}

// encode is Encode without the name of the function in errors.
func (e *CSVEncoder) encode(f Frame) error {
	if len(f.cols) == 0 {
		return fmt.Errorf("%w, got the zero Frame", ErrEmpty)
	}
	schema, columns := e.schema, e.columns
	if !e.hasTable {
		schema = f.Schema()
		var err error
		if columns, err = newCSVColumns(schema, e.cfg); err != nil {
			return err
		}
	} else if err := schema.Check(f); err != nil {
		return err
	}
	e.buf = e.buf[:0]
	if !e.hasTable && !e.cfg.noHeader {
		if err := e.appendHeader(schema); err != nil {
			return err
		}
	}
	for row := range f.rows {
		if err := e.appendRow(columns, f, row); err != nil {
			return err
		}
	}
	if err := e.flush(f); err != nil {
		return err
	}
	e.schema, e.columns, e.hasTable = schema, columns, true
	return nil
}

// flush writes the buffer, in which a frame is.
func (e *CSVEncoder) flush(f Frame) error {
	if len(e.buf) == 0 {
		return nil
	}
	out := e.buf
	switch {
	case !checksUTF8(e.cfg.encoding) && e.cfg.encoding != encoding.Nop:
		var err error
		if out, err = e.encodeText(f); err != nil {
			return err
		}
	case !e.begun && looksBinary(out):
		out = append(bytes.Clone(byteOrderMark), out...) // otherwise readers could take the text for UTF-16, or for compressed
	}
	if _, err := e.w.Write(out); err != nil {
		return err
	}
	e.begun = true
	return nil
}

// encodeText returns the buffer in the encoding of CSVEncoding.
func (e *CSVEncoder) encodeText(f Frame) ([]byte, error) {
	if e.encoder == nil {
		e.encoder = e.cfg.encoding.NewEncoder().Writer(&e.encoded)
	}
	e.encoded.Reset()
	if utf8.Valid(e.buf) {
		if _, err := e.encoder.Write(e.buf); err == nil {
			return e.encoded.Bytes(), nil
		}
		e.encoder = nil
	}
	for _, c := range f.columns() {
		for row := range c.length {
			if c.typ != String {
				break
			}
			text := values[string](c)[row]
			if _, err := e.cfg.encoding.NewEncoder().String(text); err != nil || !utf8.ValidString(text) {
				return nil, errCSVCell(c, row, "must be UTF-8 text that the encoding of CSVEncoding has", text)
			}
		}
	}
	return nil, fmt.Errorf("%w: names and missing texts must be UTF-8 text that the encoding of CSVEncoding has, got columns %q",
		ErrValue, f.Schema().Names())
}

// looksBinary reports whether readers could take the start of a file for UTF-16 or UTF-32, or for compressed data.
func looksBinary(start []byte) bool {
	start = start[:min(len(start), 4)]
	for _, magic := range []string{"\x1f\x8b\x08", "\x28\xb5\x2f\xfd"} {
		if bytes.HasPrefix(start, []byte(magic)) {
			return true
		}
	}
	return start[0] >= 0xfe || bytes.IndexByte(start, 0) >= 0 || start[0]>>4 == 5 && bytes.HasSuffix(start, []byte("\x2a\x4d\x18"))
}

// appendHeader appends the header to the buffer.
func (e *CSVEncoder) appendHeader(schema Schema) error {
	for i, f := range schema.fields {
		e.appendSeparator(i)
		start := len(e.buf)
		e.buf = append(e.buf, f.Name...)
		if e.cfg.quoteAll || e.needsQuotes(e.buf[start:], i == 0) || len(schema.fields) == 1 && e.hidesSeparators(f.Name) {
			if e.cfg.quote == 0 {
				return fmt.Errorf("%w: a column's name must not need quotes with CSVQuote(0), got %q", ErrName, f.Name)
			}
			e.quote(start)
		}
	}
	e.endLine()
	return nil
}

// appendRow appends a row to the buffer.
func (e *CSVEncoder) appendRow(columns []csvColumn, f Frame, row int) error {
	for i := range f.cols {
		e.appendSeparator(i)
		if err := e.appendCell(&columns[i], f.columnAt(i), row, i == 0, len(columns) == 1); err != nil {
			return err
		}
	}
	e.endLine()
	return nil
}

// appendSeparator appends a separator before all columns but the first.
func (e *CSVEncoder) appendSeparator(i int) {
	if i > 0 {
		e.buf = append(e.buf, e.cfg.comma...)
	}
}

// endLine appends the end of a line.
func (e *CSVEncoder) endLine() {
	if e.cfg.crlf {
		e.buf = append(e.buf, '\r')
	}
	e.buf = append(e.buf, '\n')
}
