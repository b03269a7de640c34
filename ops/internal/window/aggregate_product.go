package window

import "math"

// Prod multiplies; the product of no values is 1. What overflows or vanishes on the way does not matter, only the whole
// product must fit: 1e300, 1e300 and 1e-300 make 1e300.
func Prod() Kind { return kindOf(prodRule{}) }

// product is fraction * 2^exp, of n values; the fraction is from 1/2 to 1, if it is neither 0 nor infinite.
type product struct {
	fraction float64
	exp      int
	n        int
}

type prodRule struct{ column }

func (r prodRule) add(p product, v float64) product {
	if v != v {
		return p
	}
	fraction, exp := math.Frexp(v)
	return r.join(p, product{fraction, exp, 1})
}

func (prodRule) join(a, b product) product {
	switch {
	case a.n == 0:
		return b
	case b.n == 0:
		return a
	}
	fraction, exp := math.Frexp(a.fraction * b.fraction)
	return product{fraction, exp + a.exp + b.exp, a.n + b.n}
}

func (prodRule) result(p product) (float64, int) {
	if p.n == 0 {
		return 1, 0
	}
	return math.Ldexp(p.fraction, p.exp), p.n
}

func (prodRule) appendPart(dst []byte, p product) []byte {
	return appendUint(appendFloat(appendInt(dst, p.n), p.fraction), uint64(p.exp))
}

func (prodRule) readPart(r *stateReader) product {
	return product{n: r.counter(), fraction: r.float(), exp: int(int64(r.uint()))}
}
