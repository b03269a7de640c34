package window

import "github.com/streamgage/streamgage/ops/internal/state"

// Any is 1 if any value is not 0, else 0, also if there are no values.
func Any() Aggregate {
	return newAggregate(truthAggregator{holds: func(p truthPartial) bool { return p.truths > 0 }})
}

// All is 1 if no value is 0, also if there are no values, else 0.
func All() Aggregate {
	return newAggregate(truthAggregator{holds: func(p truthPartial) bool { return p.truths == p.count }})
}

// truthPartial counts values that are not missing, and those of them that are not 0.
type truthPartial struct{ truths, count int }

type truthAggregator struct {
	float64Values
	holds func(truthPartial) bool
}

func (truthAggregator) add(p truthPartial, v float64) truthPartial {
	if v == v {
		p.count++
		if v != 0 {
			p.truths++
		}
	}
	return p
}

func (truthAggregator) merge(a, b truthPartial) truthPartial {
	return truthPartial{a.truths + b.truths, a.count + b.count}
}

func (r truthAggregator) result(p truthPartial) (float64, int) {
	if r.holds(p) {
		return 1, p.count
	}
	return 0, p.count
}

func (truthAggregator) appendPart(dst []byte, p truthPartial) []byte {
	return state.AppendCount(state.AppendCount(dst, p.truths), p.count)
}

func (truthAggregator) readPart(r *state.Reader) truthPartial {
	p := truthPartial{readCount(r), readCount(r)}
	if p.truths > p.count {
		fail(r, "at most all of %d values can be true, got %d", p.count, p.truths)
	}
	return p
}
