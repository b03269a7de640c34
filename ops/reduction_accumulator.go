package ops

import (
	"cmp"
	"math"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// accumulator computes a reduction of the values in one window, in one group, or in all rows so far.
type accumulator interface {
	windowState
	// push adds the rows [from, to) of a batch as the newest.
	push(in *inputColumn, from, to int)
	// pop removes the n oldest rows. Only accumulators of windows support it.
	pop(n int)
	// count returns how many values are not missing; for counts of rows, how many rows there are.
	count() int
	// appendResult appends the current result.
	appendResult(out *resultColumn) error
}

// newAccumulator returns an accumulator without rows. If moving is true, it is one of a window, which supports pop.
func (o output) newAccumulator(moving bool) accumulator {
	r := o.reduction
	switch {
	case r.label != nil:
		return o.newLabelAccumulator(moving)
	case r.modes:
		return o.newMode(moving)
	case r.pairs != nil && moving:
		return &pairWindow{r.pairs.Queue()}
	case r.pairs != nil:
		return &pairTotal{r.pairs.Accumulator()}
	case r.name == "nunique" && o.form == asInts:
		return &distinct[int64]{window.NewTypedNUnique(window.IntCodec, !moving), intsOf}
	case r.name == "nunique" && o.form == asTexts:
		return &distinct[string]{window.NewTypedNUnique(window.StringCodec, !moving), textsOf}
	case o.form == asInts && moving:
		return &typedWindow[int64]{r.ints().Queue(), intsOf, (*resultColumn).appendInt}
	case o.form == asInts:
		return &typedTotal[int64]{r.ints().Accumulator(), intsOf, (*resultColumn).appendInt}
	case o.form == asTexts && moving:
		return &typedWindow[string]{r.texts().Queue(), textsOf, (*resultColumn).appendText}
	case o.form == asTexts:
		return &typedTotal[string]{r.texts().Accumulator(), textsOf, (*resultColumn).appendText}
	case moving:
		return &floatWindow{r.floats.Queue()}
	}
	return &floatTotal{r.floats.Accumulator()}
}

// floatWindow reduces the numbers in a window.
type floatWindow struct{ queue window.Queue }

func (r *floatWindow) push(in *inputColumn, from, to int) {
	if to == from+1 {
		r.queue.Push(in.floats[from])
	} else {
		r.queue.PushAll(in.floats[from:to])
	}
}

// pushMissing adds n missing values as the newest.
func (r *floatWindow) pushMissing(n int) {
	for range n {
		r.queue.Push(math.NaN())
	}
}
func (r *floatWindow) pop(n int)                            { r.queue.Pop(n) }
func (r *floatWindow) count() int                           { return r.queue.Count() }
func (r *floatWindow) appendResult(out *resultColumn) error { return out.appendFloat(r.queue.Value()) }
func (r *floatWindow) save(dst []byte) []byte               { return r.queue.AppendBinary(dst) }
func (r *floatWindow) load(src []byte) ([]byte, error)      { return r.queue.Restore(src) }
func (r *floatWindow) hasRows(n int) bool                   { return r.queue.Len() == n }

// floatTotal reduces all numbers so far.
type floatTotal struct{ total window.Accumulator }

func (r *floatTotal) push(in *inputColumn, from, to int)   { r.total.AddAll(in.floats[from:to]) }
func (r *floatTotal) pop(int)                              {}
func (r *floatTotal) count() int                           { return r.total.Count() }
func (r *floatTotal) appendResult(out *resultColumn) error { return out.appendFloat(r.total.Value()) }
func (r *floatTotal) save(dst []byte) []byte               { return r.total.AppendBinary(dst) }
func (r *floatTotal) load(src []byte) ([]byte, error)      { return r.total.Restore(src) }
func (r *floatTotal) hasRows(int) bool                     { return true }

// pairWindow reduces two columns of numbers in a window.
type pairWindow struct{ queue window.PairQueue }

func (r *pairWindow) push(in *inputColumn, from, to int) {
	for i := from; i < to; i++ {
		r.queue.Push(in.floats[i], in.second[i])
	}
}
func (r *pairWindow) pop(n int)                            { r.queue.Pop(n) }
func (r *pairWindow) count() int                           { return r.queue.Count() }
func (r *pairWindow) appendResult(out *resultColumn) error { return out.appendFloat(r.queue.Value()) }
func (r *pairWindow) save(dst []byte) []byte               { return r.queue.AppendBinary(dst) }
func (r *pairWindow) load(src []byte) ([]byte, error)      { return r.queue.Restore(src) }
func (r *pairWindow) hasRows(n int) bool                   { return r.queue.Len() == n }

// pairTotal reduces all pairs of numbers so far.
type pairTotal struct{ total window.PairAccumulator }

func (r *pairTotal) push(in *inputColumn, from, to int) {
	for i := from; i < to; i++ {
		r.total.Add(in.floats[i], in.second[i])
	}
}
func (r *pairTotal) pop(int)                              {}
func (r *pairTotal) count() int                           { return r.total.Count() }
func (r *pairTotal) appendResult(out *resultColumn) error { return out.appendFloat(r.total.Value()) }
func (r *pairTotal) save(dst []byte) []byte               { return r.total.AppendBinary(dst) }
func (r *pairTotal) load(src []byte) ([]byte, error)      { return r.total.Restore(src) }
func (r *pairTotal) hasRows(int) bool                     { return true }

// typedWindow reduces values that are not floats in a window. values returns them from an input column, and appendTo
// appends the result to a result column.
type typedWindow[V any] struct {
	queue    window.TypedQueue[V]
	values   func(*inputColumn) []V
	appendTo func(*resultColumn, V, window.Outcome) error
}

func (r *typedWindow[V]) push(in *inputColumn, from, to int) {
	v := r.values(in)
	for i := from; i < to; i++ {
		r.queue.Push(v[i], in.valid(i))
	}
}
func (r *typedWindow[V]) pop(n int)  { r.queue.Pop(n) }
func (r *typedWindow[V]) count() int { return r.queue.Count() }
func (r *typedWindow[V]) appendResult(out *resultColumn) error {
	v, outcome := r.queue.Value()
	return r.appendTo(out, v, outcome)
}
func (r *typedWindow[V]) save(dst []byte) []byte          { return r.queue.AppendBinary(dst) }
func (r *typedWindow[V]) load(src []byte) ([]byte, error) { return r.queue.Restore(src) }
func (r *typedWindow[V]) hasRows(n int) bool              { return r.queue.Len() == n }

// typedTotal reduces values that are not floats, over all rows so far.
type typedTotal[V any] struct {
	total    window.TypedAccumulator[V]
	values   func(*inputColumn) []V
	appendTo func(*resultColumn, V, window.Outcome) error
}

func (r *typedTotal[V]) push(in *inputColumn, from, to int) {
	v := r.values(in)
	for i := from; i < to; i++ {
		r.total.Add(v[i], in.valid(i))
	}
}
func (r *typedTotal[V]) pop(int)    {}
func (r *typedTotal[V]) count() int { return r.total.Count() }
func (r *typedTotal[V]) appendResult(out *resultColumn) error {
	v, outcome := r.total.Value()
	return r.appendTo(out, v, outcome)
}
func (r *typedTotal[V]) save(dst []byte) []byte          { return r.total.AppendBinary(dst) }
func (r *typedTotal[V]) load(src []byte) ([]byte, error) { return r.total.Restore(src) }
func (r *typedTotal[V]) hasRows(int) bool                { return true }

// distinct counts distinct values that are not floats, in a window or over all rows so far.
type distinct[V cmp.Ordered] struct {
	counter *window.TypedNUnique[V]
	values  func(*inputColumn) []V
}

func (r *distinct[V]) push(in *inputColumn, from, to int) {
	v := r.values(in)
	for i := from; i < to; i++ {
		r.counter.Push(v[i], in.valid(i))
	}
}
func (r *distinct[V]) pop(n int)  { r.counter.Pop(n) }
func (r *distinct[V]) count() int { return r.counter.Count() }
func (r *distinct[V]) appendResult(out *resultColumn) error {
	return out.appendFloat(float64(r.counter.Value()))
}
func (r *distinct[V]) save(dst []byte) []byte          { return r.counter.AppendBinary(dst) }
func (r *distinct[V]) load(src []byte) ([]byte, error) { return r.counter.Restore(src) }
func (r *distinct[V]) hasRows(n int) bool              { return r.counter.HasLen(n) }
