package window

import (
	"cmp"
	"maps"
	"slices"
)

// NUniqueOf is [NUnique] of values that are no floats. Its results are int64, whatever the values are.
type NUniqueOf[V cmp.Ordered] struct {
	codec   Codec[V]
	values  blockQueue[optional[V]] // empty in an accumulator
	counts  map[V]int
	growing bool
}

// NewNUniqueOf makes an empty window, or an accumulator, which only grows.
func NewNUniqueOf[V cmp.Ordered](c Codec[V], growing bool) *NUniqueOf[V] {
	return &NUniqueOf[V]{codec: c, counts: map[V]int{}, growing: growing}
}

// Push adds one value; where ok is false, a missing one.
func (q *NUniqueOf[V]) Push(v V, ok bool) {
	if !q.growing {
		q.values.push(optional[V]{v, ok})
	}
	if ok {
		q.counts[v]++
	}
}

// Pop takes out the n oldest.
func (q *NUniqueOf[V]) Pop(n int) {
	checkPop(n, q.values.len)
	for range n {
		if v := q.values.pop(); v.valid {
			if q.counts[v.value]--; q.counts[v.value] == 0 {
				delete(q.counts, v.value)
			}
		}
	}
}

// Value is how many different values there are.
func (q *NUniqueOf[V]) Value() int { return len(q.counts) }

// Holds says whether n values are in; an accumulator holds none, whatever it counts.
func (q *NUniqueOf[V]) Holds(n int) bool { return q.growing || q.values.len == n }

// AppendBinary appends the state to dst; the same state is the same bytes.
func (q *NUniqueOf[V]) AppendBinary(dst []byte) []byte {
	if q.growing {
		dst = appendInt(dst, len(q.counts))
		for _, v := range slices.Sorted(maps.Keys(q.counts)) {
			dst = q.codec.append(dst, optional[V]{v, true})
		}
		return dst
	}
	dst = appendInt(dst, q.values.len)
	for v := range q.values.all {
		dst = q.codec.append(dst, v)
	}
	return dst
}

// Restore takes over a state.
func (q *NUniqueOf[V]) Restore(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	n := NewNUniqueOf(q.codec, q.growing)
	for range r.length("the number of values", 1) {
		v := q.codec.read(&r)
		n.Push(v.value, v.valid)
	}
	if r.err == nil {
		*q = *n
	}
	return r.finish()
}
