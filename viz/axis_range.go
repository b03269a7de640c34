package viz

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// Range is an interval of a dimension, in the dimension's units; for times, nanoseconds since the Unix epoch. The zero
// Range means that no range is asked for.
type Range struct{ Lo, Hi float64 }

// IsZero reports whether no range is asked for.
func (r Range) IsZero() bool { return r == Range{} }

// Override returns the range of an axis that would show r, but for which RedimRange or a view asks for fixed. A finite
// end of fixed replaces that of r; an infinite or NaN end does not. Ends in descending order are swapped, and a single
// value gets some room on both sides. So the result has two ends, in order, whose difference is finite.
func (r Range) Override(fixed Range) Range {
	lo, hi := finite(fixed.Lo), finite(fixed.Hi)
	if lo {
		r.Lo = fixed.Lo
	}
	if hi {
		r.Hi = fixed.Hi
	}
	switch {
	case r.Lo < r.Hi:
	case lo && hi && r.Lo > r.Hi:
		r.Lo, r.Hi = r.Hi, r.Lo
	case lo && !hi:
		r.Hi = rangeAround(r.Lo).Hi
	case hi && !lo:
		r.Lo = rangeAround(r.Hi).Lo
	default:
		r = rangeAround(r.Lo)
	}
	const limit = math.MaxFloat64 / 4 // differences of the ends must not overflow
	if r.Lo, r.Hi = max(r.Lo, -limit), min(r.Hi, limit); r.Lo >= r.Hi {
		return Range{-limit, limit} // all of r lies beyond the limit
	}
	return r
}

// finite reports whether both ends are finite.
func (r Range) finite() bool { return finite(r.Lo) && finite(r.Hi) }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// union returns the smallest range that holds both. A range that is not finite does not count.
func (r Range) union(o Range) Range {
	switch {
	case !r.finite():
		return o
	case !o.finite():
		return r
	}
	return Range{min(r.Lo, o.Lo), max(r.Hi, o.Hi)}
}

// noRange is the range of no data.
var noRange = Range{math.NaN(), math.NaN()}

// rangeOf returns the range of the finite values, or noRange if there are none.
func rangeOf(values []float64) Range {
	lo, hi := minmax.Finite(values)
	if lo > hi {
		return noRange
	}
	return Range{lo, hi}
}

// rangeAround returns a range with a single value in its middle: a tenth of the value on each side, or 0.5 around 0.
func rangeAround(v float64) Range {
	halfWidth := math.Abs(v) / 10
	if v == 0 {
		halfWidth = 0.5
	}
	return Range{v - halfWidth, v + halfWidth}
}
