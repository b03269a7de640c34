package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// CumSum computes the sum of each column over all rows of the group so far, row by row: pandas'
// d.groupby("sensor").cumsum(), across batches. Beside the sums the result has the index and the key columns, and the
// rows stay in their order.
//
// It computes the selected columns, or else all columns of numbers that are no keys. Types, missing values and errors are
// those of [DataFrame.CumSum]; an [ErrOverflow] names the group, and its batch is left out. A row whose key is missing
// belongs to no group, and its results are missing. With [Grouped.Expiry] a key that comes again after a pause starts
// anew. It panics for groups of a window.
//
// Cost: about 40 ns more for a row than without groups, to find and sort by the group. A group keeps its key and about
// 320 bytes with one column.
func (g Grouped) CumSum() DataFrame {
	return g.by.cumulate("CumSum", cumulation{name: "sum", ints: kernel.AddInt})
}

// CumProd computes the product of each column over all rows of the group so far; see [Grouped.CumSum] and
// [DataFrame.CumProd].
func (g Grouped) CumProd() DataFrame { return g.by.cumulate("CumProd", cumProd) }

// CumMin computes the smallest value of each column in the group so far, row by row; see [Grouped.CumSum].
func (g Grouped) CumMin() DataFrame { return g.by.cumulate("CumMin", cumMin) }

// CumMax computes the greatest value of each column in the group so far, row by row; see [Grouped.CumSum].
func (g Grouped) CumMax() DataFrame { return g.by.cumulate("CumMax", cumMax) }

// cumulate returns the DataFrame of a cumulative operation.
func (b groupBy) cumulate(op string, c cumulation) DataFrame {
	return b.deriveRows(op, func() (rowsPlan, error) {
		fields, err := b.numericFields()
		return rowsPlan{
			label: op, details: op + " of " + fieldNames(fields),
			build: func() rowOperation { return &groupCumulation{cumulation: c, fields: fields} },
		}, err
	})
}

// namesOf returns the names of fields.
func namesOf(fields []frame.Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}

// groupCumulation is a cumulative operation in groups. floats is nil for a sum, which is compensated.
type groupCumulation struct {
	cumulation
	fields  []frame.Field
	batch   sortedBatch
	columns []cumulatedColumn
}

// cumulatedColumn is a column of a batch with its results.
type cumulatedColumn struct {
	floats, out []float64
	ints        *intRows // nil: floats
}

// cumulatedGroup is the results of one group so far, by column.
type cumulatedGroup struct {
	fields  []frame.Field
	current []cumulatedValue
	next    []cumulatedValue // current after the batch in progress
}

// cumulatedValue is the result of one column of a group.
type cumulatedValue struct {
	sum window.CompensatedSum // of float64, for a sum
	runningValue
}

func (c *groupCumulation) newGroup() rowState {
	g := &cumulatedGroup{c.fields, make([]cumulatedValue, len(c.fields)), make([]cumulatedValue, len(c.fields))}
	for i := range g.current {
		g.current[i].float = c.start
	}
	return g
}

func (c *groupCumulation) read(b sortedBatch) error {
	c.batch, c.columns = b, slices.Grow(c.columns[:0], len(c.fields))
	f, err := b.sortedFrame(namesOf(c.fields))
	if err != nil {
		return err
	}
	for _, field := range c.fields {
		var column cumulatedColumn
		if field.Type == frame.Int64 {
			ints, err := readIntRows(f, field.Name)
			if err != nil {
				return err
			}
			ints.rows = b.rows
			column.ints = &ints
			for row := b.grouped(); row < b.len(); row++ {
				ints.setMissing(row)
			}
		} else {
			if column.floats, err = f.Floats(field.Name); err != nil {
				return err
			}
			column.out = missingFloats(b.len())
		}
		c.columns = append(c.columns, column)
	}
	return nil
}

func (c *groupCumulation) run(group rowState, from, to int) error {
	g := group.(*cumulatedGroup)
	copy(g.next, g.current)
	for i := range c.columns {
		value, column := &g.next[i], &c.columns[i]
		switch {
		case column.ints != nil:
			if err := value.runInts(column.ints, from, to, c.name, c.ints); err != nil {
				return err
			}
		case c.floats != nil:
			value.runFloats(column.out[from:to], column.floats[from:to], c.floats)
		default:
			value.sum = sumFloats(column.out[from:to], column.floats[from:to], value.sum)
		}
	}
	return nil
}

func (c *groupCumulation) commit(group rowState) {
	g := group.(*cumulatedGroup)
	copy(g.current, g.next)
}

func (c *groupCumulation) results() ([]frame.Column, error) {
	cols := make([]frame.Column, len(c.fields))
	for i, column := range c.columns {
		if column.ints != nil {
			cols[i] = column.ints.results()
		} else {
			cols[i] = frame.Col(c.fields[i].Name, column.out)
		}
	}
	return c.batch.restoreOrder(cols)
}

func (g *cumulatedGroup) save(dst []byte) []byte {
	for i, v := range g.current {
		dst = v.append(dst)
		if g.fields[i].Type == frame.Float64 {
			dst = v.sum.Append(dst)
		}
	}
	return dst
}

func (g *cumulatedGroup) load(r *state.Reader, _ int64) {
	for i := range g.current {
		v := &g.current[i]
		v.runningValue = runningValue{float: r.Float(), integer: r.Int(), started: r.Byte() != 0}
		if g.fields[i].Type == frame.Float64 {
			r.Load(v.sum.Restore)
		}
	}
}

// CumCount numbers the rows of each group, from 0, in an int64 column "cumcount" beside the index and the key columns:
// pandas' d.groupby("sensor").cumcount(), across batches. See [Grouped.CumSum].
func (g Grouped) CumCount() DataFrame {
	return g.by.deriveRows("CumCount", func() (rowsPlan, error) {
		var err error
		if slices.Contains(g.by.keys, cumCountName) {
			err = fmt.Errorf("%w: the key must not have the result's name %q", ErrColumns, cumCountName)
		}
		return rowsPlan{label: "CumCount", details: "CumCount", build: func() rowOperation { return &groupCount{} }}, err
	})
}

const cumCountName = "cumcount"

// groupCount numbers the rows of groups.
type groupCount struct {
	batch   sortedBatch
	numbers []int64
	valid   []bool
}

// countedGroup is the number of rows of one group so far.
type countedGroup struct{ rows int64 }

func (c *groupCount) newGroup() rowState { return &countedGroup{} }

func (c *groupCount) read(b sortedBatch) error {
	c.batch, c.numbers, c.valid = b, make([]int64, b.len()), nil
	for row := b.grouped(); row < b.len(); row++ {
		c.valid = markMissing(c.valid, b.len(), row)
	}
	return nil
}

func (c *groupCount) run(group rowState, from, to int) error {
	g := group.(*countedGroup)
	for i := from; i < to; i++ {
		c.numbers[i] = g.rows
		g.rows++
	}
	return nil
}

func (c *groupCount) commit(rowState) {}

func (c *groupCount) results() ([]frame.Column, error) {
	col := frame.Col(cumCountName, c.numbers)
	if c.valid != nil {
		col = col.WithValid(c.valid)
	}
	return c.batch.restoreOrder([]frame.Column{col})
}

func (g *countedGroup) save(dst []byte) []byte        { return state.AppendInt(dst, g.rows) }
func (g *countedGroup) load(r *state.Reader, _ int64) { g.rows = r.Int() }
