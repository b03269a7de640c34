package frame

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// jsonLines is the rowSource of ReadJSONLines: one object a line.
type jsonLines struct {
	scanner    *bufio.Scanner
	maxRecord  int
	lineNumber int
	records    *jsonRecords
	checkUTF8  bool
}

// newJSONLines returns the rows with an empty table. Its columns are those of JSONSchema, or none yet.
func newJSONLines(r io.Reader, cfg jsonConfig) (*jsonLines, *textTable, error) {
	text, err := decodeText(decompress(r, cfg.maxDecompressed), cfg.encoding, "JSONEncoding")
	if err != nil {
		return nil, nil, err
	}
	records, t, err := newJSONRecords(cfg, false)
	if err == nil {
		err = records.setColumns(t)
	}
	lines := &jsonLines{scanner: bufio.NewScanner(text), maxRecord: cfg.maxRecord, records: records,
		checkUTF8: checksUTF8(cfg.encoding)}
	lines.scanner.Buffer(nil, cfg.maxRecord)
	return lines, t, err
}

// next implements rowSource.
func (l *jsonLines) next(t *textTable, _ int) error {
	for l.scanner.Scan() {
		l.lineNumber++
		line := bytes.TrimSpace(l.scanner.Bytes())
		if len(line) == 0 {
			continue
		}
		if added, err := l.addLine(t, line); added || err != nil {
			return err
		}
	}
	switch err := l.scanner.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return errLongRecord(fmt.Sprintf("line %d", l.lineNumber+1), l.maxRecord)
	case err != nil:
		return err
	case len(t.names) == 0:
		return fmt.Errorf("%w: the lines must name some, or JSONSchema, got none in %d lines", ErrEmpty, l.lineNumber)
	}
	return io.EOF
}

// addLine appends a line to the table. added is false for a header.
func (l *jsonLines) addLine(t *textTable, line []byte) (added bool, err error) {
	want := "a JSON object"
	if l.records.arrays.expected() {
		want = "a JSON array"
	}
	if readableJSON(line) {
		if l.checkUTF8 && !utf8.Valid(line) {
			return false, errJSONNotUTF8(fmt.Sprintf("line %d", l.lineNumber), line)
		}
		if added, want, err = l.records.addRecord(t, l.lineNumber, line); want == "" {
			return added, err
		}
	} else if err := l.scanner.Err(); err != nil {
		return false, err // the line is only a part
	}
	return false, fmt.Errorf("%w: line %d must be %s, got %s", ErrValue, l.lineNumber, want, truncateJSON(string(line)))
}

// errLongRecord is the ErrValue for a record that is too long.
func errLongRecord(place string, limit int) error {
	return fmt.Errorf("%w: %s must have at most %d bytes (JSONMaxRecord), got more", ErrValue, place, limit)
}
