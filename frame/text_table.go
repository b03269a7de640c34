package frame

import (
	"errors"
	"fmt"
)

// table is rows of a text file, not yet values: one slice of cells a column.
type table struct {
	dialect  dialect
	names    []string
	cells    [][]string
	lines    []int           // the line each row starts in: rows may span lines
	given    map[string]Type // by the user
	inferred map[string]Type // of all other columns, once the first rows have told
	index    string          // empty: none
}

// reset makes room for other rows.
func (t *table) reset() {
	for i := range t.cells {
		t.cells[i] = t.cells[i][:0]
	}
	t.lines = t.lines[:0]
}

// frame makes values of the cells. The first time, it infers the types that have not been given.
func (t *table) frame() (Frame, error) {
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
	t.learn(f)
	if t.index == "" {
		return f, nil
	}
	return f.SetIndex(t.index)
}

func (t *table) column(name string, cells []string) (Column, error) {
	typ, given := t.given[name]
	inferred := false
	if !given {
		typ, inferred = t.inferred[name]
	}
	if given || inferred {
		c, bad := t.dialect.parseColumn(name, typ, cells)
		switch {
		case bad < 0:
			return c, nil
		case inferred:
			return c, t.unfit(name, cells, bad, fmt.Sprintf("%v, as in the first rows", typ))
		}
		return c, t.unfit(name, cells, bad, typ.String())
	}
	c, bad := t.dialect.inferColumn(name, cells)
	if bad >= 0 {
		return c, t.unfit(name, cells, bad, "of one type in all rows")
	}
	return c, nil
}

func (t *table) unfit(name string, cells []string, row int, want string) error {
	return fmt.Errorf("%w: line %d, column %q must be %s, got %s",
		ErrValue, t.lines[row], name, want, t.dialect.shown(cells[row]))
}

// learn keeps the types of the first rows for all others.
func (t *table) learn(f Frame) {
	if t.inferred != nil {
		return
	}
	t.inferred = make(map[string]Type, len(f.cols))
	for i := range f.cols {
		t.inferred[f.cols[i].name] = f.cols[i].typ
	}
}
