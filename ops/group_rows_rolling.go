package ops

import (
	"fmt"
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// Rolling returns a window that ends at each row and reaches back over the span, among the rows of the row's group:
// pandas' d.groupby("sensor").rolling(5), across batches. Its methods return a DataFrame with one row for each row, in
// the order of the rows: the index, the key columns, and the results as float64, under the columns' names. pandas sorts
// the rows by group; here they stay as they come.
//
// It computes the selected columns, or else all columns of numbers that are no keys. A row whose key is missing belongs
// to no group, and its results are missing, as in pandas' transform. Options are those of [DataFrame.Rolling]; it panics
// on [Centered], and for groups of a window. With [Grouped.Expiry] a key that comes again after a pause starts with an
// empty window.
//
// Cost: 40 to 70 ns more for a row than a Rolling of all rows, which is about twice as much for a mean, however long the
// window is. A group keeps what a Rolling keeps for its window, and about 550 bytes with one result.
func (g Grouped) Rolling(s Span, opts ...RollingOption) Rolling {
	s.checkSet("Grouped.Rolling")
	r := newRollingOf(s, opts)
	r.checkPeriods("Grouped.Rolling")
	if r.centered {
		panic("ops.Grouped.Rolling: takes no Centered, because results of a group would wait for its next rows")
	}
	return r.inGroups(g.by, "Rolling", fmt.Sprintf("rolling %v", s))
}

// Expanding returns a window of each row and all rows of its group before it: pandas' d.groupby("sensor").expanding().
// Results, missing keys and cost are those of [Grouped.Rolling], options those of [DataFrame.Expanding].
func (g Grouped) Expanding(opts ...RollingOption) Rolling {
	r := newRollingOf(Span{}, opts)
	r.checkExpanding("Grouped.Expanding")
	return r.inGroups(g.by, "Expanding", "expanding")
}

// inGroups sets the reductions of r to those of windows of groups.
func (r Rolling) inGroups(b groupBy, op, label string) Rolling {
	b.checkRows(op)
	r.rows = b.rows
	r.reduce = func(method string, each bool, reductions []Reduction) DataFrame {
		return b.deriveRows(op+"."+method, func() (rowsPlan, error) {
			outs, err := r.groupOutputs(b, each, reductions)
			if err == nil && r.span != (Span{}) {
				_, err = r.span.newEvictor(b.rows.example.Schema())
			}
			return rowsPlan{
				label: label + " " + reductions[0].name, details: fmt.Sprintf("%s %d %s", label, r.closed, describeOutputs(outs)),
				timed: r.span.time > 0, savableAs: outs,
				build: func() rowOperation { return newGroupRolling(r, b.rows.example.Schema(), outs) },
			}, err
		})
	}
	return r
}

// groupOutputs returns the result columns: all of float64, because missing results may occur in any of them.
func (r Rolling) groupOutputs(b groupBy, each bool, reductions []Reduction) ([]output, error) {
	if !each {
		schema, err := b.selectedSchema()
		if err != nil {
			return nil, err
		}
		keys := b.keys
		if index, ok := b.rows.example.Schema().Index(); ok {
			keys = append(slices.Clone(keys), index.Name)
		}
		return r.outputs(schema, false, reductions, keys...)
	}
	fields, err := b.numericFields()
	if err != nil {
		return nil, err
	}
	chosen, err := frame.NewSchema(fields...)
	if err != nil {
		return nil, err
	}
	return r.outputs(chosen, true, reductions)
}

// numericFields returns the selected columns, which must hold numbers, or else all columns of numbers that are no keys.
func (b groupBy) numericFields() (fields []frame.Field, err error) {
	schema := b.rows.example.Schema()
	all, err := b.valueFields()
	for _, f := range all {
		switch notNumber := checkNumeric(f); {
		case notNumber == nil:
			fields = append(fields, f)
		case b.selected != nil:
			return nil, notNumber
		}
	}
	if err == nil && len(fields) == 0 {
		err = fmt.Errorf("%w: want numbers, got none; columns are %s", ErrType, fieldNames(dataFields(schema)))
	}
	return fields, err
}

// valueFields returns the selected columns, or else all columns, without the keys.
func (b groupBy) valueFields() ([]frame.Field, error) {
	fields, err := dataFields(b.rows.example.Schema()), error(nil)
	if b.selected != nil {
		fields = nil
		if len(b.selected) > 0 {
			fields, err = selectedFields(b.rows.example.Schema(), b.selected)
		}
	}
	isKey := func(f frame.Field) bool { return slices.Contains(b.keys, f.Name) }
	return slices.DeleteFunc(slices.Clone(fields), isKey), err
}

// describeOutputs says what outputs compute.
func describeOutputs(outs []output) string {
	var text []byte
	for _, o := range outs {
		text = fmt.Appendf(text, " %s of %q", o.reduction.name, o.columns)
	}
	return string(text)
}

// groupRolling is the operation of a Rolling of groups. All its inputs are floats.
type groupRolling struct {
	rollingResults
	rolling Rolling
	schema  frame.Schema
	inputs  []inputColumn
	sorted  []inputColumn // floats and second of inputs, sorted by group
	part    inputColumn   // the rows of one group
	batch   sortedBatch
	values  [][]float64 // the results, by output, sorted by group
	evicted []int
}

// rollingGroup is the window of one group.
type rollingGroup struct{ rollingWindow }

func newGroupRolling(r Rolling, schema frame.Schema, outs []output) *groupRolling {
	n := len(outs)
	return &groupRolling{rollingResults: r.results(outs), rolling: r, schema: schema,
		inputs: make([]inputColumn, n), sorted: make([]inputColumn, n), values: make([][]float64, n)}
}

func (w *groupRolling) newGroup() rowState {
	return &rollingGroup{w.rolling.newWindow(w.schema, w.outs)}
}

func (w *groupRolling) read(b sortedBatch) error {
	if err := readInputs(w.inputs, w.outs, b.f); err != nil {
		return err
	}
	w.batch = b
	for i := range w.inputs {
		in, sorted := &w.inputs[i], &w.sorted[i]
		sorted.floats = sortValues(b.rowSorter, sorted.floats, in.floats)
		if w.outs[i].columns[1] != "" {
			sorted.second = sortValues(b.rowSorter, sorted.second, in.second)
		}
		w.values[i] = slices.Grow(w.values[i][:0], b.len())[:b.len()]
	}
	return nil
}

func (w *groupRolling) run(g rowState, from, to int) error {
	group := g.(*rollingGroup)
	if group.evictor != nil {
		var times []int64
		if w.batch.times != nil {
			times = w.batch.times[from:to]
		}
		w.evicted = group.evictor.slide(to-from, times, w.evicted)
	}
	for i, m := range group.accumulators {
		sorted := &w.sorted[i]
		w.part.floats = sorted.floats[from:to]
		if w.outs[i].columns[1] != "" {
			w.part.second = sorted.second[from:to]
		}
		w.roll(w.values[i][from:to], i, m, &w.part, w.evicted)
	}
	return nil
}

func (w *groupRolling) commit(rowState) {}

func (w *groupRolling) results() ([]frame.Column, error) {
	cols := make([]frame.Column, len(w.outs))
	for i, o := range w.outs {
		values := w.values[i]
		for place := w.batch.grouped(); place < len(values); place++ {
			values[place] = math.NaN()
		}
		out := make([]float64, len(values))
		for row, place := range w.batch.places {
			out[row] = values[place]
		}
		cols[i] = frame.Col(o.name, out)
	}
	return cols, nil
}

func (s *rollingGroup) load(r *state.Reader, now int64) {
	r.Load(s.rollingWindow.load)
	if e, ok := s.evictor.(*timeEvictor); ok && len(e.times) > 0 {
		r.Check(e.times[len(e.times)-1] <= now)
	}
}
