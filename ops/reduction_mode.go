package ops

import (
	"cmp"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// Mode is the most frequent value of a column of any type, as a value of that type. If several values are the most
// frequent, it is the smallest of them: the first that pandas' mode returns. Missing values do not count; without values it
// is missing.
//
// A value costs about 150 ns in a window of 1,000, and O(log n) in one of n different values. Over all rows so far it keeps each different
// value.
func Mode(column string) Reduction { return Reduction{name: "mode", column: column, modes: true} }

// newMode returns the accumulator of a Mode.
func (o output) newMode(moving bool) accumulator {
	switch o.form {
	case asInts:
		return &mode[int64]{window.NewTypedMode(window.IntCodec, !moving), intsOf, (*inputColumn).valid, (*resultColumn).appendInt}
	case asTexts:
		return &mode[string]{window.NewTypedMode(window.StringCodec, !moving), textsOf, (*inputColumn).valid, (*resultColumn).appendText}
	}
	return &mode[float64]{window.NewTypedMode(window.FloatCodec, !moving), floatsOf, (*inputColumn).validFloat, (*resultColumn).appendOptional}
}

// mode counts values in a window or over all rows so far.
type mode[V cmp.Ordered] struct {
	counter  *window.TypedMode[V]
	values   func(*inputColumn) []V
	valid    func(in *inputColumn, row int) bool
	appendTo func(*resultColumn, V, window.Outcome) error
}

func (r *mode[V]) push(in *inputColumn, from, to int) {
	v := r.values(in)
	for i := from; i < to; i++ {
		r.counter.Push(v[i], r.valid(in, i))
	}
}
func (r *mode[V]) pop(n int)  { r.counter.Pop(n) }
func (r *mode[V]) count() int { return r.counter.Count() }
func (r *mode[V]) appendResult(out *resultColumn) error {
	v, outcome := r.counter.Value()
	return r.appendTo(out, v, outcome)
}
func (r *mode[V]) save(dst []byte) []byte          { return r.counter.AppendBinary(dst) }
func (r *mode[V]) load(src []byte) ([]byte, error) { return r.counter.Restore(src) }
func (r *mode[V]) hasRows(n int) bool              { return r.counter.HasLen(n) }
