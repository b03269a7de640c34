package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Window is the last rows of a DataFrame. Its methods return a [Table] that emits, after each batch, also one without
// rows, one row of results over the rows then in the window. [Rolling] has a result for each row instead.
//
// Make one with [DataFrame.Window].
type Window struct {
	Reductions[Table]
	rows DataFrame
	span Span
}

// Window returns a window of the last rows: streamz' window. Its length is a number of [Rows], or the rows [Within] a
// time of the newest row. A window of time needs rows sorted by a time index: see [DataFrame.Rolling]. It panics on a
// Span that neither Rows nor Within has made.
//
// The cost of a batch is proportional to the rows that enter and leave, for any window length: about 5 ns a row for
// sums and means. The window keeps about 8 bytes for each value and 8 for each time.
func (d DataFrame) Window(s Span) Window {
	s.checkSet("Window")
	w := Window{rows: d, span: s}
	w.reduce = func(op string, each bool, r []Reduction) Table { return d.reduceWindow("Window."+op, each, r, &s) }
	return w
}

// totals returns the reductions over all rows so far.
func (d DataFrame) totals() Reductions[Table] {
	return Reductions[Table]{func(op string, each bool, r []Reduction) Table { return d.reduceWindow(op, each, r, nil) }}
}

// reduceWindow returns the Table of reductions over a window, or over all rows if s is nil.
func (d DataFrame) reduceWindow(op string, each bool, reductions []Reduction, s *Span) Table {
	d, reductions, _ = d.labelled(reductions)
	if d.err != nil {
		return d.brokenTable()
	}
	schema := d.example.Schema()
	outs, err := newOutputs(schema, each, reductions)
	if err == nil && s != nil {
		_, err = s.newEvictor(schema)
	}
	if err != nil {
		return d.fail(op, err).brokenTable()
	}
	label := "all " + reductions[0].name
	if s != nil {
		label = fmt.Sprintf("window %v %s", *s, reductions[0].name)
	}
	return d.deriveTable(op, label, func() operator { return newWindowReduction(schema, outs, s).operator() })
}

// windowReduction is the state of reductions over a window, or over all rows.
type windowReduction struct {
	outs         []output
	inputs       []inputColumn
	accumulators []accumulator
	evictor      evictor // nil: no row ever leaves
	evicted      []int
	cols         []frame.Column
	result       resultColumn // memory for the result of one column
}

func newWindowReduction(schema frame.Schema, outs []output, s *Span) *windowReduction {
	r := &windowReduction{outs: outs, inputs: make([]inputColumn, len(outs)), cols: make([]frame.Column, len(outs))}
	for _, o := range outs {
		r.accumulators = append(r.accumulators, o.newAccumulator(s != nil))
	}
	if s != nil {
		r.evictor, _ = s.newEvictor(schema)
	}
	return r
}

func (r *windowReduction) operator() operator {
	return operator{r.take, r.save, r.load}.savableWith(r.outs)
}

func (r *windowReduction) take(f frame.Frame) (frame.Frame, error) {
	if err := readInputs(r.inputs, r.outs, f); err != nil {
		return f, err
	}
	if r.evictor != nil {
		var err error
		if r.evicted, err = r.evictor.evict(f, r.evicted); err != nil {
			return f, err
		}
	}
	evicted := sum(r.evicted)
	for i, x := range r.accumulators {
		x.push(&r.inputs[i], 0, f.Len())
		x.pop(evicted)
	}
	for i, x := range r.accumulators {
		r.result.reset(&r.outs[i], 1)
		if err := x.appendResult(&r.result); err != nil {
			return f, err
		}
		r.cols[i] = r.result.column()
	}
	return frame.New(r.cols...)
}

func (r *windowReduction) save(dst []byte) []byte { return saveWindow(dst, r.evictor, r.accumulators) }

func (r *windowReduction) load(src []byte) (rest []byte, err error) {
	return loadWindow(src, r.evictor, r.accumulators)
}
