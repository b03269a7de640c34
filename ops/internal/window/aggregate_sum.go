package window

import "math"

// Sum adds up; the sum of no values is 0.
func Sum() Kind { return kindOf(sumRule{}) }

// Mean is the arithmetic mean.
func Mean() Kind { return kindOf(meanRule{}) }

// counted is the sum of n values.
type counted struct {
	total Total
	n     int
}

func (p counted) plus(v float64) counted { return counted{p.total.Plus(v), p.n + 1} }

type sumRule struct{ column }

func (sumRule) add(p counted, v float64) counted {
	if v != v {
		return p
	}
	return p.plus(v)
}

func (sumRule) addAll(p counted, values []float64) counted {
	for _, v := range values {
		if v == v {
			p = p.plus(v)
		}
	}
	return p
}

func (sumRule) join(a, b counted) counted { return counted{a.total.Join(b.total), a.n + b.n} }

func (sumRule) result(p counted) (float64, int) { return p.total.Value(), p.n }

func (sumRule) run(q *stacks[float64, counted], out, in []float64, gone []int, least int) (int, int, counted) {
	return runSums(q, out, in, gone, least, false)
}

type meanRule struct{ sumRule }

func (meanRule) run(q *stacks[float64, counted], out, in []float64, gone []int, least int) (int, int, counted) {
	return runSums(q, out, in, gone, least, true)
}

func (sumRule) appendPart(dst []byte, p counted) []byte {
	return p.total.appendTo(appendInt(dst, p.n))
}

func (sumRule) readPart(r *stateReader) counted {
	return counted{n: r.counter(), total: readTotal(r)}
}

func (sumRule) fill(from []counted, values []float64) {
	var part counted
	from[len(values)] = part
	for i := len(values) - 1; i >= 0; i-- {
		if v := values[i]; v == v {
			part = part.plus(v)
		}
		from[i] = part
	}
}

// runSums is the loop of stacks.runEach for sums and means.
func runSums(q *stacks[float64, counted], out, in []float64, gone []int, least int, mean bool) (int, int, counted) {
	from, head, inside, tail := q.from, q.head, q.inside, q.tailPart
	out, gone = out[:len(in)], gone[:len(in)] // checked once
	for i, v := range in {
		if uint(gone[i]) > uint(len(from)-1-head) {
			return i, head, tail
		}
		head += gone[i]
		if v == v {
			tail = tail.plus(v)
		}
		front := &from[head]
		count := front.n + inside.n + tail.n
		// The last of the additions need not be compensated: where the two cancel, it is exact.
		older := front.total.Join(inside.total)
		plain := older.sum + tail.total.sum
		value := plain + (older.low + tail.total.low)
		if value != value {
			value = plain
		}
		if mean {
			value /= float64(count)
		}
		if count < least {
			value = math.NaN()
		}
		out[i] = value
	}
	return len(in), head, tail
}

func (meanRule) result(p counted) (float64, int) { return p.total.Value() / float64(p.n), p.n }
