package window

// Count counts the values that are not missing. There is always a result, so here, as in pandas, the least number of
// values that a result needs is one of rows: missing ones are as good.
func Count() Kind { return newKind(countAggregator{}) }

// tally counts values.
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
	return appendInt(appendInt(dst, p.valid), p.rows)
}

func (countAggregator) readPart(r *stateReader) countPartial {
	return countPartial{r.count(), r.count()}
}
