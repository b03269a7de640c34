package window

import (
	"cmp"
	"maps"
	"slices"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// TypedMode is the most frequent value, and the smallest of those if there are several: as a window or as an accumulator. It
// counts each distinct value. A TypedMode is used by one goroutine at a time.
//
// In a window it keeps a heap of counts. An entry of the heap is not changed when its count changes; a new one is added, and
// the old one is ignored when it comes to the top. So a value that enters or leaves costs O(log distinct values), on average.
type TypedMode[V cmp.Ordered] struct {
	codec   Codec[V]
	values  blockQueue[optional[V]] // the window; empty in an accumulator
	counts  map[V]int
	count   int
	best    modeEntry[V] // of an accumulator
	heap    modeHeap[V]  // of a window
	growing bool         // an accumulator: values never leave
}

// modeEntry is a value and how often it occurs, or occurred.
type modeEntry[V cmp.Ordered] struct {
	value V
	count int
}

// before reports whether a is the mode if the two are the only values.
func (a modeEntry[V]) before(b modeEntry[V]) bool {
	return a.count > b.count || a.count == b.count && a.value < b.value
}

// modeHeap is a binary heap of entries, the mode first.
type modeHeap[V cmp.Ordered] []modeEntry[V]

func (h *modeHeap[V]) push(e modeEntry[V]) {
	*h = append(*h, e)
	s := *h
	for i := len(s) - 1; i > 0; {
		parent := (i - 1) / 2
		if !s[i].before(s[parent]) {
			return
		}
		s[i], s[parent] = s[parent], s[i]
		i = parent
	}
}

func (h *modeHeap[V]) pop() {
	s := *h
	last := len(s) - 1
	s[0] = s[last]
	s[last] = modeEntry[V]{}
	*h = s[:last]
	h.down(0)
}

// down moves entry i down to its place.
func (h modeHeap[V]) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(h) {
			return
		}
		if child+1 < len(h) && h[child+1].before(h[child]) {
			child++
		}
		if !h[child].before(h[i]) {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}

// rebuild makes the heap that of the counts.
func (h *modeHeap[V]) rebuild(counts map[V]int) {
	*h = (*h)[:0]
	for v, n := range counts {
		*h = append(*h, modeEntry[V]{v, n})
	}
	for i := len(*h)/2 - 1; i >= 0; i-- {
		h.down(i)
	}
}

// NewTypedMode returns an empty window or, if growing, an empty accumulator.
func NewTypedMode[V cmp.Ordered](c Codec[V], growing bool) *TypedMode[V] {
	return &TypedMode[V]{codec: c, counts: map[V]int{}, growing: growing}
}

// Push adds one value. If ok is false, the value is missing.
func (q *TypedMode[V]) Push(v V, ok bool) {
	if !q.growing {
		q.values.push(optional[V]{v, ok})
	}
	if ok {
		q.addTimes(v, 1)
	}
}

// addTimes adds a value several times.
func (q *TypedMode[V]) addTimes(v V, times int) {
	q.count += times
	e := modeEntry[V]{v, q.counts[v] + times}
	q.counts[v] = e.count
	if !q.growing {
		q.addEntry(e)
	} else if q.best.count == 0 || e.before(q.best) {
		q.best = e
	}
}

// addEntry adds an entry to the heap. If most entries are old ones, it makes the heap anew.
func (q *TypedMode[V]) addEntry(e modeEntry[V]) {
	if len(q.heap) < 2*len(q.counts)+32 {
		q.heap.push(e)
		return
	}
	q.heap.rebuild(q.counts)
}

// Pop removes the n oldest values. It panics unless n is from 0 to the number of values in the window.
func (q *TypedMode[V]) Pop(n int) {
	if q.growing {
		return
	}
	checkPop(n, q.values.len)
	for range n {
		v := q.values.pop()
		if !v.valid {
			continue
		}
		q.count--
		if left := q.counts[v.value] - 1; left > 0 {
			q.counts[v.value] = left
			q.addEntry(modeEntry[V]{v.value, left})
		} else {
			delete(q.counts, v.value)
		}
	}
}

// Value returns the mode.
func (q *TypedMode[V]) Value() (V, Outcome) {
	best := q.best
	if !q.growing {
		for len(q.heap) > 0 && q.counts[q.heap[0].value] != q.heap[0].count {
			q.heap.pop()
		}
		if len(q.heap) > 0 {
			best = q.heap[0]
		}
	}
	if best.count == 0 {
		return best.value, Missing
	}
	return best.value, Found
}

// Count returns how many values are not missing.
func (q *TypedMode[V]) Count() int { return q.count }

// HasLen reports whether the window has n values, missing ones included. For an accumulator it is always true.
func (q *TypedMode[V]) HasLen(n int) bool { return q.growing || q.values.len == n }

func (q *TypedMode[V]) merge(newer any) {
	for v, n := range newer.(*TypedMode[V]).counts {
		q.addTimes(v, n)
	}
}

// AppendBinary appends the state to dst, as for a [Queue]. Equal states have equal bytes.
func (q *TypedMode[V]) AppendBinary(dst []byte) []byte {
	if q.growing {
		dst = state.AppendCount(dst, len(q.counts))
		for _, v := range slices.Sorted(maps.Keys(q.counts)) {
			dst = state.AppendCount(q.codec.put(dst, v), q.counts[v])
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
func (q *TypedMode[V]) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	n := NewTypedMode(q.codec, q.growing)
	for range readLength(r, "the number of values", 1) {
		if !q.growing {
			v := q.codec.read(r)
			n.Push(v.value, v.valid)
			continue
		}
		v, times := q.codec.get(r), readCount(r)
		if times == 0 || v != v {
			fail(r, "a value must not be missing, and must occur, got %v %d times", v, times)
			break
		}
		n.addTimes(v, times)
	}
	if r.Err() == nil {
		*q = *n
	}
	return r.Finish()
}
