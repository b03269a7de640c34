package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// Var is the variance with the divisor n-ddof. It is NaN for n <= ddof values, and exactly 0 if all values are equal.
//
// It sums squared distances from the mean and never subtracts squares (Chan, Golub, LeVeque: Updating Formulae and a
// Pairwise Algorithm for Computing Sample Variances, 1979). The mean has twice the precision of float64. The relative
// error is therefore of the order of 1e-15 for values of any size: 1e9+1, 1e9+2, 1e9+3 have the variance 1. The squares
// of distances beyond 1e154 overflow, and the variance is infinite. If a value is infinite, it is NaN.
func Var(ddof int) Aggregate {
	return newAggregate(momentsAggregator{statistic: func(s moments) float64 { return s.variance(ddof) }})
}

// Std is the standard deviation: the square root of [Var].
func Std(ddof int) Aggregate {
	return newAggregate(momentsAggregator{statistic: func(s moments) float64 { return math.Sqrt(s.variance(ddof)) }})
}

// Sem is the standard error of the mean: [Std] divided by the square root of the number of values.
func Sem(ddof int) Aggregate {
	return newAggregate(momentsAggregator{statistic: func(s moments) float64 { return math.Sqrt(s.variance(ddof) / float64(s.count)) }})
}

// moments holds the count, the mean and the second central moment of values.
type moments struct {
	count int
	mean  CompensatedSum
	m2    float64 // sum of the squared distances from the mean
}

// meanDifference returns b's mean minus a's.
func (a moments) meanDifference(b moments) float64 {
	return (b.mean.sum - a.mean.sum) + (b.mean.compensation - a.mean.compensation)
}

// merge returns the moments of the values of both. delta is a.meanDifference(b).
func (a moments) merge(b moments, delta float64) moments {
	n := a.count + b.count
	share := float64(b.count) / float64(n)
	return moments{n, a.mean.Add(delta * share), a.m2 + b.m2 + delta*delta*float64(a.count)*share}
}

// variance returns m2/(n-ddof), or NaN if there are too few values or the mean is not finite.
func (a moments) variance(ddof int) float64 {
	if a.count <= ddof || !a.hasFiniteMean() {
		return math.NaN()
	}
	return a.m2 / float64(a.count-ddof)
}

// hasFiniteMean reports whether no infinity has entered and the sum has not overflowed.
func (a moments) hasFiniteMean() bool { return a.mean.sum-a.mean.sum == 0 }

// momentsAggregator computes a statistic of the moments of up to second order.
type momentsAggregator struct {
	float64Values
	statistic func(moments) float64
}

func (r momentsAggregator) add(p moments, v float64) moments {
	if v != v {
		return p
	}
	return r.merge(p, moments{count: 1, mean: CompensatedSum{sum: v}})
}

func (momentsAggregator) merge(a, b moments) moments {
	switch {
	case a.count == 0:
		return b
	case b.count == 0:
		return a
	}
	return a.merge(b, a.meanDifference(b))
}

func (r momentsAggregator) result(p moments) (float64, int) { return r.statistic(p), p.count }

func (momentsAggregator) appendPart(dst []byte, p moments) []byte { return p.appendTo(dst) }

func (momentsAggregator) readPart(r *state.Reader) moments { return readMoments(r) }

func (a moments) appendTo(dst []byte) []byte {
	return state.AppendFloat(a.mean.Append(state.AppendCount(dst, a.count)), a.m2)
}

func readMoments(r *state.Reader) moments {
	return moments{readCount(r), readCompensatedSum(r), r.Float()}
}
