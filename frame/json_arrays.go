package frame

import (
	"fmt"
	"slices"
	"strings"
)

// jsonArrays says what the values of records are that are arrays.
type jsonArrays struct {
	names  []string   // of JSONColumns
	header bool       // the next record is a header
	keys   []*jsonKey // of the values; nil if they are not known yet, or if records are objects
}

// expected reports whether records must be arrays.
func (a jsonArrays) expected() bool { return a.names != nil || a.header }

// addRecord appends a record, which must be valid JSON, as a row. added is false for a header, and if the record is of another
// kind than it must be: want then says what it must be.
func (r *jsonRecords) addRecord(t *textTable, line int, text []byte) (added bool, want string, err error) {
	a := &r.arrays
	switch {
	case a.header && text[0] == '[':
		a.header = false
		if a.keys == nil {
			err = r.readHeader(t, line, string(text))
		}
		return false, "", err
	case a.keys == nil && text[0] == '{':
		return true, "", r.addObject(t, line, text)
	case a.keys != nil && text[0] == '[':
		return true, "", r.addArray(t, line, text)
	case a.names != nil:
		return false, "an array, as JSONColumns says", nil
	case a.keys != nil:
		return false, "an array, as the header is", nil
	case text[0] == '[':
		return false, "a JSON object, unless JSONColumns or JSONHeader names the columns of arrays", nil
	}
	return false, "a JSON object", nil
}

// readHeader makes the columns that a header names.
func (r *jsonRecords) readHeader(t *textTable, line int, header string) error {
	names := []string{}
	for value, rest := cutJSONElement(header[1:]); value != ""; value, rest = cutJSONElement(rest) {
		name, ok := unquoteJSON(value)
		if !ok || name == "" || slices.Contains(names, name) {
			return fmt.Errorf("%w: the header in line %d (JSONHeader) must have other texts, got %s", ErrName, line, truncateJSON(value))
		}
		names = append(names, strings.Clone(name))
	}
	return r.makeColumns(t, names)
}

// setColumns makes the columns of JSONColumns, if it is set.
func (r *jsonRecords) setColumns(t *textTable) error {
	if r.arrays.names == nil {
		return nil
	}
	return r.makeColumns(t, r.arrays.names)
}

// makeColumns makes the columns of records that are arrays.
func (r *jsonRecords) makeColumns(t *textTable, names []string) error {
	for _, name := range t.names {
		if !slices.Contains(names, name) {
			return fmt.Errorf("JSONSchema: %w", errNoColumn(name, names))
		}
	}
	r.arrays.keys = make([]*jsonKey, len(names))
	for i, name := range names {
		r.arrays.keys[i] = r.column(t, name)
	}
	return nil
}

// addArray appends a row with the values of an array. text must be a valid array.
func (r *jsonRecords) addArray(t *textTable, line int, array []byte) error {
	row, text := r.beginRow(t, line, array)
	keys := r.arrays.keys
	n := 0
	for rest := text[1:]; ; n++ {
		value, after := cutJSONElement(rest)
		if value == "" {
			break
		}
		if rest = after; n < len(keys) && keys[n] != nil {
			if err := r.addValue(t, row, keys[n], value, len(text)-len(rest)-len(value), 1); err != nil {
				return err
			}
		}
	}
	if n != len(keys) {
		return fmt.Errorf("%w: %s must have %d values, got %d in %s", ErrFields, t.place(row), len(keys), n, truncateJSON(text))
	}
	r.endRow(t, row)
	return nil
}

// column returns the key of a column, or nil if the column is to be skipped. It makes a column that is new.
func (r *jsonRecords) column(t *textTable, name string) *jsonKey {
	quoted := string(appendJSONString(nil, name))
	key := r.member(&r.root, quoted)
	if key != nil && key.column < 0 {
		key.column = len(t.names)
		r.columns[name] = key.column
		t.names, t.cells = append(t.names, name), append(t.cells, nil)
	}
	return key
}
