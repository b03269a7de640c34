package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// Shift moves each column's values n rows of the group later: pandas' d.groupby("sensor").shift(n), across batches. The
// first n rows of a group are missing. The result has the index, the key columns and the selected columns, or else all
// columns that are no keys, of any type; rows stay in their order. A row whose key is missing belongs to no group, and
// its results are missing. With [Grouped.Expiry] a key that comes again after a pause starts anew.
//
// It panics unless n is positive, because values of rows that have not come yet are not known, and for groups of a
// window. Cost: that of [Grouped.CumSum], for each row and value, whatever n is. A new group makes room for n values
// of each column, and keeps it.
func (g Grouped) Shift(n int) DataFrame { return g.by.shift("Shift", n, g.by.valueFields, nil) }

// Diff subtracts from each value the one n rows of the group before it: pandas' d.groupby("sensor").diff(n), across
// batches. It computes the selected columns, which must hold numbers, or else all columns of numbers that are no keys. An
// int64 column stays int64, and a difference that does not fit is an [ErrOverflow]. See [Grouped.Shift].
func (g Grouped) Diff(n int) DataFrame {
	return g.by.shift("Diff", n, g.by.numericFields, arithmeticFunc(kernel.Sub))
}

// PctChange computes the relative difference of each value x to the one y n rows of the group before it: (x-y)/y, as
// float64. It does not fill missing values first: see [Grouped.FFill]. See [Grouped.Diff] and
// [DataFrame.PctChange].
func (g Grouped) PctChange(n int) DataFrame {
	return g.by.shift("PctChange", n, g.by.numericFields, func(x, y kernel.Vector) (kernel.Vector, error) {
		ratio, err := arithmeticFunc(kernel.Div)(x, y)
		if err != nil {
			return ratio, err
		}
		return arithmeticFunc(kernel.Sub)(ratio, numberConstant(1, frame.Float64).Repeat(ratio.Len()))
	})
}

// shift returns the DataFrame of shifted columns or, unless combine is nil, of columns combined with their shifted values.
func (b groupBy) shift(op string, n int, chosen func() ([]frame.Field, error), combine binaryFunc) DataFrame {
	if n <= 0 {
		panic(fmt.Sprintf("ops.Grouped.%s: must be positive, got %d", op, n))
	}
	return b.deriveRows(op, func() (rowsPlan, error) {
		fields, err := chosen()
		p := rowsPlan{
			label: fmt.Sprintf("%s %d", op, n), details: fmt.Sprintf("%s %d of %s", op, n, fieldNames(fields)),
			build: func() rowOperation { return newGroupShift(fields, n) },
		}
		if combine != nil {
			p.finish = func(g *groupRows, f frame.Frame, shifted []frame.Column) (frame.Frame, error) {
				cols, err := combineWith(f, shifted, combine)
				if err != nil {
					return f, err
				}
				return g.withKeys(f, cols)
			}
		}
		return p, err
	})
}

// combineWith returns each column of f combined with the one of the same name in right.
func combineWith(f frame.Frame, right []frame.Column, combine binaryFunc) ([]frame.Column, error) {
	r, err := frame.New(right...)
	if err != nil {
		return nil, err
	}
	cols := make([]frame.Column, len(right))
	for i, c := range right {
		x, err := kernel.VectorOf(f, c.Name())
		if err != nil {
			return nil, err
		}
		y, err := kernel.VectorOf(r, c.Name())
		if err != nil {
			return nil, err
		}
		v, err := combine(x, y)
		if err != nil {
			return nil, fmt.Errorf("%w of column %q", err, c.Name())
		}
		cols[i] = v.Column(c.Name())
	}
	return cols, nil
}

// groupShift computes the values of n rows before in the group.
type groupShift struct {
	fields  []frame.Field
	n       int
	batch   sortedBatch
	in, out []kernel.Vector // by column, sorted by group
}

// shiftedGroup is the last n values of one group, by column. They are a ring; at first they are missing values.
type shiftedGroup struct {
	fields []frame.Field
	n      int
	held   []kernel.Vector
	oldest int // in held
}

func newGroupShift(fields []frame.Field, n int) *groupShift {
	return &groupShift{fields: fields, n: n, in: make([]kernel.Vector, len(fields)), out: make([]kernel.Vector, len(fields))}
}

func (s *groupShift) newGroup() rowState {
	g := &shiftedGroup{s.fields, s.n, make([]kernel.Vector, len(s.fields)), 0}
	for i, f := range s.fields {
		g.held[i] = kernel.MissingVector(f.Type, s.n)
	}
	return g
}

func (s *groupShift) read(b sortedBatch) error {
	s.batch = b
	f, err := b.sortedFrame(namesOf(s.fields))
	if err != nil {
		return err
	}
	for i, field := range s.fields {
		if s.in[i], err = kernel.VectorOf(f, field.Name); err != nil {
			return err
		}
		s.out[i] = kernel.MissingVector(field.Type, b.len())
	}
	return nil
}

func (s *groupShift) run(group rowState, from, to int) error {
	g := group.(*shiftedGroup)
	oldest := g.oldest
	for i := range s.fields {
		in, out, held := s.in[i], &s.out[i], &g.held[i]
		oldest = g.oldest
		for row := from; row < to; row++ {
			out.SetRow(row, *held, oldest)
			held.SetRow(oldest, in, row)
			if oldest++; oldest == g.n {
				oldest = 0
			}
		}
	}
	g.oldest = oldest
	return nil
}

func (s *groupShift) commit(rowState) {}

func (s *groupShift) results() ([]frame.Column, error) {
	return s.batch.restoreOrder(vectorColumns(s.fields, s.out))
}

// save writes the values from the oldest to the newest.
func (g *shiftedGroup) save(dst []byte) []byte {
	for i, f := range g.fields {
		inOrder := kernel.MissingVector(f.Type, g.n)
		for k := range g.n {
			inOrder.SetRow(k, g.held[i], (g.oldest+k)%g.n)
		}
		dst = appendColumn(dst, inOrder.Column(f.Name))
	}
	return dst
}

func (g *shiftedGroup) load(r *state.Reader, _ int64) {
	g.oldest = 0
	for i, field := range g.fields {
		read := readVector(r, field)
		if r.Check(read.Len() == g.n); r.Err() != nil {
			return
		}
		for k := range g.n {
			g.held[i].SetRow(k, read, k)
		}
	}
}
