package frame

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// columnParser parses the columns of a table, block by block, on all cores. It parses blocks while later ones are read, so it
// parses a column of unknown type as the first type that fits the block; finish finds the type that fits all blocks, and parses
// again the blocks in which the column has another.
//
// A worker ends when it finds no block to parse, so that none is left if reading fails.
type columnParser struct {
	table   *textTable
	workers sync.WaitGroup

	mu      sync.Mutex
	blocks  []*parsedBlock
	next    int            // the next column to parse: columns of block 0, then those of block 1, ...
	running int            // workers that have not ended
	floors  []atomic.Int32 // for each column, the position in inferredOrder of the first type that no block has refuted
}

// parsedBlock is a block and its columns.
type parsedBlock struct {
	firstRow, rows int
	cells          func(col int) textCells
	cols           []Column // with a nil vector where nothing was parsed, because all cells are missing or no type fits
	badRows        []int    // for each column, the last of the rows that refuted a type, or -1
}

// inferredOrder has the types in the order in which they are tried for a column.
var inferredOrder = []Type{Int64, Float64, Bool, Time, String}

// minParallelCells is the number of cells from which on more than one worker parses. Parsing a cell takes about 20 ns.
const minParallelCells = 10_000

// reset forgets all blocks. Those that follow are those of t.
func (p *columnParser) reset(t *textTable) { p.table, p.blocks, p.next, p.floors = t, nil, 0, nil }

// add takes a block of rows, and has it parsed by workers.
func (p *columnParser) add(firstRow, rows int, cells func(col int) textCells, workers int) {
	n := len(p.table.names)
	badRows := slices.Repeat([]int{-1}, n)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.floors == nil {
		p.floors = make([]atomic.Int32, n)
	}
	p.blocks = append(p.blocks, &parsedBlock{firstRow, rows, cells, make([]Column, n), badRows})
	for p.running < min(workers, runtime.GOMAXPROCS(0)-1) {
		p.running++
		p.workers.Go(func() {
			for p.parseNext(1) {
			}
		})
	}
}

// parseNext parses the next column. It returns false if there is none; then it ends so many workers.
func (p *columnParser) parseNext(workers int) bool {
	p.mu.Lock()
	n := len(p.table.names)
	if p.next == n*len(p.blocks) {
		p.running -= workers
		p.mu.Unlock()
		return false
	}
	block, col := p.blocks[p.next/n], p.next%n
	p.next++
	p.mu.Unlock()
	p.parse(block, col)
	return true
}

// parse parses a column of a block.
func (p *columnParser) parse(b *parsedBlock, col int) {
	t, cells := p.table, b.cells(col)
	name := t.names[col]
	format := t.formatOf(name)
	if typ, ok := t.typeOf(name); ok {
		b.cols[col], b.badRows[col] = format.parseColumn(name, typ, cells)
		return
	}
	if cells.find(format.notMissing) < 0 {
		return // fits all types
	}
	for at := int(p.floors[col].Load()); at < len(inferredOrder); at++ {
		c, badRow := format.parseColumn(name, inferredOrder[at], cells)
		if badRow < 0 {
			b.cols[col] = c
			return
		}
		b.badRows[col] = max(b.badRows[col], badRow)
		for old := p.floors[col].Load(); int(old) <= at && !p.floors[col].CompareAndSwap(old, int32(at+1)); {
			old = p.floors[col].Load()
		}
	}
}

// finish parses what is left, and returns the columns. It returns the error of the first column that has one.
func (p *columnParser) finish() ([]Column, error) {
	t := p.table
	for p.parseNext(0) {
	}
	p.workers.Wait()
	cols, errs := make([]Column, len(t.names)), make([]error, len(t.names))
	blocks := make([]Frame, len(p.blocks))
	for i, b := range p.blocks {
		blocks[i] = Frame{cols: b.cols, rows: b.rows}
	}
	var next atomic.Int64
	join := func() {
		for i := int(next.Add(1)) - 1; i < len(cols); i = int(next.Add(1)) - 1 {
			cols[i], errs[i] = p.column(i, blocks)
		}
	}
	if len(cols)*t.lines.rows >= minParallelCells {
		for range min(runtime.GOMAXPROCS(0), len(cols)) - 1 {
			p.workers.Go(join)
		}
	}
	join()
	p.workers.Wait()
	for i := range cols {
		if errs[i] == nil && t.checkText != nil && cols[i].typ == String {
			if _, known := t.typeOf(t.names[i]); !known {
				errs[i] = t.checkText(t, i)
			}
		}
		if errs[i] != nil {
			return nil, errs[i]
		}
	}
	return cols, nil
}

// column returns a column of all blocks, which become empty. A column of unknown type gets the first type that fits all cells.
func (p *columnParser) column(col int, blocks []Frame) (c Column, err error) {
	t := p.table
	if typ, known := t.typeOf(t.names[col]); !known {
		err = p.inferColumn(col)
	} else if row := p.badRow(col); row >= 0 {
		err = t.errKnownType(col, row, typ)
	}
	if err != nil {
		return Column{}, err
	}
	c = blocks[0].cols[col]
	if _, invalid := c.vector.(invalidVector); !invalid && len(blocks) > 1 {
		c = concatColumn(blocks, col, t.lines.rows)
	}
	for i := range blocks {
		blocks[i].cols[col] = Column{} // its memory is free
	}
	if c.typ == String && t.quoted != nil {
		c.restoreTexts(func(row int) string { return t.cell(col, row) }, t.quoted[col])
	}
	return c, nil
}

// badRow returns the last row that refuted a type of a column: the first in the first block that has one. It is -1 if there is none.
func (p *columnParser) badRow(col int) int {
	for _, b := range p.blocks {
		if b.badRows[col] >= 0 {
			return b.firstRow + b.badRows[col]
		}
	}
	return -1
}

// inferColumn parses the blocks in which a column does not have the first type that fits all of its cells. If none fits, the
// error names the first row that no type fits together with all rows before it.
func (p *columnParser) inferColumn(col int) error {
	t := p.table
	format := t.formatOf(t.names[col])
	if row, _ := t.find(col, format.notMissing); row < 0 {
		p.parseAs(col, Float64)
		return nil
	}
	for at := int(p.floors[col].Load()); at < len(inferredOrder); at++ {
		typ := inferredOrder[at]
		if !p.parseAs(col, typ) {
			continue
		}
		if typ == Float64 {
			if row, _ := t.find(col, format.notInteger); row < 0 {
				at = slices.Index(inferredOrder, String) - 1 // integers that int64 cannot hold: float64 would change their digits
				continue
			}
		}
		return nil
	}
	row, typ := p.badRow(col), Int64
	if format.want != nil && format.want(Int64, t.cell(col, row)) == "" {
		typ = Float64 // its range may say more
	}
	return t.errWrongType(col, row, typ, "of one type in all rows")
}

// parseAs parses the blocks in which a column does not have the type. It returns false if a cell does not fit.
func (p *columnParser) parseAs(col int, typ Type) bool {
	name := p.table.names[col]
	format := p.table.formatOf(name)
	for _, b := range p.blocks {
		if b.cols[col].vector != nil && b.cols[col].typ == typ {
			continue
		}
		c, badRow := format.parseColumn(name, typ, b.cells(col))
		if badRow >= 0 {
			b.badRows[col] = max(b.badRows[col], badRow)
			return false
		}
		b.cols[col] = c
	}
	return true
}

// errKnownType is the error for a cell that does not have the type that is known for its column.
func (t *textTable) errKnownType(col, row int, typ Type) error {
	_, declared := t.declaredTypes[t.names[col]]
	timeStatus := t.formatOf(t.names[col]).timeStatus
	switch {
	case timeStatus != nil && typ == Time && timeStatus(t.cell(col, row)) == timeBeyond:
		return t.errWrongType(col, row, typ, "a time "+timeRange)
	case declared:
		return t.errWrongType(col, row, typ, typ.String())
	}
	return t.errWrongType(col, row, typ, fmt.Sprintf("%v, as in the first rows", typ))
}
