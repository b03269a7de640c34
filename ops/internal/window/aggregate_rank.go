package window

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Ties says which rank equal values have.
type Ties int

// The ranks of equal values, which are pandas' methods of rank in windows.
const (
	AverageRank Ties = iota // the mean of the ranks that they take together
	MinRank                 // the lowest of these
	MaxRank                 // the highest of these
)

// RankOrder says how ranks are counted.
type RankOrder struct {
	Ties       Ties
	Descending bool // the largest value has the rank 1, not the smallest one
	Share      bool // ranks are divided by the number of values
}

// Rank is the rank of the newest value among all values, from 1. It is NaN if the newest value is missing. A value costs
// O(log n), as for [Quantile]. A window keeps 20 bytes a value, an accumulator 8 to 16: it keeps all values.
func Rank(o RankOrder) Aggregate {
	if o.Ties < AverageRank || o.Ties > MaxRank {
		panic(fmt.Sprintf("window: ties must be from 0 to 2, got %d", o.Ties))
	}
	return Aggregate{
		queue:       func() Queue { return &rankQueue{order: o, newest: math.NaN()} },
		accumulator: func() Accumulator { return &rankAccumulator{order: o, newest: math.NaN()} },
	}
}

// of returns the rank of v, which is in the list or missing.
func (o RankOrder) of(s *sortedList, v float64) float64 {
	if v != v || s.len == 0 {
		return math.NaN()
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
	newest        float64
}

func (q *rankQueue) Push(v float64) {
	q.quantileQueue.Push(v)
	q.newest = v + 0
}

func (q *rankQueue) PushAll(values []float64) {
	q.quantileQueue.PushAll(values)
	if n := len(values); n > 0 {
		q.newest = values[n-1] + 0
	}
}

func (q *rankQueue) Value() float64 {
	if q.values.len == 0 {
		return math.NaN()
	}
	return q.order.of(&q.sorted, q.newest)
}

func (q *rankQueue) Roll(out, in []float64, evict []int, minCount int) {
	q.rollTouched(q, out, in, evict, minCount)
}

func (q *rankQueue) Restore(src []byte) (rest []byte, err error) {
	n := &rankQueue{order: q.order, newest: math.NaN()}
	if rest, err = restoreBlockQueue(src, n.Push); err == nil {
		*q = *n
	}
	return rest, err
}

// rankAccumulator is the Accumulator of Rank.
type rankAccumulator struct {
	order  RankOrder
	sorted sortedList
	newest float64
}

func (a *rankAccumulator) Add(v float64) {
	a.newest = v + 0
	if v == v {
		a.sorted.add(a.newest)
	}
}

func (a *rankAccumulator) AddAll(values []float64) { addEach(a, values) }

func (a *rankAccumulator) Run(out, in []float64, minCount int) {
	runTouched(a, &a.sorted, out, in, minCount)
}

func (a *rankAccumulator) Value() float64 { return a.order.of(&a.sorted, a.newest) }

func (a *rankAccumulator) Count() int { return a.sorted.len }

func (a *rankAccumulator) AppendBinary(dst []byte) []byte {
	return appendSorted(state.AppendFloat(dst, a.newest), &a.sorted)
}

func (a *rankAccumulator) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	n := &rankAccumulator{order: a.order, newest: r.Float()}
	if readSorted(r, &n.sorted); r.Err() == nil {
		*a = *n
	}
	return r.Finish()
}
