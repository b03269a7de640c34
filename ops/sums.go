package ops

import "math"

// sums is a queue of values that knows the sum of what is in it. Nothing is ever subtracted, so nothing can be lost or
// left behind. It is two stacks, side by side: new values join the back, whose sum grows with them. Old values leave
// from the front, which has for each of its values the sum of it and all after it; when the front is used up, the back
// becomes the front. So each value is added twice in all, however long the queue is.
//
// NaN stands for a missing value: it takes a place and adds nothing.
type sums struct {
	values  []float64 // the queue from head on: the front up to mid, then the back
	head    int
	mid     int
	from    []sum // the sum of values[i:mid] at i-first
	first   int
	back    sum // of values[mid:]
	missing int // in the queue
}

// means moves on by the values of in, one by one: before each, gone[i] of the oldest leave. out gets the mean after each,
// or NaN if it would be of fewer than least values, which must be positive.
func (q *sums) means(out, in []float64, gone []int, least int) {
	out, gone = out[:len(in)], gone[:len(in)] // checked once
	q.compact()
	at := len(q.values)
	q.values = append(q.values, in...)
	head, mid, back, missing := q.head, q.mid, q.back, q.missing // in registers
	for i, v := range in {
		if n := gone[i]; n > 0 {
			if missing > 0 {
				missing -= missingOf(q.values[head : head+n])
			}
			if head += n; head > mid {
				q.turn(head, at)
				mid, back = at, sum{}
			}
		}
		if v == v {
			back = back.plus(v)
		} else {
			missing++
		}
		at++
		total := back
		if head < mid {
			total = q.from[head-q.first].join(back)
		}
		if count := at - head - missing; count >= least {
			out[i] = total.value() / float64(count)
		} else {
			out[i] = math.NaN()
		}
	}
	q.head, q.mid, q.back, q.missing = head, mid, back, missing
}

// turn makes values[head:mid] the front.
func (q *sums) turn(head, mid int) {
	n := mid - head
	if cap(q.from) < n {
		q.from = make([]sum, n+n/4)
	}
	q.from, q.first = q.from[:n], head
	var s sum
	front, from := q.values[head:mid], q.from[:n]
	for i := len(front) - 1; i >= 0; i-- {
		if v := front[i]; v == v {
			s = s.plus(v)
		}
		from[i] = s
	}
}

// compact makes room where more has left than is still there: a copy of less than a value for each that left.
func (q *sums) compact() {
	if q.head > len(q.values)/2 {
		q.values = q.values[:copy(q.values, q.values[q.head:])]
		q.mid -= q.head
		q.first -= q.head
		q.head = 0
	}
}

func missingOf(values []float64) (n int) {
	for _, v := range values {
		if v != v {
			n++
		}
	}
	return n
}
