package ops

import (
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// rolling is the state of a Rolling.
type rolling struct {
	rollingWindow
	rollingResults
	inputs  []inputColumn
	evicted []int
	cols    []frame.Column
}

// rollingResults says which results a Rolling has of a window.
type rollingResults struct {
	closed     Closed
	outs       []output
	minPeriods []int // by output
}

// rollingWindow is the state of one window: of all rows, or of the rows of one group.
type rollingWindow struct {
	accumulators []rowAccumulator
	evictor      evictor // nil: no row ever leaves
}

// rowAccumulator computes a result for each row while rows enter and leave.
type rowAccumulator interface {
	windowState
	// roll computes the results of windows that end with each row.
	roll(out []float64, in *inputColumn, evicted []int, minPeriods int)
	// rollBefore computes the results of windows that end before each row.
	rollBefore(out []float64, in *inputColumn, evicted []int, minPeriods int)
	// rollRanges computes the results of the windows due. The n rows of in begin with row base. pushed and popped are
	// the numbers of rows that were added and removed before.
	rollRanges(out []float64, in *inputColumn, base, n int, due []rowRange, pushed, popped, minPeriods int)
}

// newRolling returns the state of a Rolling without rows.
func newRolling(r Rolling, schema frame.Schema, outs []output) *rolling {
	return &rolling{
		rollingWindow: r.newWindow(schema, outs), rollingResults: r.results(outs),
		inputs: make([]inputColumn, len(outs)), cols: make([]frame.Column, len(outs)),
	}
}

// results returns which results r has.
func (r Rolling) results(outs []output) rollingResults {
	w := rollingResults{closed: r.closed, outs: outs}
	for _, o := range outs {
		w.minPeriods = append(w.minPeriods, r.minPeriodsOf(o))
	}
	return w
}

// newWindow returns a window without rows. The outputs read floats only, so their accumulators can compute row by row.
func (r Rolling) newWindow(schema frame.Schema, outs []output) rollingWindow {
	w := rollingWindow{accumulators: make([]rowAccumulator, len(outs))}
	for i, o := range outs {
		w.accumulators[i] = o.newAccumulator(r.span != Span{}).(rowAccumulator)
	}
	if r.span != (Span{}) {
		w.evictor, _ = r.span.extendedFor(r.closed).newEvictor(schema)
	}
	return w
}

// roll computes output i of each row of in; evicted says how many rows leave before it.
func (w *rollingResults) roll(out []float64, i int, m rowAccumulator, in *inputColumn, evicted []int) {
	if w.closed == ClosedLeft || w.closed == ClosedNeither {
		m.rollBefore(out, in, evicted, w.minPeriods[i])
	} else {
		m.roll(out, in, evicted, w.minPeriods[i])
	}
}

// extendedFor returns the span of rows that a window keeps to have its closed ends.
func (s Span) extendedFor(c Closed) Span {
	switch {
	case s.rows > 0 && (c == ClosedBoth || c == ClosedLeft):
		s.rows++
	case s.time > 0 && (c == ClosedBoth || c == ClosedLeft):
		s.time++ // nanosecond: t-d itself is in
	}
	return s
}

func (w *rolling) operator() operator { return operator{w.take, w.save, w.load}.savableWith(w.outs) }

func (w *rolling) take(f frame.Frame) (frame.Frame, error) {
	if err := readInputs(w.inputs, w.outs, f); err != nil {
		return f, err
	}
	if w.evictor != nil {
		var err error
		if w.evicted, err = w.evictor.evict(f, w.evicted); err != nil {
			return f, err
		}
	}
	for i, m := range w.accumulators {
		out := make([]float64, f.Len())
		w.roll(out, i, m, &w.inputs[i], w.evicted)
		w.cols[i] = frame.Col(w.outs[i].name, out)
	}
	return withIndexOf(f, w.cols)
}

func (w *rollingWindow) save(dst []byte) []byte { return saveWindow(dst, w.evictor, w.accumulators) }

func (w *rollingWindow) load(src []byte) (rest []byte, err error) {
	return loadWindow(src, w.evictor, w.accumulators)
}

func (r *floatWindow) roll(out []float64, in *inputColumn, evicted []int, minPeriods int) {
	r.queue.Roll(out, in.floats, evicted, minPeriods)
}

func (r *floatWindow) rollBefore(out []float64, in *inputColumn, evicted []int, minPeriods int) {
	rollBefore(out, evicted, minPeriods, r.queue, func(i int) { r.queue.Push(in.floats[i]) })
}

func (r *pairWindow) roll(out []float64, in *inputColumn, evicted []int, minPeriods int) {
	r.queue.Roll(out, in.floats, in.second, evicted, minPeriods)
}

func (r *pairWindow) rollBefore(out []float64, in *inputColumn, evicted []int, minPeriods int) {
	rollBefore(out, evicted, minPeriods, r.queue, func(i int) { r.queue.Push(in.floats[i], in.second[i]) })
}

func (r *floatTotal) roll(out []float64, in *inputColumn, _ []int, minPeriods int) {
	r.total.Run(out, in.floats, minPeriods)
}

func (r *pairTotal) roll(out []float64, in *inputColumn, _ []int, minPeriods int) {
	r.total.Run(out, in.floats, in.second, minPeriods)
}

// Totals have no windows, so Expanding never calls rollBefore and rollRanges: it has no option CloseAt or Centered.
func (r *floatTotal) rollBefore([]float64, *inputColumn, []int, int) {
	panic("ops: a reduction of all rows has no window to move")
}
func (r *pairTotal) rollBefore([]float64, *inputColumn, []int, int) {
	panic("ops: a reduction of all rows has no window to move")
}

func (r *floatTotal) rollRanges([]float64, *inputColumn, int, int, []rowRange, int, int, int) {
	panic("ops: a reduction of all rows has no window to move")
}

func (r *pairTotal) rollRanges([]float64, *inputColumn, int, int, []rowRange, int, int, int) {
	panic("ops: a reduction of all rows has no window to move")
}

func (r *floatWindow) rollRanges(out []float64, in *inputColumn, base, n int, due []rowRange, pushed, popped, minPeriods int) {
	push := func(row int) { r.queue.Push(in.floats[row-base]) }
	rollRanges(out, r.queue, push, base+n, due, pushed, popped, minPeriods)
}

func (r *pairWindow) rollRanges(out []float64, in *inputColumn, base, n int, due []rowRange, pushed, popped, minPeriods int) {
	push := func(row int) { r.queue.Push(in.floats[row-base], in.second[row-base]) }
	rollRanges(out, r.queue, push, base+n, due, pushed, popped, minPeriods)
}

// rollRanges moves a queue over the windows due and computes their results. Then it adds the remaining rows before row
// end.
func rollRanges(out []float64, q slidingQueue, push func(row int), end int, due []rowRange, pushed, popped, minPeriods int) {
	for i, s := range due {
		for ; pushed < s.to; pushed++ {
			push(pushed)
		}
		from := min(s.from, pushed)
		q.Pop(from - popped)
		popped = from
		if out[i] = q.Value(); q.Count() < minPeriods {
			out[i] = math.NaN()
		}
	}
	for ; pushed < end; pushed++ {
		push(pushed)
	}
}

// slidingQueue is the part of a queue of package window that moves a window.
type slidingQueue interface {
	Pop(n int)
	Value() float64
	Count() int
}

// rollBefore computes for each row the result of the window that ends before it.
func rollBefore(out []float64, evicted []int, minPeriods int, q slidingQueue, push func(row int)) {
	for i := range out {
		q.Pop(evicted[i])
		if out[i] = q.Value(); q.Count() < minPeriods {
			out[i] = math.NaN()
		}
		push(i)
	}
}

var (
	_ slidingQueue = window.Queue(nil)
	_ slidingQueue = window.PairQueue(nil)
)
