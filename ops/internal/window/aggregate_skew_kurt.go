package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Skew is the skewness with pandas' correction for bias, G1. It is NaN for fewer than 3 values, and if all are equal.
//
// Moments are merged by Pébay's formulas (Formulas for Robust, One-Pass Parallel Computation of Covariances and
// Arbitrary-Order Statistical Moments, 2008). The cubes of distances from the mean beyond 1e102 overflow, and the
// result is NaN. Those of distances below 1e-108 underflow to 0.
func Skew() Aggregate {
	return newAggregate(higherMomentsAggregator{statistic: higherMoments.skewness})
}

// Kurt is the excess kurtosis with pandas' correction for bias, G2. It is NaN for fewer than 4 values, and if
// all are equal. The fourth powers of distances from the mean beyond 1e77 overflow, and the result
// is NaN. Those of distances below 1e-81 underflow to 0.
func Kurt() Aggregate {
	return newAggregate(higherMomentsAggregator{statistic: higherMoments.kurtosis})
}

// higherMoments adds the third and the fourth central moment to moments: the sums of these powers of the distances from
// the mean.
type higherMoments struct {
	moments
	m3, m4 float64
}

func (a higherMoments) skewness() float64 {
	n := float64(a.count)
	if n < 3 || !a.hasFiniteMean() || a.m2 == 0 {
		return math.NaN()
	}
	return n * math.Sqrt(n-1) / (n - 2) * (a.m3 / a.m2 / math.Sqrt(a.m2))
}

func (a higherMoments) kurtosis() float64 {
	n := float64(a.count)
	if n < 4 || !a.hasFiniteMean() || a.m2 == 0 {
		return math.NaN()
	}
	return (n - 1) / ((n - 2) * (n - 3)) * ((n+1)*n*(a.m4/a.m2/a.m2) - 3*(n-1))
}

// higherMomentsAggregator computes a statistic of the moments of up to fourth order.
type higherMomentsAggregator struct {
	float64Values
	statistic func(higherMoments) float64
}

func (r higherMomentsAggregator) add(p higherMoments, v float64) higherMoments {
	if v != v {
		return p
	}
	return r.merge(p, higherMoments{moments: moments{count: 1, mean: CompensatedSum{sum: v}}})
}

func (higherMomentsAggregator) merge(a, b higherMoments) higherMoments {
	switch {
	case a.count == 0:
		return b
	case b.count == 0:
		return a
	}
	delta := a.meanDifference(b.moments)
	na, nb := float64(a.count), float64(b.count)
	d := delta / (na + nb) // the terms below are powers of d
	between := delta * d * na * nb
	return higherMoments{
		moments: a.moments.merge(b.moments, delta),
		m3:      a.m3 + b.m3 + between*d*(na-nb) + 3*d*(na*b.m2-nb*a.m2),
		m4: a.m4 + b.m4 + between*d*d*(na*na-na*nb+nb*nb) + 6*d*d*(na*na*b.m2+nb*nb*a.m2) +
			4*d*(na*b.m3-nb*a.m3),
	}
}

func (r higherMomentsAggregator) result(p higherMoments) (float64, int) {
	return r.statistic(p), p.count
}

func (higherMomentsAggregator) appendPart(dst []byte, p higherMoments) []byte {
	return state.AppendFloat(state.AppendFloat(p.moments.appendTo(dst), p.m3), p.m4)
}

func (higherMomentsAggregator) readPart(r *state.Reader) higherMoments {
	return higherMoments{readMoments(r), r.Float(), r.Float()}
}
