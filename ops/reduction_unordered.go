package ops

import (
	"cmp"
	"slices"

	"github.com/streamgage/streamgage/ops/internal/state"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// unorderedAccumulator computes a reduction of rows that come in any order. Oldest and newest are decided by the rows'
// times, and among rows of the same time by arrival.
type unorderedAccumulator interface {
	// add adds the rows [from, to) of a batch.
	add(in *inputColumn, times []int64, from, to int)
	// merge adds the rows of another accumulator of the same kind, all of which are of later times.
	merge(newer unorderedAccumulator)
	// appendResult appends the current result.
	appendResult(out *resultColumn) error
	save(dst []byte) []byte
	load(src []byte) (rest []byte, err error)
}

// newUnordered returns an unorderedAccumulator without rows.
func (o output) newUnordered() unorderedAccumulator {
	r := o.reduction
	switch {
	case o.form == asFloats && r.floats != nil && !r.floats.Mergeable():
		return &sortedValues{kind: *r.floats, useQueue: r.quantile != nil}
	case r.name == "first" || r.name == "last":
		newest := o
		newest.reduction = Last(r.column)
		return &firstOrLast{value: newest.newAccumulator(false), floats: o.form == asFloats, first: r.name == "first"}
	}
	a := o.newAccumulator(false)
	if x, ok := a.(orderedAccumulator); ok {
		return &orderedExtreme{x}
	}
	return &commutative{a}
}

// commutative is an accumulator whose result does not depend on the order of rows.
type commutative struct{ accumulator }

func (a *commutative) add(in *inputColumn, _ []int64, from, to int) { a.push(in, from, to) }

func (a *commutative) merge(newer unorderedAccumulator) {
	window.Merge(windowAccumulator(a.accumulator), windowAccumulator(newer.(*commutative).accumulator))
}

// windowAccumulator returns the accumulator of package window inside an accumulator of all rows.
func windowAccumulator(r accumulator) any {
	switch r := r.(type) {
	case *floatTotal:
		return r.total
	case *pairTotal:
		return r.total
	case *typedTotal[int64]:
		return r.total
	case *typedTotal[string]:
		return r.total
	case *distinct[int64]:
		return r.counter
	case *distinct[string]:
		return r.counter
	case *mode[float64]:
		return r.counter
	case *mode[int64]:
		return r.counter
	case *mode[string]:
		return r.counter
	}
	panic("ops: an accumulator of a window cannot be merged")
}

// firstOrLast selects the first or the last value by time. It pushes only values that replace the selected one into
// value, which is an accumulator of Last.
type firstOrLast struct {
	value  accumulator
	floats bool // the values are float64: NaN marks missing ones
	first  bool
	found  bool
	time   int64 // of the selected value
}

func (p *firstOrLast) add(in *inputColumn, times []int64, from, to int) {
	best := -1
	for i := from; i < to; i++ {
		if p.isBetter(times[i]) && p.valid(in, i) {
			best, p.found, p.time = i, true, times[i]
		}
	}
	if best >= 0 {
		p.value.push(in, best, best+1)
	}
}

// isBetter returns whether a value of time t that arrives now replaces the selected one.
func (p *firstOrLast) isBetter(t int64) bool {
	if p.first {
		return !p.found || t < p.time
	}
	return !p.found || t >= p.time
}

// valid returns whether the value of a row is not missing.
func (p *firstOrLast) valid(in *inputColumn, row int) bool {
	if p.floats {
		return in.floats[row] == in.floats[row]
	}
	return in.valid(row)
}

func (p *firstOrLast) merge(newer unorderedAccumulator) {
	if q := newer.(*firstOrLast); q.found && (!p.found || !p.first) {
		p.value, p.found, p.time = q.value, true, q.time
	}
}

func (p *firstOrLast) appendResult(out *resultColumn) error { return p.value.appendResult(out) }

func (p *firstOrLast) save(dst []byte) []byte {
	if !p.found {
		return append(dst, 0)
	}
	return p.value.save(state.AppendInt(append(dst, 1), p.time))
}

func (p *firstOrLast) load(src []byte) ([]byte, error) {
	r := state.NewReader(src)
	if p.found = r.Uint() != 0; p.found {
		p.time = r.Int()
		r.Load(p.value.load)
	}
	return r.Finish()
}

// sortedValues keeps all values, for reductions that need them in order or all at once. It sorts them by time when it
// computes the result.
type sortedValues struct {
	kind     window.Aggregate
	useQueue bool // compute with a queue, which is exact for quantiles, not with an accumulator
	values   []timedValue
	floats   []float64 // memory for appendResult
}

// timedValue is a value with the time of its row.
type timedValue struct {
	time  int64
	value float64
}

func (s *sortedValues) add(in *inputColumn, times []int64, from, to int) {
	for i := from; i < to; i++ {
		s.values = append(s.values, timedValue{times[i], in.floats[i]})
	}
}

func (s *sortedValues) merge(newer unorderedAccumulator) {
	s.values = append(s.values, newer.(*sortedValues).values...)
}

func (s *sortedValues) appendResult(out *resultColumn) error {
	slices.SortStableFunc(s.values, func(a, b timedValue) int { return cmp.Compare(a.time, b.time) })
	s.floats = s.floats[:0]
	for _, v := range s.values {
		s.floats = append(s.floats, v.value)
	}
	if s.useQueue {
		q := s.kind.Queue()
		q.PushAll(s.floats)
		return out.appendFloat(q.Value())
	}
	a := s.kind.Accumulator()
	a.AddAll(s.floats)
	return out.appendFloat(a.Value())
}

func (s *sortedValues) save(dst []byte) []byte {
	dst = state.AppendCount(dst, len(s.values))
	for _, v := range s.values {
		dst = state.AppendFloat(state.AppendInt(dst, v.time), v.value)
	}
	return dst
}

func (s *sortedValues) load(src []byte) ([]byte, error) {
	r := state.NewReader(src)
	s.values = make([]timedValue, r.Count())
	for i := range s.values {
		s.values[i] = timedValue{r.Int(), r.Float()}
	}
	return r.Finish()
}
