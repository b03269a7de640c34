package window

import "github.com/streamgage/streamgage/ops/internal/state"

// Count is the number of values that are not missing. It has a result for every window, so the minimum count of values
// that a result needs is a count of rows here, missing ones included, as in pandas.
func Count() Aggregate { return newAggregate(countAggregator{}) }

// countPartial counts the values that are not missing, and all rows.
type countPartial struct{ valid, rows int }

type countAggregator struct{ float64Values }

func (countAggregator) add(p countPartial, v float64) countPartial {
	if v == v {
		p.valid++
	}
	return countPartial{p.valid, p.rows + 1}
}

func (countAggregator) merge(a, b countPartial) countPartial {
	return countPartial{a.valid + b.valid, a.rows + b.rows}
}

func (countAggregator) result(p countPartial) (float64, int) { return float64(p.valid), p.rows }

func (countAggregator) appendPart(dst []byte, p countPartial) []byte {
	return state.AppendCount(state.AppendCount(dst, p.valid), p.rows)
}

func (countAggregator) readPart(r *state.Reader) countPartial {
	return countPartial{readCount(r), readCount(r)}
}
