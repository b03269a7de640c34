package frame

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// jsonDocument is the rowSource of ReadJSON: objects one after the other, or one array of objects or arrays, which may be
// inside an object.
type jsonDocument struct {
	cfg     jsonConfig
	stream  *jsonStream
	records *jsonRecords
	started bool
	ended   bool
	inArray bool         // the records are the elements of an array
	begun   bool         // an element of the array has been read
	count   int          // records that were read
	around  []jsonAround // the objects around the array, the outermost first
}

// newJSONDocument returns the rows with an empty table.
func newJSONDocument(r io.Reader, cfg jsonConfig) (*jsonDocument, *textTable, error) {
	text, err := decodeText(decompress(r, cfg.maxDecompressed), cfg.encoding, "JSONEncoding")
	if err != nil {
		return nil, nil, err
	}
	records, t, err := newJSONRecords(cfg, true)
	return &jsonDocument{cfg: cfg, stream: newJSONStream(text, cfg.maxRecord), records: records}, t, err
}

// next implements rowSource.
func (d *jsonDocument) next(t *textTable, _ int) error {
	if !d.started {
		if err := d.start(t); err != nil {
			return err
		}
	}
	for {
		text, line, err := d.record()
		switch {
		case err == io.EOF && len(t.names) == 0:
			return fmt.Errorf("%w: the records must name some, or JSONSchema, got none in %d records", ErrEmpty, d.count)
		case err != nil:
			return err
		}
		added, want, err := d.records.addRecord(t, line, text)
		switch {
		case err != nil || added:
			return err
		case want != "":
			return d.errRecord(line, want, string(text))
		}
		d.count-- // a header is no record
	}
}

// start finds the first record.
func (d *jsonDocument) start(t *textTable) error {
	d.started = true
	first, err := d.stream.peek()
	switch {
	case err == io.EOF:
		d.ended = true
	case err != nil:
		return err
	case d.cfg.recordsPath != "":
		if first != '{' {
			return d.errPlace("the text must be an object with the member %q (JSONRecords), got %s", d.cfg.recordsPath, d.stream.rest())
		}
		if err := d.enter(d.cfg.recordsPath); err != nil {
			return err
		}
	case first == '[':
		if d.records.arrays.expected() && !strings.ContainsRune("[{]", rune(d.stream.peekAfter())) {
			break // the first of many arrays, and its first element
		}
		d.stream.skip()
		d.inArray = true
	case first != '{':
		return d.errPlace("the text must be an array or objects, got %s", d.stream.rest())
	}
	t.numbered = d.inArray
	return d.records.setColumns(t)
}

// record returns the next record, which is valid JSON, and its line.
func (d *jsonDocument) record() (text []byte, line int, err error) {
	if d.ended {
		return nil, 0, io.EOF
	}
	b, err := d.stream.peek()
	if err == nil && d.inArray {
		switch {
		case b == ']':
			d.stream.skip()
			d.ended = true
			return nil, 0, d.leave()
		case d.begun && b != ',':
			return nil, 0, d.errPlace("a comma or the end of the array must follow, got %s", d.stream.rest())
		case d.begun:
			d.stream.skip()
			_, err = d.stream.peek()
		}
	}
	switch {
	case err == io.EOF && d.inArray:
		return nil, 0, d.errPlace("the array must end, got the end of the text after record %d", d.count)
	case err == io.EOF:
		d.ended = true
		return nil, 0, err
	case err != nil:
		return nil, 0, err
	}
	line = d.stream.line
	d.begun = true
	d.count++
	text, err = d.value()
	return text, line, err
}

// value cuts off a value and checks it.
func (d *jsonDocument) value() ([]byte, error) {
	line := d.stream.line
	text, err := d.stream.value()
	switch {
	case err == nil && readableJSON(text):
		if checksUTF8(d.cfg.encoding) && !utf8.Valid(text) {
			return nil, errJSONNotUTF8(d.place(line), text)
		}
		return text, nil
	case err == nil:
		return nil, d.errRecord(line, "valid JSON", string(text))
	case errors.Is(err, errJSONSyntax):
		return nil, d.errRecord(line, "a value", d.stream.rest())
	case errors.Is(err, errJSONCut):
		return nil, d.errRecord(line, "complete, but the text ends in it", d.stream.rest())
	case errors.Is(err, errJSONLong):
		return nil, errLongRecord(d.place(line), d.cfg.maxRecord)
	}
	return nil, err
}

// place names a record in an error message.
func (d *jsonDocument) place(line int) string {
	if d.inArray {
		return fmt.Sprintf("record %d (line %d)", d.count, line)
	}
	return fmt.Sprintf("line %d", line)
}

// errRecord is the ErrValue for a record that is not what it must be.
func (d *jsonDocument) errRecord(line int, want, got string) error {
	return fmt.Errorf("%w: %s must be %s, got %s", ErrValue, d.place(line), want, truncateJSON(got))
}

// errPlace is an ErrValue that names the current line.
func (d *jsonDocument) errPlace(format string, args ...any) error {
	return fmt.Errorf("%w: line %d: "+format, append([]any{ErrValue, d.stream.line}, args...)...)
}
