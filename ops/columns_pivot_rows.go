package ops

import (
	"errors"
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// pivotRows are wide rows.
type pivotRows struct {
	index  kernel.Vector
	keys   []kernel.Vector
	cells  []kernel.Vector // of each category; sums for PivotMean
	counts [][]int64       // of each category: how many values a mean has
	rows   int
}

// newPivotRows returns n rows without values.
func newPivotRows(p *pivot, n int) pivotRows {
	r := pivotRows{index: kernel.MissingVector(p.index.Type, n), rows: n}
	for _, f := range p.keyFields {
		r.keys = append(r.keys, kernel.MissingVector(f.Type, n))
	}
	for range p.categories {
		r.cells = append(r.cells, kernel.MissingVector(p.valueType, n))
		if p.agg == PivotMean {
			r.counts = append(r.counts, make([]int64, n))
		}
	}
	return r
}

// copyRow makes a row that in row at of from.
func (r *pivotRows) copyRow(row int, from pivotRows, at int) {
	r.index.SetRow(row, from.index, at)
	for i := range r.keys {
		r.keys[i].SetRow(row, from.keys[i], at)
	}
	for i := range r.cells {
		r.cells[i].SetRow(row, from.cells[i], at)
	}
	for i := range r.counts {
		r.counts[i][row] = from.counts[i][at]
	}
}

// take adds a batch and returns the wide rows that are complete now. If it fails, the state is unchanged.
func (p *pivot) take(f frame.Frame) (out frame.Frame, err error) {
	category, err1 := kernel.VectorOf(f, p.category)
	value, err2 := kernel.VectorOf(f, p.value)
	index, err3 := kernel.VectorOf(f, p.index.Name)
	keys, err4 := columnVectors(f, p.keys)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return f, err
	}
	columns := make([]int, f.Len())
	if err := p.columnOf(category, columns); err != nil {
		return f, err
	}
	targets, closed, rows := p.assign(index, keys, columns)
	if rows-closed > defaultMaxKeys {
		return f, fmt.Errorf("%w: an index has more than %d", ErrKeys, defaultMaxKeys)
	}
	all := newPivotRows(p, rows)
	for row := range p.open.rows {
		all.copyRow(row, p.open, row)
	}
	last := p.open.rows
	for i, row := range targets {
		if row < 0 {
			continue
		}
		if row >= last { // the first row of a wide row
			last = row + 1
			all.index.SetRow(row, index, i)
			for k := range keys {
				all.keys[k].SetRow(row, keys[k], i)
			}
		}
		if err := p.add(&all, columns[i], row, value, i); err != nil {
			return f, fmt.Errorf("%w in row %d", err, i)
		}
	}
	if out, err = p.frame(all); err != nil {
		return out, err
	}
	p.open = newPivotRows(p, rows-closed)
	for row := range p.open.rows {
		p.open.copyRow(row, all, closed+row)
	}
	return out.Slice(0, closed), nil
}

// assign returns for each row of a batch its wide row, or -1, where the open rows come first; how many wide rows are
// complete; and how many there are.
func (p *pivot) assign(index kernel.Vector, keys []kernel.Vector, columns []int) (targets []int, closed, rows int) {
	ids := p.numberKeys(keys, len(columns))
	targets = make([]int, len(columns))
	rows = p.open.rows
	for i, column := range columns {
		switch { // the first row of the newest index is closed
		case i > 0 && !equalCells(index, i, index, i-1), i == 0 && rows > 0 && !equalCells(index, i, p.open.index, 0):
			closed = rows
		}
		targets[i] = -1
		if column < 0 || ids[i] == join.MissingKey {
			continue
		}
		if p.rowOf[ids[i]] < closed {
			p.rowOf[ids[i]] = rows
			rows++
		}
		targets[i] = p.rowOf[ids[i]]
	}
	return targets, closed, rows
}

// maxPivotKeys is how many keys that have no open row are kept, to number keys anew rarely.
const maxPivotKeys = 1024

// numberKeys returns the numbers of the rows' keys, and sets rowOf to the open rows.
func (p *pivot) numberKeys(keys []kernel.Vector, rows int) []int32 {
	if p.dictionary.Len() > maxPivotKeys+2*p.open.rows {
		p.dictionary = join.NewKeyDictionary(p.keyTypes)
	}
	ids, open := make([]int32, rows), make([]int32, p.open.rows)
	p.dictionary.Encode(p.open.keys, open)
	p.dictionary.Encode(keys, ids)
	p.rowOf = slices.Grow(p.rowOf[:0], p.dictionary.Len())[:p.dictionary.Len()]
	for i := range p.rowOf {
		p.rowOf[i] = -1
	}
	for row, id := range open {
		p.rowOf[id] = row
	}
	return ids
}

// add adds a value to a cell.
func (p *pivot) add(all *pivotRows, column, row int, value kernel.Vector, at int) error {
	if !value.IsValid(at) {
		return nil
	}
	cell := &all.cells[column]
	if p.agg == PivotMean {
		x := 0.0
		if value.Type == frame.Int64 {
			x = float64(value.Ints[at])
		} else {
			x = value.Floats[at]
		}
		if all.counts[column][row] == 0 {
			cell.Floats[row] = 0
		}
		cell.Floats[row] += x
		all.counts[column][row]++
		return nil
	}
	if !cell.IsValid(row) || p.agg == PivotLast {
		cell.SetRow(row, value, at)
		return nil
	}
	if value.Type == frame.Float64 {
		old, x := cell.Floats[row], value.Floats[at]
		switch p.agg {
		case PivotMin:
			cell.Floats[row] = min(old, x)
		case PivotMax:
			cell.Floats[row] = max(old, x)
		case PivotSum:
			cell.Floats[row] = old + x
		}
		return nil
	}
	switch p.agg {
	case PivotMin:
		cell.Ints[row] = min(cell.Ints[row], value.Ints[at])
	case PivotMax:
		cell.Ints[row] = max(cell.Ints[row], value.Ints[at])
	case PivotSum:
		sum, outcome := kernel.AddInt(cell.Ints[row], value.Ints[at])
		if outcome == kernel.Overflows {
			return fmt.Errorf("%w: the sum of %q and %d", ErrOverflow, p.categories[column], value.Ints[at])
		}
		cell.Ints[row] = sum
	}
	return nil
}

// finish returns the open rows.
func (p *pivot) finish() (frame.Frame, error) {
	out, err := p.frame(p.open)
	p.reset()
	return out, err
}

// frame returns wide rows as a frame.
func (p *pivot) frame(r pivotRows) (frame.Frame, error) {
	cols := []frame.Column{r.index.Column(p.index.Name).AsIndex()}
	for i, f := range p.keyFields {
		cols = append(cols, r.keys[i].Column(f.Name))
	}
	for i, name := range p.categories {
		cell := r.cells[i]
		if p.agg == PivotMean {
			cell.Floats = slices.Clone(cell.Floats)
			for row, n := range r.counts[i] {
				cell.Floats[row] /= float64(n) // NaN if there is no value
			}
		}
		cols = append(cols, cell.Column(name))
	}
	return frame.New(cols...)
}

// equalCells reports whether two cells of the same type are equal, or both missing.
func equalCells(a kernel.Vector, i int, b kernel.Vector, j int) bool {
	if !a.IsValid(i) || !b.IsValid(j) {
		return a.IsValid(i) == b.IsValid(j)
	}
	switch a.Type {
	case frame.Float64:
		return a.Floats[i] == b.Floats[j]
	case frame.String:
		return a.Texts[i] == b.Texts[j]
	case frame.Bool:
		return a.Bools[i] == b.Bools[j]
	}
	return a.Ints[i] == b.Ints[j]
}

// columns returns the open rows as columns, to save them.
func (p *pivot) columns() (cols []frame.Column, fields []frame.Field) {
	add := func(v kernel.Vector, name string) {
		cols = append(cols, v.Column(name))
		fields = append(fields, frame.Field{Name: name, Type: v.Type})
	}
	add(p.open.index, p.index.Name)
	for i, f := range p.keyFields {
		add(p.open.keys[i], f.Name)
	}
	for i, name := range p.categories {
		add(p.open.cells[i], name)
	}
	for i, name := range p.categories[:len(p.open.counts)] {
		add(kernel.Vector{Type: frame.Int64, Ints: p.open.counts[i]}, name)
	}
	return cols, fields
}

func (p *pivot) save(dst []byte) []byte {
	cols, _ := p.columns()
	for _, c := range cols {
		dst = appendColumn(dst, c)
	}
	return dst
}

func (p *pivot) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	_, fields := p.columns()
	vectors := make([]kernel.Vector, len(fields))
	for i, field := range fields {
		c := readColumn(r, field)
		if r.Err() != nil {
			return nil, r.Err()
		}
		f, err := frame.New(c)
		if err == nil {
			vectors[i], err = kernel.VectorOf(f, field.Name)
		}
		if err != nil {
			return nil, err
		}
		r.Check(c.Len() == vectors[0].Len())
	}
	n := vectors[0].Len()
	open := newPivotRows(p, n)
	from := pivotRows{index: vectors[0], rows: n}
	vectors = vectors[1:]
	from.keys, vectors = vectors[:len(p.keys)], vectors[len(p.keys):]
	from.cells, vectors = vectors[:len(p.categories)], vectors[len(p.categories):]
	for _, v := range vectors {
		from.counts = append(from.counts, v.Ints)
	}
	if r.Err() != nil {
		return nil, r.Err()
	}
	for _, key := range from.keys {
		r.Check(!key.HasMissing())
	}
	for row := range n {
		r.Check(equalCells(from.index, row, from.index, 0))
		open.copyRow(row, from, row)
	}
	if r.Err() == nil {
		p.open = open
	}
	return r.Finish()
}
