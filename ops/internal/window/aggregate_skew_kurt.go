package window

import "math"

// Skew is the skewness with pandas' correction for bias, G1; it is NaN for fewer than 3 values, and 0 of equal ones.
//
// Moments are joined by Pébay's formulas (Formulas for Robust, One-Pass Parallel Computation of Covariances and
// Arbitrary-Order Statistical Moments, 2008). Cubes of distances beyond 1e102 overflow: then it is
// NaN; those of distances below 1e-108 vanish.
func Skew() Kind { return kindOf(shapeRule{of: shape.skewness}) }

// Kurt is the excess kurtosis with pandas' correction for bias, G2; it is NaN for fewer than 4 values, and, as in pandas'
// rolling, -3 of equal ones. Fourth powers of distances beyond 1e77 overflow: then it is NaN; those of distances below 1e-81
// vanish.
func Kurt() Kind { return kindOf(shapeRule{of: shape.kurtosis}) }

// shape is a spread and the sums of higher powers of the distances from the mean.
type shape struct {
	spread
	m3, m4 float64
}

func (a shape) skewness() float64 {
	n := float64(a.n)
	switch {
	case n < 3 || !a.finite():
		return math.NaN()
	case a.m2 == 0:
		return 0
	}
	return n * math.Sqrt(n-1) / (n - 2) * (a.m3 / a.m2 / math.Sqrt(a.m2))
}

func (a shape) kurtosis() float64 {
	n := float64(a.n)
	switch {
	case n < 4 || !a.finite():
		return math.NaN()
	case a.m2 == 0:
		return -3
	}
	return (n - 1) / ((n - 2) * (n - 3)) * ((n+1)*n*(a.m4/a.m2/a.m2) - 3*(n-1))
}

type shapeRule struct {
	column
	of func(shape) float64
}

func (r shapeRule) add(p shape, v float64) shape {
	if v != v {
		return p
	}
	return r.join(p, shape{spread: spread{n: 1, mean: Total{sum: v}}})
}

func (shapeRule) join(a, b shape) shape {
	switch {
	case a.n == 0:
		return b
	case b.n == 0:
		return a
	}
	delta := a.apart(b.spread)
	na, nb := float64(a.n), float64(b.n)
	d := delta / (na + nb) // the terms by powers of it
	between := delta * d * na * nb
	return shape{
		spread: a.spread.join(b.spread, delta),
		m3:     a.m3 + b.m3 + between*d*(na-nb) + 3*d*(na*b.m2-nb*a.m2),
		m4: a.m4 + b.m4 + between*d*d*(na*na-na*nb+nb*nb) + 6*d*d*(na*na*b.m2+nb*nb*a.m2) +
			4*d*(na*b.m3-nb*a.m3),
	}
}

func (r shapeRule) result(p shape) (float64, int) { return r.of(p), p.n }

func (shapeRule) appendPart(dst []byte, p shape) []byte {
	return appendFloat(appendFloat(p.spread.appendTo(dst), p.m3), p.m4)
}

func (shapeRule) readPart(r *stateReader) shape { return shape{readSpread(r), r.float(), r.float()} }
