package viz

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// Range is an interval of a dimension, in the dimension's units. The unit of times is nanoseconds since the Unix epoch.
// The zero Range means that no range is requested.
type Range struct{ Lo, Hi float64 }

// IsZero reports whether r is the zero Range: no range is requested.
func (r Range) IsZero() bool { return r == Range{} }

// Override returns r with its ends replaced by the finite ends of fixed. An infinite or NaN end of fixed replaces
// nothing. r is the range that an axis would show; fixed is the range that RedimRange or a view requests. Ends in
// descending order are swapped, and a single value gets some space on both sides. So the ends of the result are in
// ascending order, and their difference is finite.
func (r Range) Override(fixed Range) Range {
	lo, hi := minmax.IsFinite(fixed.Lo), minmax.IsFinite(fixed.Hi)
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
	const limit = math.MaxFloat64 / 4 // the difference of the ends must not overflow
	if r.Lo, r.Hi = max(r.Lo, -limit), min(r.Hi, limit); r.Lo >= r.Hi {
		return Range{-limit, limit} // all of r lies beyond the limit
	}
	return r
}

// finite reports whether both ends are finite.
func (r Range) finite() bool { return minmax.IsFinite(r.Lo) && minmax.IsFinite(r.Hi) }

// union returns the smallest range that contains r and o. It ignores a range that is not finite.
func (r Range) union(o Range) Range {
	switch {
	case !r.finite():
		return o
	case !o.finite():
		return r
	}
	return Range{min(r.Lo, o.Lo), max(r.Hi, o.Hi)}
}

// noRange is the range of an axis without data: both ends are NaN.
var noRange = Range{math.NaN(), math.NaN()}

// rangeOf returns the range of the finite values, or noRange if there are none.
func rangeOf(values []float64) Range {
	lo, hi := minmax.Finite(values)
	if lo > hi {
		return noRange
	}
	return Range{lo, hi}
}

// rangeAround returns a range with v in its middle. It reaches a tenth of |v| to each side, or 0.5 if v is 0.
func rangeAround(v float64) Range {
	halfWidth := math.Abs(v) / 10
	if v == 0 {
		halfWidth = 0.5
	}
	if halfWidth == 0 { // a tenth of |v| is too small for a float
		halfWidth = math.SmallestNonzeroFloat64
	}
	return Range{max(v-halfWidth, -math.MaxFloat64), min(v+halfWidth, math.MaxFloat64)}
}
