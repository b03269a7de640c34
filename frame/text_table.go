package frame

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// textTable holds rows of a text file before their values are parsed: one slice of cells a column.
type textTable struct {
	format        textFormat
	otherFormats  map[string]textFormat // of the columns that have another format; may be nil
	names         []string
	rows          rowTexts
	cells         [][]cellSpan
	quoted        [][]int         // for each column, the rows with text that only its quotes tell from a missing value; may be nil
	lineNumbers   []int           // for each row the line in which it starts; a row may span lines
	declaredTypes map[string]Type // set by the user
	inferredTypes map[string]Type // of all other columns; nil until the first rows are parsed
	index         string          // name of the index; "" if there is none
	numbered      bool            // errors name the number of a record, because a line may have many
	earlierRows   int             // rows that reset has removed
	// checkText is called for each column that is a String column because no other type fitted its cells; may be nil.
	checkText func(t *textTable, col int) error
}

// reset removes all rows.
func (t *textTable) reset() {
	t.earlierRows += len(t.lineNumbers)
	t.truncate(0)
	t.rows.reset()
}

// truncate keeps the first n rows. The last row may be incomplete.
func (t *textTable) truncate(n int) {
	for i, cells := range t.cells {
		t.cells[i] = cells[:min(n, len(cells))]
	}
	for i, rows := range t.quoted {
		kept := len(rows)
		for kept > 0 && rows[kept-1] >= n {
			kept--
		}
		t.quoted[i] = rows[:kept]
	}
	t.lineNumbers = t.lineNumbers[:n]
	t.rows.starts = t.rows.starts[:n]
}

// addRow appends a row, whose cells follow, and returns its text.
func (t *textTable) addRow(line int, row []byte) string {
	t.lineNumbers = appendDoubling(t.lineNumbers, line)
	return t.rows.add(row)
}

// cellsOf returns the cells of a column.
func (t *textTable) cellsOf(col int) textCells {
	blocks := append(slices.Clip(t.rows.blocks), t.rows.open.String())
	return textCells{blocks: blocks, starts: t.rows.starts, spans: t.cells[col]}
}

// lastCell returns the cell of a column in the last row.
func (t *textTable) lastCell(col int) string {
	row := len(t.rows.starts) - 1
	offset, span := t.rows.starts[row].offset, t.cells[col][row]
	return t.rows.open.String()[offset+span.from : offset+span.to] // the last row is in the open block
}

// formatOf returns the format of a column.
func (t *textTable) formatOf(name string) textFormat {
	if f, ok := t.otherFormats[name]; ok {
		return f
	}
	return t.format
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
	cols, err := t.parseColumns()
	if err != nil {
		return Frame{}, err
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

// minParallelCells is the number of cells from which on columns are parsed in parallel. Parsing one takes about 20 ns.
const minParallelCells = 10_000

// parseColumns parses the cells of all columns. It returns the error of the first column that has one.
func (t *textTable) parseColumns() ([]Column, error) {
	cols, errs := make([]Column, len(t.names)), make([]error, len(t.names))
	workers := min(runtime.GOMAXPROCS(0), len(cols))
	if len(cols)*len(t.lineNumbers) < minParallelCells {
		workers = 1
	}
	var next atomic.Int64
	parse := func() {
		for i := int(next.Add(1)) - 1; i < len(cols); i = int(next.Add(1)) - 1 {
			cols[i], errs[i] = t.column(i)
		}
	}
	var others sync.WaitGroup
	for range workers - 1 {
		others.Go(parse)
	}
	parse()
	others.Wait()
	for i := range cols {
		if errs[i] == nil && t.checkText != nil && cols[i].typ == String && !t.hasType(t.names[i]) {
			errs[i] = t.checkText(t, i)
		}
		if errs[i] != nil {
			return nil, errs[i]
		}
	}
	return cols, nil
}

// hasType reports whether the type of a column is declared, or known from earlier rows.
func (t *textTable) hasType(name string) bool {
	_, declared := t.declaredTypes[name]
	_, inferred := t.inferredTypes[name]
	return declared || inferred
}

// column parses the cells of one column with its declared type, its inferred type, or the type that fits them.
func (t *textTable) column(col int) (Column, error) {
	cells := t.cellsOf(col)
	c, err := t.parseColumn(col, cells)
	if c.typ == String && err == nil && t.quoted != nil {
		c.restoreTexts(cells, t.quoted[col])
	}
	return c, err
}

// parseColumn is column for cells without regard to their quotes.
func (t *textTable) parseColumn(col int, cells textCells) (Column, error) {
	name := t.names[col]
	format := t.formatOf(name)
	typ, declared := t.declaredTypes[name]
	inferred := false
	if !declared {
		typ, inferred = t.inferredTypes[name]
	}
	if declared || inferred {
		c, badRow := format.parseColumn(name, typ, cells)
		switch {
		case badRow < 0:
			return c, nil
		case format.timeStatus != nil && typ == Time && format.timeStatus(cells.at(badRow)) == timeBeyond:
			return c, t.errWrongType(col, badRow, typ, "a time "+timeRange)
		case inferred:
			return c, t.errWrongType(col, badRow, typ, fmt.Sprintf("%v, as in the first rows", typ))
		}
		return c, t.errWrongType(col, badRow, typ, typ.String())
	}
	c, badRow := format.inferColumn(name, cells)
	if badRow >= 0 {
		typ := Int64
		if format.want != nil && format.want(Int64, cells.at(badRow)) == "" {
			typ = Float64
		}
		return c, t.errWrongType(col, badRow, typ, "of one type in all rows")
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

// errWrongType is the ErrValue for a cell that is not of type typ. want says what it must be, unless the column's format
// knows better.
func (t *textTable) errWrongType(col, row int, typ Type, want string) error {
	cells, format := t.cellsOf(col), t.formatOf(t.names[col])
	cell := cells.at(row)
	if format.want != nil {
		if better := format.want(typ, cell); better != "" {
			want = better
		}
	}
	return fmt.Errorf("%w: %s, column %q must be %s, got %s", ErrValue, t.place(row), t.names[col], want, format.quote(cell))
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

// restoreTexts makes the cells of some rows values of a String column, although they read like missing values. The column
// was just parsed, so nobody else has its storage.
func (c *Column) restoreTexts(cells textCells, rows []int) {
	if len(rows) == 0 || c.missing == nil {
		return
	}
	old := c.missing
	c.missing = nil
	texts := c.vector.(typedVector[string])
	for _, row := range rows {
		texts[row] = strings.Clone(cells.at(row))
	}
	for i, restored := old.nextSet(0, c.length), 0; i < c.length; i = old.nextSet(i+1, c.length) {
		if restored < len(rows) && rows[restored] == i {
			restored++
			continue
		}
		if c.missing == nil {
			c.missing = newBitmap(c.length)
		}
		c.missing.set(i)
	}
}
