package frame

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
)

// jsonRows is the rows of a file of JSON lines. Cells are the text of the values; that of a missing one is empty.
type jsonRows struct {
	lines  *bufio.Scanner
	line   int
	column map[string]int // where a key's column is
	only   bool           // other keys are left out
}

func newJSONRows(r io.Reader, cfg jsonConfig) (*jsonRows, *table) {
	rows := &jsonRows{lines: bufio.NewScanner(withoutByteOrderMark(r)), column: map[string]int{}, only: cfg.schema.Len() > 0}
	rows.lines.Buffer(nil, math.MaxInt) // lines may be of any length
	t := &table{dialect: jsonDialect(), given: map[string]Type{}, index: cfg.index}
	for i, f := range cfg.schema.fields {
		rows.column[f.Name] = i
		t.names, t.cells = append(t.names, f.Name), append(t.cells, nil)
		t.given[f.Name] = f.Type
	}
	return rows, t
}

func (r *jsonRows) next(t *table) error {
	for r.lines.Scan() {
		r.line++
		if line := bytes.TrimSpace(r.lines.Bytes()); len(line) > 0 {
			return r.row(t, line)
		}
	}
	if err := r.lines.Err(); err != nil {
		return err
	}
	if len(t.names) == 0 {
		return fmt.Errorf("%w: the lines must name some, or JSONSchema, got none in %d lines", ErrEmpty, r.line)
	}
	return io.EOF
}

func (r *jsonRows) row(t *table, line []byte) error {
	if !json.Valid(line) || line[0] != '{' {
		return fmt.Errorf("%w: line %d must be a JSON object, got %s", ErrValue, r.line, jsonShown(string(line)))
	}
	rows := len(t.lines)
	t.lines = append(t.lines, r.line)
	for rest := string(line[1:]); ; {
		key, value, after := jsonMember(rest)
		if key == "" {
			break
		}
		if err := r.cell(t, rows, key, value); err != nil {
			return err
		}
		rest = after
	}
	for i := range t.cells {
		if len(t.cells[i]) == rows {
			t.cells[i] = append(t.cells[i], "")
		}
	}
	return nil
}

// cell puts a value into its column; rows is how many are complete.
func (r *jsonRows) cell(t *table, rows int, key, value string) error {
	name, _ := jsonText(key)
	i, known := r.column[name]
	switch {
	case known && len(t.cells[i]) > rows:
		return fmt.Errorf("%w: line %d must have a key once, got %q twice", ErrValue, r.line, name)
	case known:
		t.cells[i] = append(t.cells[i], value)
	case r.only:
	case t.inferred != nil:
		return fmt.Errorf("%w: line %d has the new key %q; columns are %q", ErrColumn, r.line, name, t.names)
	default:
		r.column[name] = len(t.names)
		t.names = append(t.names, name)
		t.cells = append(t.cells, append(make([]string, rows, rows+1), value))
	}
	return nil
}
