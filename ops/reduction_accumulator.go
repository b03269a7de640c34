package ops

import (
	"cmp"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// reducer is a reduction at work: over the values in one window, of one group, or over all. pop is for windows only.
type reducer interface {
	keeper
	push(in *reading, from, to int) // rows of a batch join at the back
	pop(n int)                      // the n oldest leave
	put(out *results) error         // appends the result
}

// window and total make the reducer of a window, and one over all values.
func (o output) window() reducer { return o.reducer(true) }
func (o output) total() reducer  { return o.reducer(false) }

func (o output) reducer(moving bool) reducer {
	r := o.reduction
	switch {
	case r.pairs != nil && moving:
		return &pairWindow{r.pairs.Queue()}
	case r.pairs != nil:
		return &pairTotal{r.pairs.Accumulator()}
	case r.name == "nunique" && o.form == asInts:
		return &distinct[int64]{window.NewNUniqueOf(window.Ints, !moving), intsOf}
	case r.name == "nunique" && o.form == asTexts:
		return &distinct[string]{window.NewNUniqueOf(window.Strings, !moving), textsOf}
	case o.form == asInts && moving:
		return &typedWindow[int64]{r.ints().Queue(), intsOf, (*results).putInt}
	case o.form == asInts:
		return &typedTotal[int64]{r.ints().Accumulator(), intsOf, (*results).putInt}
	case o.form == asTexts && moving:
		return &typedWindow[string]{r.texts().Queue(), textsOf, (*results).putText}
	case o.form == asTexts:
		return &typedTotal[string]{r.texts().Accumulator(), textsOf, (*results).putText}
	case moving:
		return &floatWindow{r.floats.Queue()}
	}
	return &floatTotal{r.floats.Accumulator()}
}

type floatWindow struct{ q window.Queue }

func (r *floatWindow) push(in *reading, from, to int)  { r.q.PushAll(in.floats[from:to]) }
func (r *floatWindow) pop(n int)                       { r.q.Pop(n) }
func (r *floatWindow) put(out *results) error          { return out.putFloat(r.q.Value()) }
func (r *floatWindow) save(dst []byte) []byte          { return r.q.AppendBinary(dst) }
func (r *floatWindow) load(src []byte) ([]byte, error) { return r.q.Restore(src) }
func (r *floatWindow) holds(n int) bool                { return r.q.Len() == n }

type floatTotal struct{ a window.Accumulator }

func (r *floatTotal) push(in *reading, from, to int)  { r.a.AddAll(in.floats[from:to]) }
func (r *floatTotal) pop(int)                         {}
func (r *floatTotal) put(out *results) error          { return out.putFloat(r.a.Value()) }
func (r *floatTotal) save(dst []byte) []byte          { return r.a.AppendBinary(dst) }
func (r *floatTotal) load(src []byte) ([]byte, error) { return r.a.Restore(src) }
func (r *floatTotal) holds(int) bool                  { return true }

type pairWindow struct{ q window.PairQueue }

func (r *pairWindow) push(in *reading, from, to int) {
	for i := from; i < to; i++ {
		r.q.Push(in.floats[i], in.others[i])
	}
}
func (r *pairWindow) pop(n int)                       { r.q.Pop(n) }
func (r *pairWindow) put(out *results) error          { return out.putFloat(r.q.Value()) }
func (r *pairWindow) save(dst []byte) []byte          { return r.q.AppendBinary(dst) }
func (r *pairWindow) load(src []byte) ([]byte, error) { return r.q.Restore(src) }
func (r *pairWindow) holds(n int) bool                { return r.q.Len() == n }

type pairTotal struct{ a window.PairAccumulator }

func (r *pairTotal) push(in *reading, from, to int) {
	for i := from; i < to; i++ {
		r.a.Add(in.floats[i], in.others[i])
	}
}
func (r *pairTotal) pop(int)                         {}
func (r *pairTotal) put(out *results) error          { return out.putFloat(r.a.Value()) }
func (r *pairTotal) save(dst []byte) []byte          { return r.a.AppendBinary(dst) }
func (r *pairTotal) load(src []byte) ([]byte, error) { return r.a.Restore(src) }
func (r *pairTotal) holds(int) bool                  { return true }

// typedWindow is a window of values that are no floats; of gives them, and to takes the result.
type typedWindow[V any] struct {
	q  window.TypedQueue[V]
	of func(*reading) []V
	to func(*results, V, window.Outcome) error
}

func (r *typedWindow[V]) push(in *reading, from, to int) {
	v := r.of(in)
	for i := from; i < to; i++ {
		r.q.Push(v[i], in.has(i))
	}
}
func (r *typedWindow[V]) pop(n int) { r.q.Pop(n) }
func (r *typedWindow[V]) put(out *results) error {
	v, is := r.q.Value()
	return r.to(out, v, is)
}
func (r *typedWindow[V]) save(dst []byte) []byte          { return r.q.AppendBinary(dst) }
func (r *typedWindow[V]) load(src []byte) ([]byte, error) { return r.q.Restore(src) }
func (r *typedWindow[V]) holds(n int) bool                { return r.q.Len() == n }

type typedTotal[V any] struct {
	a  window.TypedAccumulator[V]
	of func(*reading) []V
	to func(*results, V, window.Outcome) error
}

func (r *typedTotal[V]) push(in *reading, from, to int) {
	v := r.of(in)
	for i := from; i < to; i++ {
		r.a.Add(v[i], in.has(i))
	}
}
func (r *typedTotal[V]) pop(int) {}
func (r *typedTotal[V]) put(out *results) error {
	v, is := r.a.Value()
	return r.to(out, v, is)
}
func (r *typedTotal[V]) save(dst []byte) []byte          { return r.a.AppendBinary(dst) }
func (r *typedTotal[V]) load(src []byte) ([]byte, error) { return r.a.Restore(src) }
func (r *typedTotal[V]) holds(int) bool                  { return true }

// distinct counts different values that are no floats.
type distinct[V cmp.Ordered] struct {
	q  *window.NUniqueOf[V]
	of func(*reading) []V
}

func (r *distinct[V]) push(in *reading, from, to int) {
	v := r.of(in)
	for i := from; i < to; i++ {
		r.q.Push(v[i], in.has(i))
	}
}
func (r *distinct[V]) pop(n int)                       { r.q.Pop(n) }
func (r *distinct[V]) put(out *results) error          { return out.putFloat(float64(r.q.Value())) }
func (r *distinct[V]) save(dst []byte) []byte          { return r.q.AppendBinary(dst) }
func (r *distinct[V]) load(src []byte) ([]byte, error) { return r.q.Restore(src) }
func (r *distinct[V]) holds(n int) bool                { return r.q.Holds(n) }
