package window

import "math"

// Prod multiplies; the product of no values is 1. What overflows or vanishes on the way does not matter, only the whole
// product must fit: 1e300, 1e300 and 1e-300 make 1e300.
func Prod() Kind { return kindOf(prodRule{}) }

// product is fraction * 2^exp, of n values.
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
	return r.join(p, product{fraction: v, n: 1})
}

func (prodRule) join(a, b product) product {
	switch {
	case a.n == 0:
		a.fraction = 1
	case b.n == 0:
		b.fraction = 1
	}
	x, i := math.Frexp(a.fraction)
	y, j := math.Frexp(b.fraction)
	return product{x * y, a.exp + b.exp + i + j, a.n + b.n}
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
