package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// EWM returns statistics with exponentially decreasing weights among the rows of each group: pandas'
// d.groupby("sensor").ewm(com=1), across batches. Its methods emit one row for each row, in the order of the rows: the
// index, the key columns, and the results. A half-life in time counts from the row of the same group before.
//
// Options and panics are those of [DataFrame.EWM]; columns, missing keys and Expiry those of [Grouped.Rolling]. It panics
// for groups of a window. Cost: that of [Grouped.CumSum]. A group keeps about 300 bytes with one column.
func (g Grouped) EWM(decay Decay, opts ...EWMOption) EWM {
	g.by.checkRows("EWM")
	e := newEWM("Grouped.EWM", g.by.rows, decay, opts)
	e.groups = &g.by
	return e
}

// deriveGroups returns the DataFrame of a statistic in groups.
func (e EWM) deriveGroups(op string, newEwm func(window.Decay) *window.Ewm) DataFrame {
	b := *e.groups
	return b.deriveRows(op, func() (rowsPlan, error) {
		fields, err := b.numericFields()
		if err == nil && e.decay.time > 0 {
			_, err = timeIndex(b.rows.example.Schema(), "a half-life in time")
		}
		return rowsPlan{
			label: op, timed: e.decay.time > 0,
			details: fmt.Sprintf("%s %v %v %d of %s", op, e.decay, e.bias, e.minPeriods, fieldNames(fields)),
			build:   func() rowOperation { return &groupEWM{ewm: e, fields: fields, newEwm: newEwm} },
		}, err
	})
}

// groupEWM is an EWM in groups.
type groupEWM struct {
	ewm     EWM
	fields  []frame.Field
	newEwm  func(window.Decay) *window.Ewm
	batch   sortedBatch
	in, out [][]float64 // by column, sorted by group
}

// ewmGroup is the statistics of one group.
type ewmGroup struct{ ewmColumns }

func (w *groupEWM) newGroup() rowState {
	return &ewmGroup{w.ewm.newColumns(len(w.fields), w.newEwm)}
}

func (w *groupEWM) read(b sortedBatch) error {
	f, err := b.sortedFrame(namesOf(w.fields))
	if err != nil {
		return err
	}
	w.batch, w.in, w.out = b, slices.Grow(w.in[:0], len(w.fields)), slices.Grow(w.out[:0], len(w.fields))
	for _, field := range w.fields {
		in, err := f.Numeric(field.Name)
		if err != nil {
			return err
		}
		w.in, w.out = append(w.in, in), append(w.out, missingFloats(b.len()))
	}
	return nil
}

func (w *groupEWM) run(group rowState, from, to int) error {
	g := group.(*ewmGroup)
	var elapsed []float64
	if g.halfLife > 0 {
		elapsed = g.halfLives(w.batch.times[from:to])
	}
	for i, c := range g.columns {
		c.Run(w.out[i][from:to], w.in[i][from:to], elapsed, w.ewm.minPeriods)
	}
	return nil
}

func (w *groupEWM) commit(rowState) {}

func (w *groupEWM) results() ([]frame.Column, error) {
	cols := make([]frame.Column, len(w.fields))
	for i, f := range w.fields {
		cols[i] = frame.Col(f.Name, w.out[i])
	}
	clear(w.in)
	clear(w.out)
	return w.batch.restoreOrder(cols)
}

func (g *ewmGroup) load(r *state.Reader, now int64) {
	r.Load(g.ewmColumns.load)
	r.Check(g.last == noTime || g.last <= now)
}
