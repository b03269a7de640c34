package window

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Ties says which rank equal values have.
type Ties int

// The ranks of equal values, which are pandas' methods of rank.
const (
	AverageRank Ties = iota // the mean of the ranks that they take together
	MinRank                 // the lowest of these
	MaxRank                 // the highest of these
	DenseRank               // the rank among the different values
)

// RankOrder says how ranks are counted.
type RankOrder struct {
	Ties       Ties
	Descending bool // the largest value has the rank 1, not the smallest one
	Share      bool // ranks are divided by the number of values; dense ranks by that of different values
}

// Rank is the rank of the newest value among all values, from 1. It is NaN if the newest value is missing. A value costs
// O(log n), as for [Quantile]. A window keeps 20 bytes a value, an accumulator 8 to 16: it keeps all values. A dense rank also
// keeps each different value, at 8 to 16 bytes.
func Rank(o RankOrder) Aggregate {
	if o.Ties < AverageRank || o.Ties > DenseRank {
		panic(fmt.Sprintf("window: ties must be from 0 to 3, got %d", o.Ties))
	}
	return Aggregate{
		queue:       func() Queue { return newRankQueue(o) },
		accumulator: func() Accumulator { return newRankAccumulator(o) },
	}
}

// of returns the rank of v, which is in the list or missing. different has each value of the list once, for dense ranks.
func (o RankOrder) of(s, different *sortedList, v float64) float64 {
	if v != v || s.len == 0 {
		return math.NaN()
	}
	if o.Ties == DenseRank {
		s = different
	}
	low, high := s.rank(v)+1, s.rank(math.Nextafter(v, math.Inf(1)))
	if math.IsInf(v, 1) {
		high = s.len
	}
	if o.Descending {
		low, high = s.len+1-high, s.len+1-low
	}
	rank := (float64(low) + float64(high)) / 2
	switch o.Ties {
	case MinRank:
		rank = float64(low)
	case MaxRank:
		rank = float64(high)
	}
	if o.Share {
		rank /= float64(s.len)
	}
	return rank
}

// rankQueue is the Queue of Rank.
type rankQueue struct {
	quantileQueue // its values, and its loops
	order         RankOrder
	different     sortedList // each value once, for dense ranks
	newest        float64
}

func newRankQueue(o RankOrder) *rankQueue { return &rankQueue{order: o, newest: math.NaN()} }

func (q *rankQueue) Push(v float64) {
	q.newest = v + 0
	if q.order.Ties == DenseRank && v == v && !q.sorted.has(q.newest) {
		q.different.add(q.newest)
	}
	q.quantileQueue.Push(v)
}

func (q *rankQueue) PushAll(values []float64) {
	if q.order.Ties == DenseRank {
		pushEach(q, values)
		return
	}
	q.quantileQueue.PushAll(values)
	if n := len(values); n > 0 {
		q.newest = values[n-1] + 0
	}
}

func (q *rankQueue) Pop(n int) {
	if q.order.Ties != DenseRank {
		q.quantileQueue.Pop(n)
		return
	}
	checkPop(n, q.values.len)
	for range n {
		v := q.values.pop()
		if v != v {
			continue
		}
		if q.sorted.remove(v); !q.sorted.has(v) {
			q.different.remove(v)
		}
	}
}

func (q *rankQueue) Value() float64 {
	if q.values.len == 0 {
		return math.NaN()
	}
	return q.order.of(&q.sorted, &q.different, q.newest)
}

func (q *rankQueue) Roll(out, in []float64, evict []int, minCount int) {
	q.rollTouched(q, out, in, evict, minCount)
}

func (q *rankQueue) Restore(src []byte) (rest []byte, err error) {
	n := newRankQueue(q.order)
	if rest, err = restoreBlockQueue(src, n.Push); err == nil {
		*q = *n
	}
	return rest, err
}

// rankAccumulator is the Accumulator of Rank.
type rankAccumulator struct {
	order     RankOrder
	sorted    sortedList
	different sortedList // each value once, for dense ranks
	newest    float64
}

func newRankAccumulator(o RankOrder) *rankAccumulator {
	return &rankAccumulator{order: o, newest: math.NaN()}
}

func (a *rankAccumulator) Add(v float64) {
	a.newest = v + 0
	if v != v {
		return
	}
	if a.order.Ties == DenseRank && !a.sorted.has(a.newest) {
		a.different.add(a.newest)
	}
	a.sorted.add(a.newest)
}

func (a *rankAccumulator) AddAll(values []float64) { addEach(a, values) }

func (a *rankAccumulator) Run(out, in []float64, minCount int) {
	runTouched(a, &a.sorted, out, in, minCount)
}

func (a *rankAccumulator) Value() float64 { return a.order.of(&a.sorted, &a.different, a.newest) }

func (a *rankAccumulator) Count() int { return a.sorted.len }

func (a *rankAccumulator) AppendBinary(dst []byte) []byte {
	return appendSorted(state.AppendFloat(dst, a.newest), &a.sorted)
}

func (a *rankAccumulator) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	n := newRankAccumulator(a.order)
	n.newest = r.Float()
	if readSorted(r, &n.sorted); r.Err() == nil {
		if n.order.Ties == DenseRank {
			for v := range n.sorted.all {
				if !n.different.has(v) {
					n.different.add(v)
				}
			}
		}
		*a = *n
	}
	return r.Finish()
}
