package frame

import (
	"fmt"
	"maps"
	"slices"
)

// textTable holds rows of a text file before their values are parsed: one slice of cells a column.
type textTable struct {
	format        textFormat
	columnFormats map[string]textFormat // of the columns that have another format
	names         []string
	cells         [][]string
	lineNumbers   []int           // for each row the line in which it starts; a row may span lines
	declaredTypes map[string]Type // set by the user
	inferredTypes map[string]Type // of all other columns; nil until the first rows are parsed
	index         string          // name of the index; "" if there is none
	numbered      bool            // errors name the number of a record, because a line may have many
	earlierRows   int             // rows that reset has removed
}

// reset removes all rows.
func (t *textTable) reset() {
	t.earlierRows += len(t.lineNumbers)
	t.truncate(0)
}

// truncate keeps the first n rows. The last row may be incomplete.
func (t *textTable) truncate(n int) {
	for i, cells := range t.cells {
		t.cells[i] = cells[:min(n, len(cells))]
	}
	t.lineNumbers = t.lineNumbers[:n]
}

// frame parses the cells. The first call infers the types that are not declared.
func (t *textTable) frame() (Frame, error) {
	if t.inferredTypes == nil {
		for _, name := range slices.Sorted(maps.Keys(t.declaredTypes)) {
			if !slices.Contains(t.names, name) {
				return Frame{}, errNoColumn(name, t.names)
			}
		}
	}
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
	format, ok := t.columnFormats[name]
	if !ok {
		format = t.format
	}
	if given || inferred {
		c, badRow := format.parseColumn(name, typ, cells)
		switch {
		case badRow < 0:
			return c, nil
		case inferred:
			return c, t.errWrongType(name, cells, badRow, format, typ, fmt.Sprintf("%v, as in the first rows", typ))
		}
		return c, t.errWrongType(name, cells, badRow, format, typ, typ.String())
	}
	c, badRow := format.inferColumn(name, cells)
	if badRow >= 0 {
		return c, t.errWrongType(name, cells, badRow, format, Int64, "of one type in all rows")
	}
	return c, nil
}

// place names a row for error messages.
func (t *textTable) place(row int) string {
	if t.numbered {
		return fmt.Sprintf("record %d (line %d)", t.earlierRows+row+1, t.lineNumbers[row])
	}
	return fmt.Sprintf("line %d", t.lineNumbers[row])
}

// errWrongType is the ErrValue for a cell that is not of type typ. want says what it must be, unless the format knows
// better.
func (t *textTable) errWrongType(name string, cells []string, row int, format textFormat, typ Type, want string) error {
	if format.want != nil {
		if better := format.want(typ, cells[row]); better != "" {
			want = better
		}
	}
	return fmt.Errorf("%w: %s, column %q must be %s, got %s", ErrValue, t.place(row), name, want, format.quote(cells[row]))
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
