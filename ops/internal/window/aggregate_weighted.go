package window

import (
	"math"
	"slices"
)

// weightedStatistic computes a statistic of values with weights. Some of the values may be missing, but not all.
type weightedStatistic func(values, weights []float64) float64

// WeightedSum is the sum of the products of values and weights in a window of as many values as there are weights. The last
// weight is that of the newest value. In a window that is not full yet, the newest values have the last weights. A value
// that is missing is left out, with its weight. It has no accumulator.
//
// A result costs O(weights). The window keeps 8 to 16 bytes a value.
func WeightedSum(weights []float64) Aggregate { return newWeighted(weights, weightedSum) }

// WeightedMean is [WeightedSum] divided by the sum of the weights of the values that are not missing.
func WeightedMean(weights []float64) Aggregate { return newWeighted(weights, weightedMean) }

// WeightedVar is the weighted mean of the squared distances from [WeightedMean], times n/(n-ddof) for n values that are not
// missing. It is NaN for n <= ddof.
func WeightedVar(weights []float64, ddof int) Aggregate {
	return newWeighted(weights, func(v, w []float64) float64 { return weightedVar(v, w, ddof) })
}

// WeightedStd is the square root of [WeightedVar].
func WeightedStd(weights []float64, ddof int) Aggregate {
	return newWeighted(weights, func(v, w []float64) float64 { return math.Sqrt(weightedVar(v, w, ddof)) })
}

func newWeighted(weights []float64, statistic weightedStatistic) Aggregate {
	return Aggregate{
		queue:       func() Queue { return &weightedQueue{weights: weights, statistic: statistic} },
		accumulator: func() Accumulator { panic("window: a weighted aggregate has no accumulator") },
	}
}

func weightedSum(values, weights []float64) float64 {
	var sum CompensatedSum
	for i, v := range values {
		if v == v {
			sum = sum.Add(v * weights[i])
		}
	}
	return sum.Value()
}

func weightedMean(values, weights []float64) float64 {
	total := 0.0
	for i, v := range values {
		if v == v {
			total += weights[i]
		}
	}
	return weightedSum(values, weights) / total
}

func weightedVar(values, weights []float64, ddof int) float64 {
	mean := weightedMean(values, weights)
	n, total, squares := 0, 0.0, 0.0
	for i, v := range values {
		if v == v {
			n++
			total += weights[i]
			squares += weights[i] * (v - mean) * (v - mean)
		}
	}
	if n <= ddof {
		return math.NaN()
	}
	return squares / total * float64(n) / float64(n-ddof)
}

// weightedQueue is the Queue of a weighted aggregate. The window is values[head:].
type weightedQueue struct {
	weights   []float64
	statistic weightedStatistic
	values    []float64
	head      int
	count     int // of the values that are not missing
}

func (q *weightedQueue) Push(v float64) {
	if len(q.values) == cap(q.values) && q.head > len(q.values)/2 {
		q.values = q.values[:copy(q.values, q.values[q.head:])]
		q.head = 0
	}
	q.values = append(q.values, v)
	if v == v {
		q.count++
	}
}

func (q *weightedQueue) PushAll(values []float64) { pushEach(q, values) }

func (q *weightedQueue) Pop(n int) {
	checkPop(n, q.Len())
	for _, v := range q.values[q.head : q.head+n] {
		if v == v {
			q.count--
		}
	}
	q.head += n
}

func (q *weightedQueue) Value() float64 {
	values := q.values[q.head:]
	if q.count == 0 || len(values) > len(q.weights) {
		return math.NaN()
	}
	return q.statistic(values, q.weights[len(q.weights)-len(values):])
}

func (q *weightedQueue) Count() int { return q.count }

func (q *weightedQueue) Len() int { return len(q.values) - q.head }

func (q *weightedQueue) Roll(out, in []float64, evict []int, minCount int) {
	rollEach(q, out, in, evict, minCount)
}

func (q *weightedQueue) AppendBinary(dst []byte) []byte { return AppendValues(dst, q.values[q.head:]) }

func (q *weightedQueue) Restore(src []byte) (rest []byte, err error) {
	values, rest, err := ReadValues(src)
	if err == nil {
		*q = weightedQueue{weights: q.weights, statistic: q.statistic}
		q.values = slices.Grow(q.values, len(values))
		q.PushAll(values)
	}
	return rest, err
}
