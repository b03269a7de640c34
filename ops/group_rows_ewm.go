package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// EWM returns statistics with exponentially decreasing weights among the rows of each group: pandas'
// d.groupby("sensor").ewm(com=1), across batches. Its methods emit one row for each row, in the order of the rows: the
// index, the key columns, and the results. A half-life in time counts from the row of the same group before.
//
// Options and panics are those of [DataFrame.EWM]; columns, missing keys and Expiry those of [Grouped.Rolling]. It panics
// for groups of a window. Cost: that of [Grouped.CumSum]. A group keeps about 400 bytes with one column.
func (g Grouped) EWM(decay Decay, opts ...EWMOption) EWM {
	g.by.checkRows("EWM")
	e := newEWM("Grouped.EWM", g.by.rows, decay, opts)
	e.groups = &g.by
	return e
}

// deriveGroups returns the DataFrame of the results of reductions in groups.
func (e EWM) deriveGroups(op string, each bool, reductions []Reduction) DataFrame {
	b := *e.groups
	return b.deriveRows(op, func() (rowsPlan, error) {
		outs, err := e.groupOutputs(b, each, reductions)
		if err == nil && e.decay.time > 0 {
			_, err = timeIndex(b.rows.example.Schema(), "a half-life in time")
		}
		return rowsPlan{
			label: op, timed: e.decay.time > 0,
			details: fmt.Sprintf("%s %v %v %d%s", op, e.decay, e.bias, e.minPeriods, describeOutputs(outs)),
			build:   func() rowOperation { return newGroupEWM(e, outs) },
		}, err
	})
}

// groupOutputs returns the result columns.
func (e EWM) groupOutputs(b groupBy, each bool, reductions []Reduction) ([]output, error) {
	if each {
		fields, err := b.numericFields()
		if err != nil {
			return nil, err
		}
		schema, err := frame.NewSchema(fields...)
		if err != nil {
			return nil, err
		}
		return ewmOutputs(schema, true, reductions)
	}
	schema, err := b.selectedSchema()
	if err != nil {
		return nil, err
	}
	keys := slices.Clone(b.keys)
	if index, ok := b.rows.example.Schema().Index(); ok {
		keys = append(keys, index.Name)
	}
	return ewmOutputs(schema, false, reductions, keys...)
}

// groupEWM is an EWM in groups.
type groupEWM struct {
	ewm     EWM
	outs    []output
	columns []string // those that outs read, each once
	inputs  [][2]int // by output, the places of its columns in columns
	batch   sortedBatch
	in, out [][]float64 // by column and by output, sorted by group
}

func newGroupEWM(e EWM, outs []output) *groupEWM {
	w := &groupEWM{ewm: e, outs: outs, inputs: make([][2]int, len(outs))}
	for i, o := range outs {
		for j, name := range o.columns {
			if name == "" {
				continue
			}
			if w.inputs[i][j] = slices.Index(w.columns, name); w.inputs[i][j] < 0 {
				w.inputs[i][j] = len(w.columns)
				w.columns = append(w.columns, name)
			}
		}
	}
	return w
}

// ewmGroup is the statistics of one group.
type ewmGroup struct{ ewmColumns }

func (w *groupEWM) newGroup() rowState {
	return &ewmGroup{w.ewm.newColumns(w.outs)}
}

func (w *groupEWM) read(b sortedBatch) error {
	f, err := b.sortedFrame(w.columns)
	if err != nil {
		return err
	}
	w.batch, w.in, w.out = b, w.in[:0], w.out[:0]
	for _, name := range w.columns {
		in, err := f.Numeric(name)
		if err != nil {
			return err
		}
		w.in = append(w.in, in)
	}
	for range w.outs {
		w.out = append(w.out, missingFloats(b.len()))
	}
	return nil
}

func (w *groupEWM) run(group rowState, from, to int) error {
	g := group.(*ewmGroup)
	var elapsed, y []float64
	if g.halfLife > 0 {
		elapsed = g.halfLives(w.batch.times[from:to])
	}
	for i, c := range g.columns {
		if w.outs[i].columns[1] != "" {
			y = w.in[w.inputs[i][1]][from:to]
		}
		c.run(w.out[i][from:to], w.in[w.inputs[i][0]][from:to], y, elapsed, w.ewm.minPeriods)
	}
	return nil
}

func (w *groupEWM) commit(rowState) {}

func (w *groupEWM) results() ([]frame.Column, error) {
	cols := make([]frame.Column, len(w.outs))
	for i, o := range w.outs {
		cols[i] = frame.Col(o.name, w.out[i])
	}
	clear(w.in)
	clear(w.out)
	return w.batch.restoreOrder(cols)
}

func (g *ewmGroup) load(r *state.Reader, now int64) {
	r.Load(g.ewmColumns.load)
	r.Check(g.last <= now)
}
