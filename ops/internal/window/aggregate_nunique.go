package window

import (
	"slices"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// NUnique is the number of distinct values. It costs 50 to 90 ns for a value that enters and one that leaves, 8 bytes a
// value in the window, and 22 to 128 bytes for each distinct value.
func NUnique() Aggregate {
	return Aggregate{
		queue:       func() Queue { return &distinctQueue{} },
		accumulator: func() Accumulator { return &distinctAccumulator{} },
		mergeable:   true,
	}
}

// distinctQueue is the Queue of NUnique.
type distinctQueue struct {
	values blockQueue[float64]
	set    multiset
	count  int
}

func (q *distinctQueue) Push(v float64) {
	q.values.push(v)
	if v == v {
		q.set.add(v)
		q.count++
	}
}

func (q *distinctQueue) PushAll(values []float64) { pushEach(q, values) }

func (q *distinctQueue) Pop(n int) {
	checkPop(n, q.values.len)
	for range n {
		if v := q.values.pop(); v == v {
			q.set.remove(v)
			q.count--
		}
	}
}

func (q *distinctQueue) Value() float64 { return float64(q.set.distinct) }

func (q *distinctQueue) Count() int { return q.count }

func (q *distinctQueue) Len() int { return q.values.len }

func (q *distinctQueue) Roll(out, in []float64, evict []int, minCount int) {
	rollEach(q, out, in, evict, minCount)
}

func (q *distinctQueue) AppendBinary(dst []byte) []byte { return appendBlockQueue(dst, &q.values) }

func (q *distinctQueue) Restore(src []byte) (rest []byte, err error) {
	n := &distinctQueue{}
	if rest, err = restoreBlockQueue(src, n.Push); err == nil {
		*q = *n
	}
	return rest, err
}

// distinctAccumulator is the Accumulator of NUnique. It keeps each distinct value.
type distinctAccumulator struct {
	set   multiset
	count int
}

func (a *distinctAccumulator) Add(v float64) {
	if v == v {
		a.set.add(v)
		a.count++
	}
}

func (a *distinctAccumulator) AddAll(values []float64) { addEach(a, values) }

func (a *distinctAccumulator) Run(out, in []float64, minCount int) { runEach(a, out, in, minCount) }

func (a *distinctAccumulator) Value() float64 { return float64(a.set.distinct) }

func (a *distinctAccumulator) Count() int { return a.count }

// AppendBinary writes the values in ascending order, so that equal accumulators have equal bytes.
func (a *distinctAccumulator) AppendBinary(dst []byte) []byte {
	values := make([]float64, 0, a.set.distinct)
	for _, s := range a.set.slots {
		if s.count > 0 {
			values = append(values, s.value)
		}
	}
	slices.Sort(values)
	return state.AppendFloats(state.AppendCount(state.AppendCount(dst, a.count), len(values)), values...)
}

func (a *distinctAccumulator) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	n := distinctAccumulator{count: readCount(r)}
	for range readLength(r, "the number of values", 8) {
		if v := r.Float(); v == v {
			n.set.add(v)
		}
	}
	if r.Err() == nil {
		*a = n
	}
	return r.Finish()
}
