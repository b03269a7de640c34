package window

import "math"

// accumulator is the [Accumulator] of an aggregator: one partial aggregate to which it adds every value.
type accumulator[V, P any] struct {
	aggregator aggregator[V, P]
	partial    P
}

func (a *accumulator[V, P]) Add(v V) { a.partial = a.aggregator.add(a.partial, v) }

func (a *accumulator[V, P]) AddAll(values []V) {
	if r, ok := a.aggregator.(bulkAdder[V, P]); ok {
		a.partial = r.addAll(a.partial, values)
		return
	}
	partial := a.partial
	for _, v := range values {
		partial = a.aggregator.add(partial, v)
	}
	a.partial = partial
}

func (a *accumulator[V, P]) Run(out []float64, in []V, minCount int) {
	out = out[:len(in)]
	partial := a.partial
	for i, v := range in {
		partial = a.aggregator.add(partial, v)
		value, count := a.aggregator.result(partial)
		if count < minCount {
			value = math.NaN()
		}
		out[i] = value
	}
	a.partial = partial
}

func (a *accumulator[V, P]) Value() float64 {
	v, _ := a.aggregator.result(a.partial)
	return v
}

func (a *accumulator[V, P]) Count() int {
	_, n := a.aggregator.result(a.partial)
	return n
}

func (a *accumulator[V, P]) AppendBinary(dst []byte) []byte {
	return a.aggregator.appendPart(dst, a.partial)
}

func (a *accumulator[V, P]) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	if partial := a.aggregator.readPart(r); r.Err() == nil {
		a.partial = partial
	}
	return r.Finish()
}
