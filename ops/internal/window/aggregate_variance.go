package window

import "math"

// Var is the variance, with n-ddof as divisor; it is NaN for n <= ddof values. Of equal values it is exactly 0.
//
// Squared distances from the mean are added up, never squares subtracted (Chan, Golub, LeVeque: Updating Formulae and a
// Pairwise Algorithm for Computing Sample Variances, 1979), and the mean is kept in twice the precision; so the error is
// of the order of 1e-15 of the variance, wherever the values lie: 1e9+1, 1e9+2, 1e9+3 have the variance 1. Squares of
// distances beyond 1e154 overflow: then the variance is infinite. With an infinity among the values, it is NaN.
func Var(ddof int) Kind {
	return kindOf(spreadRule{of: func(s spread) float64 { return s.variance(ddof) }})
}

// Std is the standard deviation, the root of [Var].
func Std(ddof int) Kind {
	return kindOf(spreadRule{of: func(s spread) float64 { return math.Sqrt(s.variance(ddof)) }})
}

// Sem is the standard error of the mean: [Std] by the root of the number of values.
func Sem(ddof int) Kind {
	return kindOf(spreadRule{of: func(s spread) float64 { return math.Sqrt(s.variance(ddof) / float64(s.n)) }})
}

// spread is what n values are around their mean.
type spread struct {
	n    int
	mean Total
	m2   float64 // the sum of the squared distances from the mean
}

// apart gives how far b's mean lies from a's.
func (a spread) apart(b spread) float64 {
	return (b.mean.sum - a.mean.sum) + (b.mean.low - a.mean.low)
}

// join gives the spread of the values of both; delta is how far they lie apart.
func (a spread) join(b spread, delta float64) spread {
	n := a.n + b.n
	share := float64(b.n) / float64(n)
	return spread{n, a.mean.Plus(delta * share), a.m2 + b.m2 + delta*delta*float64(a.n)*share}
}

// variance gives m2/(n-ddof).
func (a spread) variance(ddof int) float64 {
	if a.n <= ddof || !a.finite() {
		return math.NaN()
	}
	return a.m2 / float64(a.n-ddof)
}

// finite says whether there is a mean to be apart from.
func (a spread) finite() bool { return a.mean.sum-a.mean.sum == 0 }

type spreadRule struct {
	column
	of func(spread) float64
}

func (r spreadRule) add(p spread, v float64) spread {
	if v != v {
		return p
	}
	return r.join(p, spread{n: 1, mean: Total{sum: v}})
}

func (spreadRule) join(a, b spread) spread {
	switch {
	case a.n == 0:
		return b
	case b.n == 0:
		return a
	}
	return a.join(b, a.apart(b))
}

func (r spreadRule) result(p spread) (float64, int) { return r.of(p), p.n }

func (spreadRule) appendPart(dst []byte, p spread) []byte { return p.appendTo(dst) }

func (spreadRule) readPart(r *stateReader) spread { return readSpread(r) }

func (a spread) appendTo(dst []byte) []byte {
	return appendFloat(a.mean.appendTo(appendInt(dst, a.n)), a.m2)
}

func readSpread(r *stateReader) spread { return spread{r.counter(), readTotal(r), r.float()} }
