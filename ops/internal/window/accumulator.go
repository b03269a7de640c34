package window

import "math"

// accumulator is one part, to which all values are added.
type accumulator[V, P any] struct {
	rule rule[V, P]
	part P
}

func (a *accumulator[V, P]) Add(v V) { a.part = a.rule.add(a.part, v) }

func (a *accumulator[V, P]) AddAll(values []V) {
	if r, ok := a.rule.(adder[V, P]); ok {
		a.part = r.addAll(a.part, values)
		return
	}
	part := a.part
	for _, v := range values {
		part = a.rule.add(part, v)
	}
	a.part = part
}

func (a *accumulator[V, P]) Run(out []float64, in []V, least int) {
	out = out[:len(in)]
	part := a.part
	for i, v := range in {
		part = a.rule.add(part, v)
		value, count := a.rule.result(part)
		if count < least {
			value = math.NaN()
		}
		out[i] = value
	}
	a.part = part
}

func (a *accumulator[V, P]) Value() float64 {
	v, _ := a.rule.result(a.part)
	return v
}

func (a *accumulator[V, P]) Count() int {
	_, n := a.rule.result(a.part)
	return n
}

func (a *accumulator[V, P]) AppendBinary(dst []byte) []byte { return a.rule.appendPart(dst, a.part) }

func (a *accumulator[V, P]) Restore(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	if part := a.rule.readPart(&r); r.err == nil {
		a.part = part
	}
	return r.end()
}
