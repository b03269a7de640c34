package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Sum is the sum. The sum of no values is 0.
func Sum() Aggregate { return newAggregate(sumAggregator{}) }

// Mean is the arithmetic mean.
func Mean() Aggregate { return newAggregate(meanAggregator{}) }

// sumPartial is the sum of count values.
type sumPartial struct {
	total CompensatedSum
	count int
}

func (p sumPartial) add(v float64) sumPartial { return sumPartial{p.total.Add(v), p.count + 1} }

type sumAggregator struct{ float64Values }

func (sumAggregator) add(p sumPartial, v float64) sumPartial {
	if v != v {
		return p
	}
	return p.add(v)
}

func (sumAggregator) addAll(p sumPartial, values []float64) sumPartial {
	for _, v := range values {
		if v == v {
			p = p.add(v)
		}
	}
	return p
}

func (sumAggregator) merge(a, b sumPartial) sumPartial {
	return sumPartial{a.total.Merge(b.total), a.count + b.count}
}

func (sumAggregator) result(p sumPartial) (float64, int) { return p.total.Value(), p.count }

func (sumAggregator) rollRun(
	q *twoStacks[float64, sumPartial], out, in []float64, evict []int, minCount int,
) (n, head int, tail sumPartial) {
	return rollSums(q, out, in, evict, minCount, false)
}

type meanAggregator struct{ sumAggregator }

func (meanAggregator) rollRun(
	q *twoStacks[float64, sumPartial], out, in []float64, evict []int, minCount int,
) (n, head int, tail sumPartial) {
	return rollSums(q, out, in, evict, minCount, true)
}

func (sumAggregator) appendPart(dst []byte, p sumPartial) []byte {
	return p.total.Append(state.AppendCount(dst, p.count))
}

func (sumAggregator) readPart(r *state.Reader) sumPartial {
	return sumPartial{count: readCount(r), total: readCompensatedSum(r)}
}

func (sumAggregator) fillSuffixes(suffixes []sumPartial, values []float64) {
	var suffix sumPartial
	suffixes[len(values)] = suffix
	for i := len(values) - 1; i >= 0; i-- {
		if v := values[i]; v == v {
			suffix = suffix.add(v)
		}
		suffixes[i] = suffix
	}
}

// rollSums is twoStacks.rollRunGeneric for sums and means, with all calls inlined.
func rollSums(q *twoStacks[float64, sumPartial], out, in []float64, evict []int, minCount int, mean bool) (int, int, sumPartial) {
	suffixes, head, middle, tail := q.suffixes, q.head, q.middlePartial, q.tailPartial
	out, evict = out[:len(in)], evict[:len(in)] // one bounds check instead of one for each value
	for i, v := range in {
		if uint(evict[i]) > uint(len(suffixes)-1-head) {
			return i, head, tail
		}
		head += evict[i]
		if v == v {
			tail = tail.add(v)
		}
		front := &suffixes[head]
		count := front.count + middle.count + tail.count
		// The last addition needs no compensation: if its operands cancel, it is exact.
		older := front.total.Merge(middle.total)
		plain := older.sum + tail.total.sum
		value := plain + (older.compensation + tail.total.compensation)
		if value != value {
			value = plain
		}
		if mean {
			value /= float64(count)
		}
		if count < minCount {
			value = math.NaN()
		}
		out[i] = value
	}
	return len(in), head, tail
}

func (meanAggregator) result(p sumPartial) (float64, int) {
	return p.total.Value() / float64(p.count), p.count
}
