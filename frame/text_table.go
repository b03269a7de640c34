package frame

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// textTable holds rows of a text file before their values are parsed. The cells of JSON are in one slice a column, because a column
// can come with any row. Those of CSV are in blocks of rows, of which the complete ones are parsed while later rows are read.
type textTable struct {
	format        textFormat
	otherFormats  map[string]textFormat // of the columns that have another format; may be nil
	names         []string
	lines         rowLines
	rows          rowTexts     // of JSON, with cells
	cells         [][]cellSpan // nil if there are blocks
	blocks        []*textBlock // the last one is open
	parser        columnParser
	quoted        [][]int         // for each column, the rows with text that only its quotes tell from a missing value; may be nil
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
	t.earlierRows += t.lines.rows
	t.truncate(0)
	t.rows.reset()
	for i, rows := range t.quoted {
		t.quoted[i] = rows[:0]
	}
	first := &textBlock{}
	for _, b := range t.blocks {
		first.size += len(b.text) // the next rows may be like these
	}
	first.size = min(max(minBlockBytes, first.size), maxBlockBytes)
	if len(t.blocks) > 0 {
		first.spans = t.blocks[0].spans[:0] // nobody else has them
	}
	t.blocks = []*textBlock{first}
	t.parser.reset(t)
}

// truncate keeps the first n rows. The last row may be incomplete, but not in a block.
func (t *textTable) truncate(n int) {
	for i, cells := range t.cells {
		t.cells[i] = cells[:min(n, len(cells))]
	}
	t.rows.starts = t.rows.starts[:min(n, len(t.rows.starts))]
	t.lines.truncate(n)
}

// addRow appends a row, whose cells follow, and returns its text.
func (t *textTable) addRow(line int, row []byte) string {
	t.lines.add(line, 1)
	return t.rows.add(row)
}

// openBlock returns the block to which rows are added. It ends the one before if that is full: its columns are parsed then.
func (t *textTable) openBlock() *textBlock {
	b := t.blocks[len(t.blocks)-1]
	if !b.isFull() {
		return b
	}
	t.endBlock(b, 1)
	next := b.after()
	t.blocks = append(t.blocks, next)
	return next
}

// endBlock has the columns of a block parsed, by so many workers at least.
func (t *textTable) endBlock(b *textBlock, workers int) {
	b.text = b.open.String()
	width := len(t.names)
	t.parser.add(b.firstRow, b.rows, func(col int) textCells { return b.column(col, width) }, workers)
}

// cellsOf returns the cells of a column that is not in blocks.
func (t *textTable) cellsOf(col int) textCells {
	blocks := append(slices.Clip(t.rows.blocks), t.rows.open.String())
	return textCells{rows: len(t.cells[col]), blocks: blocks, starts: t.rows.starts, spans: t.cells[col]}
}

// find returns the row of the first such cell of a column, and the cell; or -1. No block may be open.
func (t *textTable) find(col int, is func(cell string) bool) (row int, cell string) {
	if t.cells != nil {
		cells := t.cellsOf(col)
		if row := cells.find(is); row >= 0 {
			return row, cells.at(row)
		}
		return -1, ""
	}
	for _, b := range t.blocks {
		cells := b.column(col, len(t.names))
		if row := cells.find(is); row >= 0 {
			return b.firstRow + row, cells.at(row)
		}
	}
	return -1, ""
}

// cell returns a cell. No block may be open.
func (t *textTable) cell(col, row int) string {
	if t.cells != nil {
		cells := t.cellsOf(col)
		return cells.at(row)
	}
	i, _ := slices.BinarySearchFunc(t.blocks, row+1, func(b *textBlock, row int) int { return b.firstRow - row })
	cells := t.blocks[i-1].column(col, len(t.names))
	return cells.at(row - t.blocks[i-1].firstRow)
}

// lastCell returns the cell of a column in the last row, not of a block.
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

// parseColumns parses the cells of all columns.
func (t *textTable) parseColumns() ([]Column, error) {
	workers := 0
	if len(t.names)*t.lines.rows >= minParallelCells {
		workers = len(t.names)
	}
	if t.cells != nil {
		t.parser.add(0, t.lines.rows, t.cellsOf, workers)
	} else {
		t.endBlock(t.blocks[len(t.blocks)-1], workers)
	}
	return t.parser.finish()
}

// typeOf returns the type of a column that is declared, or known from earlier rows.
func (t *textTable) typeOf(name string) (typ Type, known bool) {
	if typ, known = t.declaredTypes[name]; !known {
		typ, known = t.inferredTypes[name]
	}
	return typ, known
}

// place names a row for error messages.
func (t *textTable) place(row int) string {
	if t.numbered {
		return fmt.Sprintf("record %d (line %d)", t.earlierRows+row+1, t.lines.at(row))
	}
	return fmt.Sprintf("line %d", t.lines.at(row))
}

// errWrongType is the ErrValue for a cell that is not of type typ. want says what it must be, unless the column's format
// knows better.
func (t *textTable) errWrongType(col, row int, typ Type, want string) error {
	cell, format := t.cell(col, row), t.formatOf(t.names[col])
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
func (c *Column) restoreTexts(cell func(row int) string, rows []int) {
	if len(rows) == 0 || c.missing == nil {
		return
	}
	old := c.missing
	c.missing = nil
	texts := c.vector.(typedVector[string])
	for _, row := range rows {
		texts[row] = strings.Clone(cell(row))
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
