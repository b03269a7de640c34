package window

import (
	"cmp"
	"maps"
	"slices"
)

// NUniqueOf is [NUnique] of values that are no floats. Its results are int64, whatever the values are.
type NUniqueOf[V cmp.Ordered] struct {
	codec Codec[V]
	line  line[optional[V]] // empty in an accumulator
	times map[V]int
	grows bool
}

// NewNUniqueOf makes an empty window, or an accumulator, which only grows.
func NewNUniqueOf[V cmp.Ordered](c Codec[V], grows bool) *NUniqueOf[V] {
	return &NUniqueOf[V]{codec: c, times: map[V]int{}, grows: grows}
}

// Push adds one value; where ok is false, a missing one.
func (q *NUniqueOf[V]) Push(v V, ok bool) {
	if !q.grows {
		q.line.push(optional[V]{v, ok})
	}
	if ok {
		q.times[v]++
	}
}

// Pop takes out the n oldest.
func (q *NUniqueOf[V]) Pop(n int) {
	checkPop(n, q.line.len)
	for range n {
		if v := q.line.pop(); v.ok {
			if q.times[v.v]--; q.times[v.v] == 0 {
				delete(q.times, v.v)
			}
		}
	}
}

// Value is how many different values there are.
func (q *NUniqueOf[V]) Value() int { return len(q.times) }

// Holds says whether n values are in; an accumulator holds none, whatever it counts.
func (q *NUniqueOf[V]) Holds(n int) bool { return q.grows || q.line.len == n }

// AppendBinary appends the state to dst; the same state is the same bytes.
func (q *NUniqueOf[V]) AppendBinary(dst []byte) []byte {
	if q.grows {
		dst = appendInt(dst, len(q.times))
		for _, v := range slices.Sorted(maps.Keys(q.times)) {
			dst = q.codec.append(dst, optional[V]{v, true})
		}
		return dst
	}
	dst = appendInt(dst, q.line.len)
	for v := range q.line.all {
		dst = q.codec.append(dst, v)
	}
	return dst
}

// Restore takes over a state.
func (q *NUniqueOf[V]) Restore(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	n := NewNUniqueOf(q.codec, q.grows)
	for range r.count("the number of values", 1) {
		v := q.codec.read(&r)
		n.Push(v.v, v.ok)
	}
	if r.err == nil {
		*q = *n
	}
	return r.end()
}
