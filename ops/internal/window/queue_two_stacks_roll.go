package window

import "math"

// bulkRoller is an aggregator with loops of its own for rolling. It avoids the calls of add, merge and result, which
// are half of the time for simple aggregators.
type bulkRoller[V, P any] interface {
	// fillSuffixes sets suffixes[i] to the partial of values[i:]. suffixes is one longer than values.
	fillSuffixes(from []P, values []V)
	// rollRun does what twoStacks.rollRunGeneric does.
	rollRun(q *twoStacks[V, P], out []float64, in []V, evict []int, minCount int) (n, head int, tail P)
}

// Roll works in runs of rows during which no block is started or removed: a run ends when the tail is full or the front
// is used up.
func (q *twoStacks[V, P]) Roll(out []float64, in []V, evict []int, minCount int) {
	out, evict = out[:len(in)], evict[:len(in)]
	for len(in) > 0 {
		if len(q.tail) == blockLen {
			q.closeTail()
		}
		n := min(len(in), blockLen-len(q.tail))
		n = q.rollRun(out[:n], in[:n], evict[:n], minCount)
		out, in, evict = out[n:], in[n:], evict[n:]
		if len(in) > 0 && evict[0] != 0 && len(q.tail) < blockLen { // the front is used up
			q.Pop(evict[0])
			q.Push(in[0])
			out[0] = q.valueOrNaN(minCount)
			out, in, evict = out[1:], in[1:], evict[1:]
		}
	}
}

// rollRun computes the results of one run and returns its length.
func (q *twoStacks[V, P]) rollRun(out []float64, in []V, evict []int, minCount int) (n int) {
	head := q.head
	if r, ok := q.aggregator.(bulkRoller[V, P]); ok {
		n, q.head, q.tailPartial = r.rollRun(q, out, in, evict, minCount)
	} else {
		n, q.head, q.tailPartial = q.rollRunGeneric(out, in, evict, minCount)
	}
	q.tail = append(q.tail, in[:n]...)
	q.len += n - (q.head - head)
	return n
}

// rollRunGeneric computes the results of a run, which ends before the row for which the front is used up. It returns
// the number of rows, and the values of head and tailPartial after them.
func (q *twoStacks[V, P]) rollRunGeneric(out []float64, in []V, evict []int, minCount int) (n, head int, tail P) {
	r, head, tail := q.aggregator, q.head, q.tailPartial
	for i, v := range in {
		if uint(evict[i]) > uint(len(q.suffixes)-1-head) {
			return i, head, tail
		}
		head += evict[i]
		tail = r.add(tail, v)
		value, count := r.result(r.merge(r.merge(q.suffixes[head], q.middlePartial), tail))
		if count < minCount {
			value = math.NaN()
		}
		out[i] = value
	}
	return len(in), head, tail
}

// valueOrNaN returns the result, or NaN if fewer than minCount values are not missing.
func (q *twoStacks[V, P]) valueOrNaN(minCount int) float64 {
	v, n := q.aggregator.result(q.windowPartial())
	if n < minCount {
		return math.NaN()
	}
	return v
}
