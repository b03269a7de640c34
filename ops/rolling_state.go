package ops

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// rolling is the state of a Rolling.
type rolling struct {
	rollingWindow
	rollingResults
	inputs  []inputColumn
	results []resultColumn
	cols    []frame.Column
	due     []int // memory for the rows of a batch that have a result
}

// rollingResults says which results a Rolling has of a window.
type rollingResults struct {
	closed     Closed
	outs       []output
	minPeriods []int // by output
	evicted    []int
	repeated   []bool // memory for repeatedTimes
}

// rollingWindow is the state of one window: of all rows, or of the rows of one group.
type rollingWindow struct {
	accumulators []accumulator
	evictor      evictor      // nil: no row ever leaves
	last         []lastResult // by output: of the newest row; nil unless rows of one time share a result
	step, skip   int          // every step-th row has a result; skip rows come before the next one
}

// newRolling returns the state of a Rolling without rows.
func newRolling(r Rolling, schema frame.Schema, outs []output) *rolling {
	return &rolling{
		rollingWindow: r.newWindow(schema, outs), rollingResults: r.results(outs),
		inputs: make([]inputColumn, len(outs)), results: make([]resultColumn, len(outs)), cols: make([]frame.Column, len(outs)),
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

// newWindow returns a window without rows.
func (r Rolling) newWindow(schema frame.Schema, outs []output) rollingWindow {
	w := rollingWindow{accumulators: make([]accumulator, len(outs)), step: r.step}
	for i, o := range outs {
		w.accumulators[i] = o.newAccumulator(r.span != Span{})
	}
	if r.span != (Span{}) {
		w.evictor, _ = r.span.extendedFor(r.closed).newEvictor(schema)
	}
	if r.span.time > 0 && r.closed.endsBefore() && !r.centered {
		w.last = make([]lastResult, len(outs))
	}
	return w
}

// endsBefore returns whether the right end of windows is open.
func (c Closed) endsBefore() bool { return c == ClosedLeft || c == ClosedNeither }

// extendedFor returns the span of rows that a window keeps to have its closed ends.
func (s Span) extendedFor(c Closed) Span {
	switch {
	case s.rows > 0 && (c == ClosedBoth || c == ClosedLeft):
		s.rows += min(1, math.MaxInt-s.rows) // no stream has so many rows
	case s.time > 0 && (c == ClosedBoth || c == ClosedLeft):
		s.time++ // nanosecond: t-d itself is in. As a uint64, which timeEvictor uses, it does not overflow
	}
	return s
}

func (w *rolling) operator() operator { return operator{w.take, w.save, w.load}.savableWith(w.outs) }

// take computes the results of a batch. If an int64 sum does not fit, the rows are in their windows all the same.
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
	repeated := w.repeatedTimes(&w.rollingWindow, f.Len())
	w.due = w.dueRows(w.due[:0], f.Len())
	var failed error
	for i := range w.outs {
		w.results[i].reset(&w.outs[i], len(w.due))
		err := w.roll(&w.rollingWindow, i, &w.results[i], &w.inputs[i], 0, f.Len(), repeated)
		if failed == nil {
			failed = err
		}
	}
	w.advance(f.Len())
	if failed != nil {
		return f, failed
	}
	for i := range w.results {
		w.cols[i] = w.results[i].column()
	}
	if w.step > 1 {
		f = f.Take(w.due)
	}
	return withIndexOf(f, w.cols)
}

// dueRows appends the rows of the next n that have a result.
func (w *rollingWindow) dueRows(due []int, n int) []int {
	if w.step == 1 {
		return due
	}
	for row := w.skip; row < n; row += w.step {
		due = append(due, row)
	}
	return due
}

// advance counts n rows, for Step.
func (w *rollingWindow) advance(n int) {
	if w.skip -= n; w.skip < 0 {
		w.skip = (w.skip%w.step + w.step) % w.step
	}
}

// repeatedTimes returns, for each of the n newest rows, whether its time is that of the row before. It returns nil if rows
// of one time have results of their own.
func (w *rollingResults) repeatedTimes(win *rollingWindow, n int) []bool {
	if win.last == nil {
		return nil
	}
	e := win.evictor.(*timeEvictor)
	w.repeated = slices.Grow(w.repeated[:0], n)[:n]
	first := len(e.times) - n
	for i := range w.repeated {
		w.repeated[i] = first+i > 0 && e.times[first+i] == e.times[first+i-1]
	}
	return w.repeated
}

// rowRoller is an accumulator with a fast way to compute a result for each row: in windows that end with the row.
type rowRoller interface {
	roll(out []float64, in *inputColumn, from, to int, evicted []int, minPeriods int)
}

// roll moves a window over the rows [from, to) of in, and appends the results of output i. evicted[k] rows leave before the
// k-th row. It returns the first error of a result, which is missing then.
//
// If the right end of windows is open, a row's window has the rows before it. All rows of one time have the result of the
// first of them, because their windows have only rows of earlier times.
func (w *rollingResults) roll(win *rollingWindow, i int, out *resultColumn, in *inputColumn, from, to int, repeated []bool) (failed error) {
	m, before := win.accumulators[i], w.closed.endsBefore()
	if fast, ok := m.(rowRoller); ok && !before && win.step == 1 && out.output.typ == frame.Float64 {
		fast.roll(out.grow(to-from), in, from, to, w.evicted, w.minPeriods[i])
		return nil
	}
	pushed, evicted, step, skip := from, 0, win.step, win.skip
	if win.last != nil {
		step, skip = 1, 0 // a row without a result may be the first of its time
	}
	for row := from + skip; row < to; row += step {
		end := row + 1
		if before {
			end = row
		}
		m.push(in, pushed, end)
		pushed = end
		if win.evictor != nil {
			m.pop(sum(w.evicted[evicted : row+1-from]))
			evicted = row + 1 - from
		}
		if repeated != nil && repeated[row-from] {
			out.appendLast(win.last[i])
			continue
		}
		if err := w.appendResult(i, m, out); failed == nil {
			failed = err
		}
		win.setLast(i, out)
	}
	if step < win.step {
		out.keepEvery(win.skip, win.step)
	}
	m.push(in, pushed, to)
	if win.evictor != nil {
		m.pop(sum(w.evicted[evicted : to-from]))
	}
	return failed
}

// appendResult appends the result of output i, which is missing if there are too few values or if it fails.
func (w *rollingResults) appendResult(i int, m accumulator, out *resultColumn) error {
	if m.count() < w.minPeriods[i] {
		out.appendMissing()
		return nil
	}
	err := m.appendResult(out)
	if err != nil {
		out.appendMissing()
	}
	return err
}

// setLast keeps the last result of output i.
func (w *rollingWindow) setLast(i int, out *resultColumn) {
	if w.last != nil {
		w.last[i] = out.last()
	}
}

func (w *rollingWindow) save(dst []byte) []byte {
	dst = saveWindow(dst, w.evictor, w.accumulators)
	for _, r := range w.last {
		dst = r.save(dst)
	}
	if w.step > 1 {
		dst = state.AppendCount(dst, w.skip)
	}
	return dst
}

func (w *rollingWindow) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	r.Load(func(src []byte) ([]byte, error) { return loadWindow(src, w.evictor, w.accumulators) })
	for i := range w.last {
		w.last[i].load(r)
	}
	if w.step > 1 {
		w.skip = int(r.Uint())
		r.Check(w.skip >= 0 && w.skip < w.step)
	}
	return r.Finish()
}

func (r *floatWindow) roll(out []float64, in *inputColumn, from, to int, evicted []int, minPeriods int) {
	r.queue.Roll(out, in.floats[from:to], evicted, minPeriods)
}

func (r *pairWindow) roll(out []float64, in *inputColumn, from, to int, evicted []int, minPeriods int) {
	r.queue.Roll(out, in.floats[from:to], in.second[from:to], evicted, minPeriods)
}

func (r *floatTotal) roll(out []float64, in *inputColumn, from, to int, _ []int, minPeriods int) {
	r.total.Run(out, in.floats[from:to], minPeriods)
}

func (r *pairTotal) roll(out []float64, in *inputColumn, from, to int, _ []int, minPeriods int) {
	r.total.Run(out, in.floats[from:to], in.second[from:to], minPeriods)
}
