package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// Rolling returns a window that ends at each row and reaches back over the span, among the rows of the row's group:
// pandas' d.groupby("sensor").rolling(5), across batches. Its methods return a DataFrame with one row for each row, in
// the order of the rows: the index, the key columns, and the results, under the columns' names. pandas sorts
// the rows by group; here they stay as they come.
//
// It computes the selected columns, or else all columns of numbers that are no keys. A row whose key is missing belongs
// to no group, and its results are missing, as in pandas' transform. Options are those of [DataFrame.Rolling]; it panics
// on [Centered] and [Step], and for groups of a window. With [Grouped.Expiry] a key that comes again after a pause starts with an
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
	if r.step > 1 {
		panic("ops.Grouped.Rolling: takes no Step, because each row has a result")
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
		b, numbered := b, false
		b.rows, reductions, numbered = b.rows.labelled(r.weightedReductions(op+"."+method, reductions))
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
		}).withoutNumbers(numbered)
	}
	return r
}

// groupOutputs returns the result columns.
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

// groupRolling is the operation of a Rolling of groups.
type groupRolling struct {
	rollingResults
	rolling Rolling
	schema  frame.Schema
	inputs  []inputColumn // in the order of the batch; used for floats
	sorted  []inputColumn // sorted by group
	batch   sortedBatch
	values  []resultColumn // sorted by group
	failed  error          // the first overflow of the batch
}

// rollingGroup is the window of one group.
type rollingGroup struct{ rollingWindow }

func newGroupRolling(r Rolling, schema frame.Schema, outs []output) *groupRolling {
	n := len(outs)
	return &groupRolling{rollingResults: r.results(outs), rolling: r, schema: schema,
		inputs: make([]inputColumn, n), sorted: make([]inputColumn, n), values: make([]resultColumn, n)}
}

func (w *groupRolling) newGroup() rowState {
	return &rollingGroup{w.rolling.newWindow(w.schema, w.outs)}
}

func (w *groupRolling) read(b sortedBatch) error {
	for i, o := range w.outs {
		if err := w.readSorted(i, o, b); err != nil {
			return err
		}
	}
	w.batch, w.failed = b, nil
	for i := range w.outs {
		w.values[i].reset(&w.outs[i], b.len())
	}
	return nil
}

// readSorted takes the columns of output i, sorted by group.
func (w *groupRolling) readSorted(i int, o output, b sortedBatch) error {
	in, sorted := &w.inputs[i], &w.sorted[i]
	if o.form == asInts || o.form == asTexts || o.reduction.label != nil {
		f, err := b.sortedFrame(o.columnNames())
		if err != nil {
			return err
		}
		return sorted.read(o, f)
	}
	if err := in.read(o, b.f); err != nil {
		return err
	}
	sorted.floats = sortValues(b.rowSorter, sorted.floats, in.floats)
	if o.columns[1] != "" {
		sorted.second = sortValues(b.rowSorter, sorted.second, in.second)
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
	repeated := w.repeatedTimes(&group.rollingWindow, to-from)
	for i := range group.accumulators {
		err := w.roll(&group.rollingWindow, i, &w.values[i], &w.sorted[i], from, to, repeated)
		if err != nil && w.failed == nil {
			w.failed = err
		}
	}
	return nil
}

func (w *groupRolling) commit(rowState) {}

func (w *groupRolling) results() ([]frame.Column, error) {
	if w.failed != nil {
		return nil, w.failed
	}
	cols := make([]frame.Column, len(w.outs))
	for i, o := range w.outs {
		values := &w.values[i]
		for range w.batch.len() - w.batch.grouped() {
			values.appendMissing()
		}
		if o.typ != frame.Float64 {
			restored, err := w.batch.restoreOrder([]frame.Column{values.column()})
			if err != nil {
				return nil, err
			}
			cols[i] = restored[0]
			continue
		}
		out := make([]float64, len(values.floats))
		for row, place := range w.batch.places {
			out[row] = values.floats[place]
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
