package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// Transform computes, for each row, reductions of all rows of its group so far, this row included:
//
//	d.GroupBy("sensor").Transform(ops.Mean("x"), ops.Max("x"))
//
// pandas' d.groupby("sensor").x.transform("mean") sees the whole group, also the rows after. A stream does not know
// these, so results are the running ones. The result has the index, the key columns, and a column for each reduction,
// with the name and the type that it has in [Reductions.Aggregate]; rows stay in their order. A row whose key is missing
// belongs to no group, and its results are missing. With [Grouped.Expiry] a key that comes again after a pause starts
// anew.
//
// A wrong column is a build error, as in Aggregate. An int64 sum that does not fit is an [ErrOverflow] for its batch, and
// the sums go on. It panics without reductions, and for groups of a window.
//
// Cost: that of [Grouped.CumSum], as far as the reduction of all rows so far is O(1). A group keeps about 250 bytes with a
// mean, and what [DataFrame.GroupBy] says of other reductions.
func (g Grouped) Transform(reductions ...Reduction) DataFrame {
	if len(reductions) == 0 {
		panic("ops.Grouped.Transform: needs at least one reduction, got none")
	}
	b, numbered := g.by, false
	b.rows, reductions, numbered = b.rows.labelled(reductions)
	return b.deriveRows("Transform", func() (rowsPlan, error) {
		schema := b.rows.example.Schema()
		outs, err := b.outputs(false, reductions)
		if index, ok := schema.Index(); ok && err == nil {
			for _, o := range outs {
				if o.name == index.Name {
					err = fmt.Errorf("%w: the result %q has the name of the index; rename it with As", ErrColumns, o.name)
				}
			}
		}
		return rowsPlan{
			label: "transform " + reductions[0].title(), details: "transform" + describeOutputs(outs), savableAs: outs,
			build: func() rowOperation { return &groupTransform{outs: outs, inputs: make([]inputColumn, len(outs))} },
		}, err
	}).withoutNumbers(numbered)
}

// groupTransform computes running reductions in groups.
type groupTransform struct {
	outs   []output
	inputs []inputColumn // sorted by group
	batch  sortedBatch
	values []resultColumn // sorted by group
	failed error          // the first overflow of the batch
}

// transformedGroup is the reductions of one group so far.
type transformedGroup struct{ accumulators []accumulator }

func (t *groupTransform) newGroup() rowState {
	g := &transformedGroup{make([]accumulator, len(t.outs))}
	for i, o := range t.outs {
		g.accumulators[i] = o.newAccumulator(false)
	}
	return g
}

func (t *groupTransform) read(b sortedBatch) error {
	names := b.f.Schema().Names()[:1] // a Size reads no column, but the number of rows
	for _, o := range t.outs {
		for _, name := range o.columnNames() {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	f, err := b.sortedFrame(names)
	if err == nil {
		err = readInputs(t.inputs, t.outs, f)
	}
	if err != nil {
		return err
	}
	t.batch, t.failed, t.values = b, nil, make([]resultColumn, len(t.outs))
	for i := range t.outs {
		t.values[i].reset(&t.outs[i], b.len())
	}
	return nil
}

func (t *groupTransform) run(group rowState, from, to int) error {
	for i, m := range group.(*transformedGroup).accumulators {
		in, out := &t.inputs[i], &t.values[i]
		if total, ok := m.(*floatTotal); ok && out.output.typ == frame.Float64 {
			out.floats = out.floats[:to]
			total.total.Run(out.floats[from:to], in.floats[from:to], 0)
			continue
		}
		for row := from; row < to; row++ {
			m.push(in, row, row+1)
			if err := m.appendResult(out); err != nil && t.failed == nil {
				t.failed = err
			}
		}
	}
	return nil
}

func (t *groupTransform) commit(rowState) {}

func (t *groupTransform) results() ([]frame.Column, error) {
	if t.failed != nil {
		return nil, t.failed
	}
	cols := make([]frame.Column, len(t.outs))
	for i := range t.values {
		out := &t.values[i]
		for range t.batch.len() - t.batch.grouped() {
			out.appendMissing()
		}
		cols[i] = out.column()
	}
	return t.batch.restoreOrder(cols)
}

func (g *transformedGroup) save(dst []byte) []byte {
	for _, m := range g.accumulators {
		dst = m.save(dst)
	}
	return dst
}

func (g *transformedGroup) load(r *state.Reader, _ int64) {
	for _, m := range g.accumulators {
		r.Load(m.load)
	}
}
