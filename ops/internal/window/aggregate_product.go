package window

import "math"

// Prod multiplies; the product of no values is 1. What overflows or vanishes on the way does not matter, only the whole
// product must fit: 1e300, 1e300 and 1e-300 make 1e300.
func Prod() Kind { return newKind(productAggregator{}) }

// product is fraction * 2^exp, of n values; the fraction is from 1/2 to 1, if it is neither 0 nor infinite.
type productPartial struct {
	fraction float64
	exponent int
	count    int
}

type productAggregator struct{ float64Values }

func (r productAggregator) add(p productPartial, v float64) productPartial {
	if v != v {
		return p
	}
	fraction, exp := math.Frexp(v)
	return r.merge(p, productPartial{fraction, exp, 1})
}

func (productAggregator) merge(a, b productPartial) productPartial {
	switch {
	case a.count == 0:
		return b
	case b.count == 0:
		return a
	}
	fraction, exp := math.Frexp(a.fraction * b.fraction)
	return productPartial{fraction, exp + a.exponent + b.exponent, a.count + b.count}
}

func (productAggregator) result(p productPartial) (float64, int) {
	if p.count == 0 {
		return 1, 0
	}
	return math.Ldexp(p.fraction, p.exponent), p.count
}

func (productAggregator) appendPart(dst []byte, p productPartial) []byte {
	return appendUint(appendFloat(appendInt(dst, p.count), p.fraction), uint64(p.exponent))
}

func (productAggregator) readPart(r *stateReader) productPartial {
	return productPartial{count: r.count(), fraction: r.float(), exponent: int(int64(r.uint()))}
}
