package viz

import (
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/minmax"
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
	if a.dataRange.finite() {
		r = a.paddedLimits(aspect)
	}
	return r.Override(fixed)
}

// paddedLimits pads the range of the data and includes the soft range.
func (a axis) paddedLimits(aspect float64) Range {
	r := a.dataRange
	switch padding := (r.Hi - r.Lo) * a.padding / max(1, aspect); {
	case r.Lo == r.Hi && a.scale == guides.Time:
		r = Range{r.Lo - 0.5e9, r.Hi + 0.5e9}
	case r.Lo == r.Hi:
		r = rangeAround(r.Lo)
	case minmax.IsFinite(padding):
		r = Range{r.Lo - padding, r.Hi + padding}
	}
	if !a.softRange.finite() {
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
