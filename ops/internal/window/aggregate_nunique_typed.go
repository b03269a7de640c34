package window

import (
	"cmp"
	"maps"
	"slices"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// TypedNUnique is [NUnique] of values that are not floats, as a window or as an accumulator. A TypedNUnique is used by
// one goroutine at a time.
type TypedNUnique[V cmp.Ordered] struct {
	codec   Codec[V]
	values  blockQueue[optional[V]] // the window; empty in an accumulator
	counts  map[V]int
	count   int  // of the values that are not missing
	growing bool // an accumulator: values never leave
}

// NewTypedNUnique returns an empty window or, if growing, an empty accumulator.
func NewTypedNUnique[V cmp.Ordered](c Codec[V], growing bool) *TypedNUnique[V] {
	return &TypedNUnique[V]{codec: c, counts: map[V]int{}, growing: growing}
}

// Push adds one value. If ok is false, the value is missing.
func (q *TypedNUnique[V]) Push(v V, ok bool) {
	if !q.growing {
		q.values.push(optional[V]{v, ok})
	}
	if ok {
		q.counts[v]++
		q.count++
	}
}

// Pop removes the n oldest values. It panics unless n is from 0 to the number of values in the window.
func (q *TypedNUnique[V]) Pop(n int) {
	checkPop(n, q.values.len)
	for range n {
		if v := q.values.pop(); v.valid {
			q.count--
			if q.counts[v.value]--; q.counts[v.value] == 0 {
				delete(q.counts, v.value)
			}
		}
	}
}

// Value returns the number of distinct values.
func (q *TypedNUnique[V]) Value() int { return len(q.counts) }

// Count returns how many values are not missing.
func (q *TypedNUnique[V]) Count() int { return q.count }

// HasLen reports whether the window has n values, missing ones included. For an accumulator, which keeps no window, it
// is always true.
func (q *TypedNUnique[V]) HasLen(n int) bool { return q.growing || q.values.len == n }

// AppendBinary appends the state to dst, as for a [Queue]. Equal states have equal bytes.
func (q *TypedNUnique[V]) AppendBinary(dst []byte) []byte {
	if q.growing {
		dst = state.AppendCount(state.AppendCount(dst, q.count), len(q.counts))
		for _, v := range slices.Sorted(maps.Keys(q.counts)) {
			dst = q.codec.append(dst, optional[V]{v, true})
		}
		return dst
	}
	dst = state.AppendCount(dst, q.values.len)
	for v := range q.values.all {
		dst = q.codec.append(dst, v)
	}
	return dst
}

// Restore reads a state from the front of src, as for a [Queue].
func (q *TypedNUnique[V]) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	n := NewTypedNUnique(q.codec, q.growing)
	count := 0
	if q.growing {
		count = readCount(r)
	}
	for range readLength(r, "the number of values", 1) {
		v := q.codec.read(r)
		n.Push(v.value, v.valid)
	}
	if q.growing {
		n.count = count // each value is in the state once
	}
	if r.Err() == nil {
		*q = *n
	}
	return r.Finish()
}
