package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Min is the smallest value.
func Min() Aggregate {
	return newAggregate(selectAggregator{replaces: func(old, new float64) bool { return new < old }})
}

// Max is the largest value.
func Max() Aggregate {
	return newAggregate(selectAggregator{replaces: func(old, new float64) bool { return new > old }})
}

// First is the oldest value that is not missing.
func First() Aggregate {
	return newAggregate(selectAggregator{replaces: func(_, _ float64) bool { return false }})
}

// Last is the newest value that is not missing.
func Last() Aggregate {
	return newAggregate(selectAggregator{replaces: func(_, _ float64) bool { return true }})
}

// selectPartial is the value that was selected out of count values.
type selectPartial struct {
	value float64
	count int
}

// selectAggregator selects one of the values.
type selectAggregator struct {
	float64Values
	replaces func(old, new float64) bool // reports whether new takes the place of old
}

func (r selectAggregator) add(p selectPartial, v float64) selectPartial {
	if v != v {
		return p
	}
	if p.count == 0 || r.replaces(p.value, v) {
		p.value = v
	}
	p.count++
	return p
}

func (r selectAggregator) merge(a, b selectPartial) selectPartial {
	switch {
	case b.count == 0:
		return a
	case a.count == 0:
		return b
	case r.replaces(a.value, b.value):
		a.value = b.value
	}
	a.count += b.count
	return a
}

func (selectAggregator) result(p selectPartial) (float64, int) {
	if p.count == 0 {
		return math.NaN(), 0
	}
	return p.value, p.count
}

func (selectAggregator) appendPart(dst []byte, p selectPartial) []byte {
	return state.AppendFloat(state.AppendCount(dst, p.count), p.value)
}

func (selectAggregator) readPart(r *state.Reader) selectPartial {
	return selectPartial{count: readCount(r), value: r.Float()}
}
