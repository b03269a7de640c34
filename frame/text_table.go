package frame

import (
	"errors"
	"fmt"
)

// table is rows of a text file, not yet values: one slice of cells a column.
type textTable struct {
	format        textFormat
	names         []string
	cells         [][]string
	lineNumbers   []int           // the line each row starts in: rows may span lines
	declaredTypes map[string]Type // by the user
	inferredTypes map[string]Type // of all other columns, once the first rows have told
	index         string          // empty: none
}

// reset makes room for other rows.
func (t *textTable) reset() {
	for i := range t.cells {
		t.cells[i] = t.cells[i][:0]
	}
	t.lineNumbers = t.lineNumbers[:0]
}

// frame makes values of the cells. The first time, it infers the types that have not been given.
func (t *textTable) frame() (Frame, error) {
	cols := make([]Column, len(t.names))
	for i, name := range t.names {
		var err error
		if cols[i], err = t.column(name, t.cells[i]); err != nil {
			return Frame{}, err
		}
	}
	f, err := New(cols...)
	if err != nil {
		return Frame{}, errors.Unwrap(err) // without "frame.New: "
	}
	t.rememberTypes(f)
	if t.index == "" {
		return f, nil
	}
	return f.SetIndex(t.index)
}

func (t *textTable) column(name string, cells []string) (Column, error) {
	typ, given := t.declaredTypes[name]
	inferred := false
	if !given {
		typ, inferred = t.inferredTypes[name]
	}
	if given || inferred {
		c, bad := t.format.parseColumn(name, typ, cells)
		switch {
		case bad < 0:
			return c, nil
		case inferred:
			return c, t.errWrongType(name, cells, bad, fmt.Sprintf("%v, as in the first rows", typ))
		}
		return c, t.errWrongType(name, cells, bad, typ.String())
	}
	c, bad := t.format.inferColumn(name, cells)
	if bad >= 0 {
		return c, t.errWrongType(name, cells, bad, "of one type in all rows")
	}
	return c, nil
}

func (t *textTable) errWrongType(name string, cells []string, row int, want string) error {
	return fmt.Errorf("%w: line %d, column %q must be %s, got %s",
		ErrValue, t.lineNumbers[row], name, want, t.format.quote(cells[row]))
}

// learn keeps the types of the first rows for all others.
func (t *textTable) rememberTypes(f Frame) {
	if t.inferredTypes != nil {
		return
	}
	t.inferredTypes = make(map[string]Type, len(f.cols))
	for i := range f.cols {
		t.inferredTypes[f.cols[i].name] = f.cols[i].typ
	}
}
