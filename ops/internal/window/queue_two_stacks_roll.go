package window

import "math"

// runner is a rule with loops of its own: the calls of add, join and result are half of the time of the simple rules.
type runner[V, P any] interface {
	// fill sets from[i] to the part of values[i:]; from is one longer than values.
	fill(from []P, values []V)
	// run does what stacks.runEach does.
	run(q *stacks[V, P], out []float64, in []V, gone []int, least int) (n, head int, tail P)
}

// Roll goes in runs in which the blocks stay as they are: until the tail is full, or the front used up.
func (q *stacks[V, P]) Roll(out []float64, in []V, gone []int, least int) {
	out, gone = out[:len(in)], gone[:len(in)]
	for len(in) > 0 {
		if len(q.tail) == blockLen {
			q.closeTail()
		}
		n := min(len(in), blockLen-len(q.tail))
		n = q.run(out[:n], in[:n], gone[:n], least)
		out, in, gone = out[n:], in[n:], gone[n:]
		if len(in) > 0 && gone[0] != 0 && len(q.tail) < blockLen { // the front is used up
			q.Pop(gone[0])
			q.Push(in[0])
			out[0] = q.atLeast(least)
			out, in, gone = out[1:], in[1:], gone[1:]
		}
	}
}

// run does a run, and gives its length.
func (q *stacks[V, P]) run(out []float64, in []V, gone []int, least int) (n int) {
	head := q.head
	if r, ok := q.rule.(runner[V, P]); ok {
		n, q.head, q.tailPart = r.run(q, out, in, gone, least)
	} else {
		n, q.head, q.tailPart = q.runEach(out, in, gone, least)
	}
	q.tail = append(q.tail, in[:n]...)
	q.len += n - (q.head - head)
	return n
}

// runEach computes the results of a run up to the value before which the front is used up. It gives their number, and
// what head and tailPart are after them.
func (q *stacks[V, P]) runEach(out []float64, in []V, gone []int, least int) (n, head int, tail P) {
	r, head, tail := q.rule, q.head, q.tailPart
	for i, v := range in {
		if uint(gone[i]) > uint(len(q.from)-1-head) {
			return i, head, tail
		}
		head += gone[i]
		tail = r.add(tail, v)
		value, count := r.result(r.join(r.join(q.from[head], q.inside), tail))
		if count < least {
			value = math.NaN()
		}
		out[i] = value
	}
	return len(in), head, tail
}

func (q *stacks[V, P]) atLeast(least int) float64 {
	v, n := q.rule.result(q.total())
	if n < least {
		return math.NaN()
	}
	return v
}
