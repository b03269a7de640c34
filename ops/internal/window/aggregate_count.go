package window

// Count counts the values that are not missing. There is always a result, so here, as in pandas, the least number of
// values that a result needs is one of rows: missing ones are as good.
func Count() Kind { return kindOf(countRule{}) }

// tally counts values.
type tally struct{ there, all int }

type countRule struct{ column }

func (countRule) add(p tally, v float64) tally {
	if v == v {
		p.there++
	}
	return tally{p.there, p.all + 1}
}

func (countRule) join(a, b tally) tally { return tally{a.there + b.there, a.all + b.all} }

func (countRule) result(p tally) (float64, int) { return float64(p.there), p.all }

func (countRule) appendPart(dst []byte, p tally) []byte {
	return appendInt(appendInt(dst, p.there), p.all)
}

func (countRule) readPart(r *stateReader) tally { return tally{r.counter(), r.counter()} }
