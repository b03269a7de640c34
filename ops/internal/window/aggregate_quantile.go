package window

import (
	"fmt"
	"math"
)

// Interpolation says what a quantile is that lies between two values.
type Interpolation int

// The ways of pandas and NumPy.
const (
	Linear   Interpolation = iota // in proportion between the two
	Lower                         // the smaller one
	Higher                        // the greater one
	Nearest                       // the nearer one; from the middle the one with the even rank, counted from 0
	Midpoint                      // halfway between
)

// Median is the [Linear] quantile of 1/2.
func Median() Kind { return Quantile(0.5, Linear) }

// Quantile is the value that has the part q of the values below it: of n values, sorted and counted from 0, that at
// q*(n-1). It panics unless q is from 0 to 1.
//
// In a queue it is exact. It takes O(log n), about 0.2 us for a value that comes and one that goes in a window of 1,000, 0.3
// us in one of 100,000 and 1.5 us in one of 10 million, where memory is slow; and 20 bytes a value, at most 40.
//
// An accumulator only estimates it, whatever the interpolation, by a t-digest (Dunning, Ertl: Computing Extremely Accurate
// Quantiles Using t-Digests, 2019), in at most 32 KB; about 0.4 us a value, and as much a result. The error is one of rank.
// A mean in the digest holds at most 4*q*(1-q)/100 of the values, so the estimate is off by half of that where all goes
// badly, 0.5% of the values at the median and 0.02% at 0.01 or 0.99; a tenth of it is usual near the median. That is what
// is seen, not a proven bound. The quantiles 0 and 1 are exact. Values beyond 1e300 overflow, and their quantiles are off
// by more.
func Quantile(q float64, interpolation Interpolation) Kind {
	if !(q >= 0 && q <= 1) {
		panic(fmt.Sprintf("window.Quantile: must be from 0 to 1, got %v", q))
	}
	if interpolation < Linear || interpolation > Midpoint {
		panic(fmt.Sprintf("window.Quantile: there is no such interpolation, got %d", interpolation))
	}
	return Kind{
		queue:       func() Queue { return &quantileQueue{q: q, interpolation: interpolation} },
		accumulator: func() Accumulator { return newTDigestAccumulator(q) },
	}
}

// quantile is the queue of Quantile.
type quantileQueue struct {
	values        blockQueue[float64]
	sorted        sortedList
	q             float64
	interpolation Interpolation
}

func (q *quantileQueue) Push(v float64) {
	q.values.push(v)
	if v == v {
		q.sorted.add(v + 0) // which makes 0 of -0: the two are equal, so either might be removed for the other
	}
}

func (q *quantileQueue) PushAll(values []float64) { pushEach(q, values) }

func (q *quantileQueue) Pop(n int) {
	checkPop(n, q.values.len)
	for range n {
		if v := q.values.pop(); v == v {
			q.sorted.remove(v)
		}
	}
}

func (q *quantileQueue) Value() float64 {
	if q.sorted.len == 0 {
		return math.NaN()
	}
	rank := q.q * float64(q.sorted.len-1)
	whole := math.Floor(rank)
	low, high := q.sorted.at(int(whole))
	return q.interpolation.interpolate(low, high, whole, rank-whole)
}

// of gives what is a part of the way from low, of the given rank, to high.
func (i Interpolation) interpolate(low, high, rank, fraction float64) float64 {
	if fraction == 0 || low == high {
		return low
	}
	switch i {
	case Lower:
		fraction = 0
	case Higher:
		fraction = 1
	case Nearest:
		fraction = math.RoundToEven(rank+fraction) - rank
	case Midpoint:
		fraction = 0.5
	}
	switch fraction {
	case 0:
		return low
	case 1:
		return high
	}
	if difference := high - low; !math.IsInf(difference, 0) {
		return low + difference*fraction
	}
	return low*(1-fraction) + high*fraction
}

func (q *quantileQueue) Count() int { return q.sorted.len }

func (q *quantileQueue) Len() int { return q.values.len }

func (q *quantileQueue) Roll(out, in []float64, evict []int, minCount int) {
	rollEach(q, out, in, evict, minCount)
}

func (q *quantileQueue) AppendBinary(dst []byte) []byte { return appendBlockQueue(dst, &q.values) }

func (q *quantileQueue) Restore(src []byte) (rest []byte, err error) {
	n := &quantileQueue{q: q.q, interpolation: q.interpolation}
	if rest, err = restoreBlockQueue(src, n.Push); err == nil {
		*q = *n
	}
	return rest, err
}
