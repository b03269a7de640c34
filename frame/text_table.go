package frame

import "fmt"

// textTable holds rows of a text file before their values are parsed: one slice of cells a column.
type textTable struct {
	format        textFormat
	names         []string
	cells         [][]string
	lineNumbers   []int           // for each row the line in which it starts; a row may span lines
	declaredTypes map[string]Type // set by the user
	inferredTypes map[string]Type // of all other columns; nil until the first rows are parsed
	index         string          // name of the index; "" if there is none
}

// reset removes all rows.
func (t *textTable) reset() { t.truncate(0) }

// truncate keeps the first n rows. The last row may be incomplete.
func (t *textTable) truncate(n int) {
	for i, cells := range t.cells {
		t.cells[i] = cells[:min(n, len(cells))]
	}
	t.lineNumbers = t.lineNumbers[:n]
}

// frame parses the cells. The first call infers the types that are not declared.
func (t *textTable) frame() (Frame, error) {
	cols := make([]Column, len(t.names))
	for i, name := range t.names {
		var err error
		if cols[i], err = t.column(name, t.cells[i]); err != nil {
			return Frame{}, err
		}
	}
	f, err := newFrame(cols)
	if err != nil {
		return Frame{}, err
	}
	t.rememberTypes(f)
	if t.index == "" {
		return f, nil
	}
	i := f.find(t.index)
	if i < 0 {
		return Frame{}, errNoColumn(t.index, t.names)
	}
	return f.withIndex(i), nil
}

// column parses the cells of one column with its declared type, its inferred type, or the type that fits them.
func (t *textTable) column(name string, cells []string) (Column, error) {
	typ, given := t.declaredTypes[name]
	inferred := false
	if !given {
		typ, inferred = t.inferredTypes[name]
	}
	if given || inferred {
		c, badRow := t.format.parseColumn(name, typ, cells)
		switch {
		case badRow < 0:
			return c, nil
		case inferred:
			return c, t.errWrongType(name, cells, badRow, fmt.Sprintf("%v, as in the first rows", typ))
		}
		return c, t.errWrongType(name, cells, badRow, typ.String())
	}
	c, badRow := t.format.inferColumn(name, cells)
	if badRow >= 0 {
		return c, t.errWrongType(name, cells, badRow, "of one type in all rows")
	}
	return c, nil
}

// errWrongType is the ErrValue for a cell that is not what the column wants.
func (t *textTable) errWrongType(name string, cells []string, row int, want string) error {
	return fmt.Errorf("%w: line %d, column %q must be %s, got %s",
		ErrValue, t.lineNumbers[row], name, want, t.format.quote(cells[row]))
}

// rememberTypes stores the types of the first rows: all later rows must have them.
func (t *textTable) rememberTypes(f Frame) {
	if t.inferredTypes != nil {
		return
	}
	t.inferredTypes = make(map[string]Type, len(f.cols))
	for i := range f.cols {
		t.inferredTypes[f.cols[i].name] = f.cols[i].typ
	}
}
