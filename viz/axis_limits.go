package viz

import (
	"fmt"
	"math"
	"slices"

	"github.com/streamgage/streamgage/viz/internal/furniture"
)

// axis is what a chart wants to show along one axis.
type axis struct {
	dim        string          // the dimension: axes of one dimension are shared
	dataRange  Range           // what the data covers; none if there is none
	softRange  Range           // what is to be seen too, such as 0 below bars; none if nothing is
	padding    float64         // room on each side, as a part of the data's span
	scale      furniture.Scale // of the data; where there is no data it counts for nothing
	categories []string
}

// pad is the room that HoloViews leaves on each side of the data, as a part of its span.
const defaultPadding = 0.1

// span is an axis over a column's values: a category for each text, in order of first appearance.
func (c *Chart) columnAxis(column string) axis {
	a := axis{dim: column, dataRange: noRange, softRange: noRange}
	switch {
	case column == "":
		a.dim = c.rowNumberDim()
		a.dataRange = rangeOf(c.values(column))
	case isText(c.data, column):
		a.scale, a.categories = furniture.Category, distinctTexts(c.data, column)
	case isTime(c.data, column):
		a.scale, a.dataRange = furniture.Time, rangeOf(c.values(column))
	default:
		a.dataRange = rangeOf(c.values(column))
	}
	return a
}

func (a axis) withPadding() axis {
	a.padding = defaultPadding
	return a
}

// from makes v visible whatever the data.
func (a axis) including(v float64) axis {
	a.softRange = Range{v, v}
	return a
}

func (a axis) hasNoData() bool { return !a.dataRange.finite() && len(a.categories) == 0 }

// join is the axis of several charts that are drawn on one another. Those without data count for nothing.
func combineAxes(axes []axis) (axis, error) {
	all := axis{dataRange: noRange, softRange: noRange}
	for i, a := range axes {
		switch {
		case i == 0 || all.hasNoData() && !a.hasNoData():
			all = a
			continue
		case a.hasNoData():
			continue
		case a.scale != all.scale:
			return all, fmt.Errorf("viz.Overlay: %w: one axis cannot show both %q and %q, which are of different kinds", ErrType, all.dim, a.dim)
		}
		all.dataRange = all.dataRange.union(a.dataRange)
		all.softRange = all.softRange.union(a.softRange)
		all.padding = max(all.padding, a.padding)
		for _, name := range a.categories {
			if !slices.Contains(all.categories, name) {
				all.categories = append(slices.Clip(all.categories), name)
			}
		}
	}
	return all, nil
}

// bounds is the range that the axis shows: HoloViews' rules. A fixed end is exact; else the data's range is padded, and
// what is soft is included, exactly where it lies outside the data. aspect is the axis' length over the other one's:
// padding is meant for a square plot, and a long axis has less of it.
func (a axis) limits(fixed Range, aspect float64) Range {
	if a.scale == furniture.Category && len(a.categories) > 0 {
		return Range{-0.5, float64(len(a.categories)) - 0.5}
	}
	r := Range{0, 1}
	if a.dataRange.finite() {
		r = a.paddedLimits(aspect)
	}
	return r.Override(fixed)
}

// Within is what an axis whose data has the range r shows where fixed is asked for: its ends in the place of r's, an
// infinite or NaN one aside. What is upside down is turned over, and a single value gets room round it, so that the
// result always has two ends, in order, whose difference is finite.
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
	// Differences of ends must not overflow.
	const most = math.MaxFloat64 / 4
	if r.Lo, r.Hi = max(r.Lo, -most), min(r.Hi, most); r.Lo >= r.Hi { // all of it lies beyond
		return Range{-most, most}
	}
	return r
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// widened pads the data's range and includes what is soft.
func (a axis) paddedLimits(aspect float64) Range {
	r := a.dataRange
	switch room := (r.Hi - r.Lo) * a.padding / max(1, aspect); {
	case r.Lo == r.Hi && a.scale == furniture.Time:
		r = Range{r.Lo - 0.5e9, r.Hi + 0.5e9}
	case r.Lo == r.Hi:
		r = rangeAround(r.Lo)
	case finite(room):
		r = Range{r.Lo - room, r.Hi + room}
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
	if r.Lo == r.Hi { // nothing but zeros
		r.Hi++
	}
	return r
}

// opened gives a single value some room: a tenth of it to each side.
func rangeAround(v float64) Range {
	by := math.Abs(v) / 10
	if v == 0 {
		by = 0.5
	}
	return Range{v - by, v + by}
}

// fixedRange is the range that the charts' RedimRange, or the view, asks for on an axis; its ends are NaN where none is.
func fixedRange(charts []*Chart, axes []axis, view Range) Range {
	r := noRange
	for i, c := range charts {
		if f, ok := c.FixedRange(axes[i].dim); ok {
			r = f
		}
	}
	if !view.IsZero() {
		r = view
	}
	return r
}
