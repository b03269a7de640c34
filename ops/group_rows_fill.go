package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// FFill replaces each missing value by the last value before it in its group: pandas' d.groupby("sensor").ffill(),
// across batches. Missing values before the first value of the group stay missing. It fills the columns that [Columns]
// names, or else the selected ones, or else all that are no keys. The result has the index, the key columns and the
// filled columns; see [Grouped.Shift]. Options are those of [DataFrame.FFill].
func (g Grouped) FFill(opts ...FillOption) DataFrame {
	cfg := configureFill("FFill", opts)
	b := g.by.selecting(cfg.columns)
	return b.deriveRows("FFill", func() (rowsPlan, error) {
		fields, err := b.valueFields()
		label := cfg.label("ffill")
		return rowsPlan{
			label: label, details: fmt.Sprintf("%s of %s", label, fieldNames(fields)),
			build: func() rowOperation { return newGroupFill(fields, cfg.limit) },
		}, err
	})
}

// selecting returns b with these columns selected, or unchanged if there are none.
func (b groupBy) selecting(columns []string) groupBy {
	if len(columns) > 0 {
		b.selected = columns
	}
	return b
}

// groupFill is FFill in groups.
type groupFill struct {
	fields  []frame.Field
	limit   int // 0: none
	batch   sortedBatch
	in, out []kernel.Vector // by column, sorted by group
}

// filledGroup is the last value of each column of one group, missing at first, and how many missing values have followed.
type filledGroup struct {
	fields  []frame.Field
	last    []kernel.Vector
	missing []int
}

func newGroupFill(fields []frame.Field, limit int) *groupFill {
	n := len(fields)
	return &groupFill{fields: fields, limit: limit, in: make([]kernel.Vector, n), out: make([]kernel.Vector, n)}
}

func (s *groupFill) newGroup() rowState {
	g := &filledGroup{s.fields, make([]kernel.Vector, len(s.fields)), make([]int, len(s.fields))}
	for i, f := range s.fields {
		g.last[i] = kernel.MissingVector(f.Type, 1)
	}
	return g
}

func (s *groupFill) read(b sortedBatch) error {
	s.batch = b
	f, err := b.sortedFrame(namesOf(s.fields))
	if err != nil {
		return err
	}
	if s.in, err = columnVectors(f, namesOf(s.fields)); err != nil {
		return err
	}
	for i, field := range s.fields {
		s.out[i] = kernel.MissingVector(field.Type, b.len())
	}
	return nil
}

func (s *groupFill) run(group rowState, from, to int) error {
	g := group.(*filledGroup)
	for i := range s.fields {
		in, out, last, missing := s.in[i], &s.out[i], &g.last[i], g.missing[i]
		for row := from; row < to; row++ {
			if in.IsValid(row) {
				last.SetRow(0, in, row)
				missing = 0
			} else if missing++; s.limit > 0 && missing > s.limit {
				continue
			}
			out.SetRow(row, *last, 0)
		}
		g.missing[i] = missing
	}
	return nil
}

func (s *groupFill) commit(rowState) {}

func (s *groupFill) results() ([]frame.Column, error) {
	return s.batch.restoreOrder(vectorColumns(s.fields, s.out))
}

// vectorColumns returns vectors as columns with the names of fields.
func vectorColumns(fields []frame.Field, vectors []kernel.Vector) []frame.Column {
	cols := make([]frame.Column, len(fields))
	for i, f := range fields {
		cols[i] = vectors[i].Column(f.Name)
	}
	return cols
}

func (g *filledGroup) save(dst []byte) []byte {
	for i, f := range g.fields {
		dst = state.AppendCount(appendColumn(dst, g.last[i].Column(f.Name)), g.missing[i])
	}
	return dst
}

func (g *filledGroup) load(r *state.Reader, _ int64) {
	for i, field := range g.fields {
		v := readVector(r, field)
		missing := int(r.Uint())
		if r.Check(v.Len() == 1 && missing >= 0); r.Err() != nil {
			return
		}
		g.last[i].SetRow(0, v, 0)
		g.missing[i] = missing
	}
}
