package ops

import (
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// rolling is the state of a Rolling.
type rolling struct {
	closed   Closed
	outs     []output
	least    []int // by output
	readings []reading
	movers   []mover
	edge     edge // nil: nothing leaves
	gone     []int
	cols     []frame.Column
}

// mover computes a result for each row, as rows come and go.
type mover interface {
	keeper
	roll(out []float64, in *reading, gone []int, least int)
	shift(out []float64, in *reading, gone []int, least int) // of the rows before each row
	// see computes results over the rows that others see. The n rows of in begin with row base; popped and pushed are
	// where the mover stands.
	see(out []float64, in *reading, base, n int, due []seen, pushed, popped, least int)
}

func newRolling(r Rolling, schema frame.Schema, outs []output) *rolling {
	w := &rolling{closed: r.closed, outs: outs,
		readings: make([]reading, len(outs)), cols: make([]frame.Column, len(outs))}
	for _, o := range outs {
		w.movers = append(w.movers, o.mover(r.span == Span{}))
		w.least = append(w.least, r.least(o))
	}
	if r.span != (Span{}) {
		w.edge, _ = r.span.reaching(r.closed).edge(schema)
	}
	return w
}

// mover makes the mover of an output: over a window, or over all rows.
func (o output) mover(all bool) mover {
	switch r := o.reduction; {
	case r.pairs != nil && all:
		return &pairTotal{r.pairs.Accumulator()}
	case r.pairs != nil:
		return &pairWindow{r.pairs.Queue()}
	case all:
		return &floatTotal{r.floats.Accumulator()}
	default:
		return &floatWindow{r.floats.Queue()}
	}
}

// reaching is the span that a window has to remember for its ends.
func (s Span) reaching(c Closed) Span {
	switch {
	case s.rows > 0 && (c == ClosedBoth || c == ClosedLeft):
		s.rows++
	case s.time > 0 && (c == ClosedBoth || c == ClosedLeft):
		s.time++ // nanosecond: t-d itself is in
	}
	return s
}

func (w *rolling) operator() operator { return operator{w.take, w.save, w.load}.saved(w.outs) }

func (w *rolling) take(f frame.Frame) (frame.Frame, error) {
	for i, o := range w.outs {
		if err := w.readings[i].read(o, f); err != nil {
			return f, err
		}
	}
	if w.edge != nil {
		var err error
		if w.gone, err = w.edge.move(f, w.gone); err != nil {
			return f, err
		}
	}
	for i, m := range w.movers {
		out := make([]float64, f.Len())
		if w.closed == ClosedLeft || w.closed == ClosedNeither {
			m.shift(out, &w.readings[i], w.gone, w.least[i])
		} else {
			m.roll(out, &w.readings[i], w.gone, w.least[i])
		}
		w.cols[i] = frame.Col(w.outs[i].name, out)
	}
	return w.result(f)
}

// result has the index of the batch, and the results.
func (w *rolling) result(f frame.Frame) (frame.Frame, error) {
	index, ok := f.Schema().Index()
	if !ok {
		return frame.New(w.cols...)
	}
	c, err := f.Column(index.Name)
	if err != nil {
		return f, err
	}
	return frame.New(append([]frame.Column{c}, w.cols...)...)
}

func (w *rolling) save(dst []byte) []byte { return saveWindow(dst, w.edge, w.movers) }

func (w *rolling) load(src []byte) (rest []byte, err error) {
	return loadWindow(src, w.edge, w.movers)
}

func (r *floatWindow) roll(out []float64, in *reading, gone []int, least int) {
	r.q.Roll(out, in.floats, gone, least)
}

func (r *floatWindow) shift(out []float64, in *reading, gone []int, least int) {
	shift(out, gone, least, r.q, func(i int) { r.q.Push(in.floats[i]) })
}

func (r *pairWindow) roll(out []float64, in *reading, gone []int, least int) {
	r.q.Roll(out, in.floats, in.others, gone, least)
}

func (r *pairWindow) shift(out []float64, in *reading, gone []int, least int) {
	shift(out, gone, least, r.q, func(i int) { r.q.Push(in.floats[i], in.others[i]) })
}

func (r *floatTotal) roll(out []float64, in *reading, _ []int, least int) {
	r.a.Run(out, in.floats, least)
}

func (r *pairTotal) roll(out []float64, in *reading, _ []int, least int) {
	r.a.Run(out, in.floats, in.others, least)
}

// A total has a row in it from the row on, so there is nothing to shift.
func (r *floatTotal) shift([]float64, *reading, []int, int) { panic("ops: a total does not move") }
func (r *pairTotal) shift([]float64, *reading, []int, int)  { panic("ops: a total does not move") }

func (r *floatTotal) see([]float64, *reading, int, int, []seen, int, int, int) {
	panic("ops: a total does not move")
}

func (r *pairTotal) see([]float64, *reading, int, int, []seen, int, int, int) {
	panic("ops: a total does not move")
}

func (r *floatWindow) see(out []float64, in *reading, base, n int, due []seen, pushed, popped, least int) {
	see(out, r.q, func(row int) { r.q.Push(in.floats[row-base]) }, base+n, due, pushed, popped, least)
}

func (r *pairWindow) see(out []float64, in *reading, base, n int, due []seen, pushed, popped, least int) {
	see(out, r.q, func(row int) { r.q.Push(in.floats[row-base], in.others[row-base]) }, base+n, due, pushed, popped, least)
}

// see moves a queue over what rows see, and on to the last row there is.
func see(out []float64, q moving, push func(row int), last int, due []seen, pushed, popped, least int) {
	for i, s := range due {
		for ; pushed < s.to; pushed++ {
			push(pushed)
		}
		from := min(s.from, pushed)
		q.Pop(from - popped)
		popped = from
		if out[i] = q.Value(); q.Count() < least {
			out[i] = math.NaN()
		}
	}
	for ; pushed < last; pushed++ {
		push(pushed)
	}
}

// moving is what shift needs of a queue.
type moving interface {
	Pop(n int)
	Value() float64
	Count() int
}

// shift gives for each row the result of the rows before it.
func shift(out []float64, gone []int, least int, q moving, push func(row int)) {
	for i := range out {
		q.Pop(gone[i])
		if out[i] = q.Value(); q.Count() < least {
			out[i] = math.NaN()
		}
		push(i)
	}
}

var (
	_ moving = window.Queue(nil)
	_ moving = window.PairQueue(nil)
)
