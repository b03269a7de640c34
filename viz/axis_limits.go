package viz

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// limits returns the range that the axis shows, by HoloViews' rules. A fixed end is exact. Otherwise the range of the
// data is padded, and the soft range is included. An end that comes from the soft range has no padding. aspect is the
// length of this axis divided by that of the other axis. The padding applies to a square plot. A longer axis has
// proportionally less.
func (a axis) limits(fixed Range, aspect float64) Range {
	if a.scale == guides.Category && len(a.categories) > 0 {
		return Range{-0.5, float64(len(a.categories)) - 0.5}
	}
	r := Range{0, 1}
	if a.spacing.Kind == ticks.Log {
		r = Range{1, 10}
		fixed, a.dataRange = fixed.positive(), positiveData(a.dataRange)
	}
	if a.dataRange.finite() {
		r = a.paddedLimits(aspect)
	}
	if !minmax.IsFinite(fixed.Lo) && !minmax.IsFinite(fixed.Hi) && r.Lo < r.Hi {
		return r // values may be so large that the length of r overflows
	}
	return r.Override(fixed)
}

// positiveData returns the part of the data's range that a logarithmic axis shows. If the range reaches to 0 or below, as that of
// bars or of errors may, the axis begins at 0.01, or two decades below a smaller upper end: HoloViews' rule.
func positiveData(r Range) Range {
	switch {
	case !r.finite() || r.Hi <= 0:
		return noRange
	case r.Lo > 0:
		return r
	case r.Hi > 0.01:
		return Range{0.01, r.Hi}
	}
	if lo := r.Hi / 100; lo > 0 {
		return Range{lo, r.Hi}
	}
	return Range{r.Hi, r.Hi}
}

// positive returns r without the ends that are not positive.
func (r Range) positive() Range {
	if !(r.Lo > 0) {
		r.Lo = math.NaN()
	}
	if !(r.Hi > 0) {
		r.Hi = math.NaN()
	}
	return r
}

// padded adds padding on each side, a fraction of the span on the axis.
func (a axis) padded(r Range, padding float64) Range {
	if padding == 0 {
		return r
	}
	lo, hi := a.spacing.Transform(r.Lo), a.spacing.Transform(r.Hi)
	padding *= hi - lo
	p := Range{a.spacing.Inverse(lo - padding), a.spacing.Inverse(hi + padding)}
	if !p.finite() || !a.spacing.Holds(p.Lo) { // the padding leaves the range of floats
		return r
	}
	return p
}

// paddedLimits pads the range of the data and includes the soft range.
func (a axis) paddedLimits(aspect float64) Range {
	r := a.dataRange
	switch {
	case r.Lo == r.Hi && a.scale == guides.Time:
		r = Range{r.Lo - 0.5e9, r.Hi + 0.5e9}
	case r.Lo == r.Hi:
		r = rangeAround(r.Lo)
	default:
		r = a.padded(r, a.padding/max(1, aspect))
	}
	if !a.softRange.finite() || !a.spacing.Holds(a.softRange.Lo) || !a.spacing.Holds(a.softRange.Hi) {
		return r
	}
	if r.Lo = min(r.Lo, a.softRange.Lo); a.softRange.Lo <= a.dataRange.Lo {
		r.Lo = a.softRange.Lo
	}
	if r.Hi = max(r.Hi, a.softRange.Hi); a.softRange.Hi >= a.dataRange.Hi {
		r.Hi = a.softRange.Hi
	}
	if r.Lo == r.Hi { // all values are 0
		r.Hi++
	}
	return r
}

// fixedRange returns the range that the view requests for an axis. If the view requests none, it returns the range that
// RedimRange has set on the last chart that has one for its dimension. If there is none either, it returns noRange.
func fixedRange(charts []*Chart, axes []axis, view Range) Range {
	if !view.IsZero() {
		return view
	}
	r := noRange
	for i, c := range charts {
		if f, ok := c.FixedRange(axes[i].dim); ok {
			r = f
		}
	}
	return r
}
