package frame

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
)

// jsonRows is the rowSource of JSON lines. A cell is the text of a value, or empty if the value is missing.
type jsonRows struct {
	scanner    *bufio.Scanner
	lineNumber int
	positions  map[string]int // the position of each key's column
	schemaOnly bool           // keys without a column are skipped
}

// newJSONRows returns the row source and an empty table. The columns of the table are those of JSONSchema. Without
// JSONSchema there are none yet.
func newJSONRows(r io.Reader, cfg jsonConfig) (*jsonRows, *textTable) {
	rows := &jsonRows{scanner: bufio.NewScanner(skipByteOrderMark(r)), positions: map[string]int{}, schemaOnly: cfg.schema.Len() > 0}
	rows.scanner.Buffer(nil, math.MaxInt) // lines may be of any length
	t := &textTable{format: jsonFormat(), declaredTypes: map[string]Type{}, index: cfg.index}
	for i, f := range cfg.schema.fields {
		rows.positions[f.Name] = i
		t.names, t.cells = append(t.names, f.Name), append(t.cells, nil)
		t.declaredTypes[f.Name] = f.Type
	}
	return rows, t
}

// next implements rowSource.
func (r *jsonRows) next(t *textTable) error {
	for r.scanner.Scan() {
		r.lineNumber++
		if line := bytes.TrimSpace(r.scanner.Bytes()); len(line) > 0 {
			return r.addRow(t, line)
		}
	}
	if err := r.scanner.Err(); err != nil {
		return err
	}
	if len(t.names) == 0 {
		return fmt.Errorf("%w: the lines must name some, or JSONSchema, got none in %d lines", ErrEmpty, r.lineNumber)
	}
	return io.EOF
}

// addRow appends a line to the table. The cell of a column whose key the line does not have is empty.
func (r *jsonRows) addRow(t *textTable, line []byte) error {
	if !json.Valid(line) || line[0] != '{' {
		return fmt.Errorf("%w: line %d must be a JSON object, got %s", ErrValue, r.lineNumber, truncateJSON(string(line)))
	}
	complete := len(t.lineNumbers)
	t.lineNumbers = append(t.lineNumbers, r.lineNumber)
	for rest := string(line[1:]); ; {
		key, value, after := cutJSONMember(rest)
		if key == "" {
			break
		}
		if err := r.addCell(t, complete, key, value); err != nil {
			return err
		}
		rest = after
	}
	for i := range t.cells {
		if len(t.cells[i]) == complete {
			t.cells[i] = append(t.cells[i], "")
		}
	}
	return nil
}

// addCell appends a value to the column of its key. For a new key it makes the column. complete is the number of
// complete rows.
func (r *jsonRows) addCell(t *textTable, complete int, key, value string) error {
	name, _ := unquoteJSON(key)
	i, known := r.positions[name]
	switch {
	case known && len(t.cells[i]) > complete:
		return fmt.Errorf("%w: line %d must have a key once, got %q twice", ErrValue, r.lineNumber, name)
	case known:
		t.cells[i] = append(t.cells[i], value)
	case r.schemaOnly: // skipped
	case t.inferredTypes != nil:
		return fmt.Errorf("line %d has a new key: %w", r.lineNumber, errNoColumn(name, t.names))
	default:
		r.positions[name] = len(t.names)
		t.names = append(t.names, name)
		t.cells = append(t.cells, append(make([]string, complete, complete+1), value))
	}
	return nil
}
