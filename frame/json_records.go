package frame

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// maxJSONDepth is the number of objects that may be nested in a row. It bounds the length of the columns' names.
const maxJSONDepth = 100

// jsonRecords appends JSON objects and arrays to a table as rows. A cell is the text of a value, or empty if the value
// is missing.
type jsonRecords struct {
	nested     bool            // objects inside a row become columns, and arrays are refused; else they are cells
	keepArrays bool            // arrays inside a row are cells
	schemaOnly bool            // keys without a column are skipped
	columns    map[string]int  // position of each column
	prefixes   map[string]bool // with schemaOnly: the keys of objects that have columns
	root       jsonKey         // its members are the keys of a row
	arrays     jsonArrays
	row        int // number of the current row, from 1
	maxColumns int
}

// jsonKey is a key of the rows, or of objects in the rows.
type jsonKey struct {
	name     string // name of its column: with the keys around it, such as "pos.lat"
	column   int    // position of its column; -1: none
	isObject bool   // it had an object as its value
	row      int    // the last row that has the key
	members  map[string]*jsonKey
	order    []jsonMember // the members as they came in earlier rows, a guess for the next row
}

// jsonMember is a key as a text has it, with the quotes.
type jsonMember struct {
	quoted string
	key    *jsonKey // nil: skipped
}

// newJSONRecords returns an empty table, and what appends rows to it. nested is that of jsonRecords.
func newJSONRecords(cfg jsonConfig, nested bool) (*jsonRecords, *textTable, error) {
	r := &jsonRecords{nested: nested, maxColumns: cfg.maxColumns, keepArrays: cfg.keepArrays, schemaOnly: cfg.schema.Len() > 0,
		columns: map[string]int{}, prefixes: map[string]bool{}, arrays: jsonArrays{names: cfg.columns, header: cfg.header}}
	t := &textTable{format: jsonFormat(newTimeParser(cfg.layouts, cfg.zone)), otherFormats: map[string]textFormat{},
		declaredTypes: map[string]Type{}, index: cfg.index}
	if cfg.keepArrays {
		t.format = t.format.withArrays()
	}
	for _, f := range cfg.schema.fields {
		r.columns[f.Name] = len(t.names)
		t.names, t.cells = append(t.names, f.Name), append(t.cells, nil)
		t.declaredTypes[f.Name] = f.Type
		for i := range len(f.Name) {
			if f.Name[i] == '.' {
				r.prefixes[f.Name[:i]] = true
			}
		}
	}
	if !r.schemaOnly {
		maps.Copy(t.declaredTypes, cfg.types)
	}
	for _, name := range slices.Sorted(maps.Keys(cfg.epochs)) {
		switch typ, declared := t.declaredTypes[name]; {
		case declared && typ != Time:
			return nil, nil, fmt.Errorf("%w: column %q of JSONEpoch must be time, got %v in JSONSchema or JSONTypes", ErrType, name, typ)
		case r.schemaOnly && !declared:
			return nil, nil, fmt.Errorf("JSONEpoch: %w", errNoColumn(name, t.names))
		}
		t.declaredTypes[name] = Time
		t.otherFormats[name] = epochFormat{numbers: plainNumbers, unit: cfg.epochs[name]}.format(t.format, "JSONEpoch")
	}
	for name, typ := range t.declaredTypes {
		switch {
		case nested && typ == String:
			t.otherFormats[name] = t.format.withAnyText()
		case nested && (typ == Float64 || typ == Int64):
			t.otherFormats[name] = t.format.withNumbersInQuotes()
		}
	}
	cfg.reports.begin(t)
	return r, t, nil
}

// addObject appends a row. text must be a valid object.
func (r *jsonRecords) addObject(t *textTable, line int, object []byte) error {
	row, text := r.beginRow(t, line, object)
	if err := r.addMembers(t, row, &r.root, text, 0, 1); err != nil {
		return err
	}
	r.endRow(t, row)
	return nil
}

// beginRow returns the position of a new row in the table, and its text.
func (r *jsonRecords) beginRow(t *textTable, line int, record []byte) (row int, text string) {
	r.row++
	text = t.addRow(line, record)
	return t.lines.rows - 1, text
}

// endRow appends an empty cell for each key that the row does not have.
func (r *jsonRecords) endRow(t *textTable, row int) {
	for i := range t.cells {
		if len(t.cells[i]) == row {
			t.cells[i] = appendDoubling(t.cells[i], cellSpan{})
		}
	}
}

// addMembers appends the values of an object, whose key is parent, to their columns. text is at that position in the row.
func (r *jsonRecords) addMembers(t *textTable, row int, parent *jsonKey, text string, at, depth int) error {
	if depth > maxJSONDepth {
		return fmt.Errorf("%w: %s must have at most %d nested objects, got more at key %q",
			ErrValue, t.place(row), maxJSONDepth, truncateJSON(parent.name))
	}
	rest := text[1:]
	for i := 0; ; i++ {
		quoted, value, after := cutJSONMember(rest)
		if quoted == "" {
			return nil
		}
		rest = after
		var key *jsonKey
		if i < len(parent.order) && parent.order[i].quoted == quoted {
			key = parent.order[i].key
		} else {
			key = r.member(parent, quoted)
			parent.remember(i, quoted, key)
		}
		if key == nil {
			continue // no column has it
		}
		if err := r.addValue(t, row, key, value, at+len(text)-len(rest)-len(value), depth); err != nil {
			return err
		}
	}
}

// maxJSONOrder is the number of members whose order is remembered.
const maxJSONOrder = 1000

// remember notes which key was member i of an object.
func (k *jsonKey) remember(i int, quoted string, key *jsonKey) {
	if i >= maxJSONOrder {
		return
	}
	for len(k.order) <= i {
		k.order = append(k.order, jsonMember{})
	}
	k.order[i] = jsonMember{strings.Clone(quoted), key}
}

// member returns a member of parent, or nil if it is to be skipped.
func (r *jsonRecords) member(parent *jsonKey, quoted string) *jsonKey {
	name, _ := unquoteJSON(quoted)
	key := parent.members[name]
	if key == nil {
		full := name
		if parent != &r.root {
			full = parent.name + "." + name
		}
		column, ok := r.columns[full]
		if !ok {
			column = -1
		}
		if r.schemaOnly && !ok && !(r.nested && r.prefixes[full]) {
			return nil
		}
		key = &jsonKey{name: strings.Clone(full), column: column}
		if parent.members == nil {
			parent.members = map[string]*jsonKey{}
		}
		parent.members[strings.Clone(name)] = key
	}
	return key
}

// addValue appends a value to its column, or the members of an object to theirs. The value is at that position in the row.
func (r *jsonRecords) addValue(t *textTable, row int, key *jsonKey, value string, at, depth int) error {
	if key.column < 0 {
		if i, ok := r.columns[key.name]; ok { // "a.b" may be a key, and the key b of the object a
			key.column = i
		}
	}
	if key.row == r.row || key.column >= 0 && len(t.cells[key.column]) > row {
		return fmt.Errorf("%w: %s must have a key once, got %q twice", ErrValue, t.place(row), truncateJSON(key.name))
	}
	key.row = r.row
	if r.nested {
		_, declared := t.declaredTypes[key.name]
		switch {
		case value[0] == '{' && !declared:
			r.becomeObject(t, key)
			return r.addMembers(t, row, key, value, at, depth+1)
		case value[0] == '[' && !r.keepArrays:
			return fmt.Errorf("%w: %s must have no arrays, unless JSONKeepArrays keeps their text, got %s for key %q",
				ErrValue, t.place(row), truncateJSON(value), key.name)
		}
	}
	cell := cellSpan{uint32(at), uint32(at + len(value))}
	switch {
	case key.column >= 0:
		t.cells[key.column] = appendDoubling(t.cells[key.column], cell)
	case r.schemaOnly: // skipped
	case key.isObject && value == "null": // all its members are missing
	case t.inferredTypes != nil:
		return fmt.Errorf("%s has a new key: %w", t.place(row), errNoColumn(key.name, t.names))
	case len(t.names) >= r.maxColumns:
		return fmt.Errorf("%w: %s must have at most %d columns (JSONMaxColumns), got a new key %q",
			ErrValue, t.place(row), r.maxColumns, truncateJSON(key.name))
	default:
		r.addColumn(t, row, key, cell)
	}
	return nil
}

// addColumn makes the column of a new key. Its first value is that of a row.
func (r *jsonRecords) addColumn(t *textTable, row int, key *jsonKey, value cellSpan) {
	key.column = len(t.names)
	r.columns[key.name] = key.column
	t.names = append(t.names, key.name)
	t.cells = append(t.cells, append(make([]cellSpan, row, row+1), value))
}

// becomeObject notes that a key has objects as values. If it has a column of nothing but missing values, because its
// object was missing in all rows so far, that column goes.
func (r *jsonRecords) becomeObject(t *textTable, key *jsonKey) {
	if key.isObject {
		return
	}
	key.isObject = true
	if key.column < 0 || t.inferredTypes != nil {
		return
	}
	if row, _ := t.find(key.column, t.format.notMissing); row >= 0 {
		return
	}
	t.names = slices.Delete(t.names, key.column, key.column+1)
	t.cells = slices.Delete(t.cells, key.column, key.column+1)
	clear(r.columns)
	for i, name := range t.names {
		r.columns[name] = i
	}
	r.root.renumber(r.columns)
}

// renumber sets the positions of the columns of all members.
func (k *jsonKey) renumber(columns map[string]int) {
	for _, m := range k.members {
		column, ok := columns[m.name]
		if m.column = -1; ok {
			m.column = column
		}
		m.renumber(columns)
	}
}
