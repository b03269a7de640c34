package viz

import (
	"fmt"
	"math"
	"slices"

	"github.com/streamgage/streamgage/viz/internal/guides"
)

// axis is what a chart wants to show along one axis.
type axis struct {
	dim        string          // the dimension: axes of one dimension are shared
	data       Range           // what the data covers; none if there is none
	soft       Range           // what is to be seen too, such as 0 below bars; none if nothing is
	pad        float64         // room on each side, as a part of the data's span
	scale      guides.Scale // of the data; where there is no data it counts for nothing
	categories []string
}

// pad is the room that HoloViews leaves on each side of the data, as a part of its span.
const pad = 0.1

// span is an axis over a column's values: a category for each text, in order of first appearance.
func (c *Chart) span(column string) axis {
	a := axis{dim: column, data: none, soft: none}
	switch {
	case column == "":
		a.dim = c.rowNumbers()
		a.data = extent(c.values(column))
	case isText(c.data, column):
		a.scale, a.categories = guides.Category, distinct(c.data, column)
	case isTime(c.data, column):
		a.scale, a.data = guides.Time, extent(c.values(column))
	default:
		a.data = extent(c.values(column))
	}
	return a
}

func (a axis) padded() axis {
	a.pad = pad
	return a
}

// from makes v visible whatever the data.
func (a axis) from(v float64) axis {
	a.soft = Range{v, v}
	return a
}

func (a axis) empty() bool { return !a.data.finite() && len(a.categories) == 0 }

// join is the axis of several charts that are drawn on one another. Those without data count for nothing.
func join(axes []axis) (axis, error) {
	all := axis{data: none, soft: none}
	for i, a := range axes {
		switch {
		case i == 0 || all.empty() && !a.empty():
			all = a
			continue
		case a.empty():
			continue
		case a.scale != all.scale:
			return all, fmt.Errorf("viz.Overlay: %w: one axis cannot show both %q and %q, which are of different kinds", ErrType, all.dim, a.dim)
		}
		all.data = all.data.union(a.data)
		all.soft = all.soft.union(a.soft)
		all.pad = max(all.pad, a.pad)
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
func (a axis) bounds(fixed Range, aspect float64) Range {
	if a.scale == guides.Category && len(a.categories) > 0 {
		return Range{-0.5, float64(len(a.categories)) - 0.5}
	}
	r := Range{0, 1}
	if a.data.finite() {
		r = a.widened(aspect)
	}
	return r.Within(fixed)
}

// Within is what an axis whose data has the range r shows where fixed is asked for: its ends in the place of r's, an
// infinite or NaN one aside. What is upside down is turned over, and a single value gets room round it, so that the
// result always has two ends, in order, whose difference is finite.
func (r Range) Within(fixed Range) Range {
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
		r.Hi = opened(r.Lo).Hi
	case hi && !lo:
		r.Lo = opened(r.Hi).Lo
	default:
		r = opened(r.Lo)
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
func (a axis) widened(aspect float64) Range {
	r := a.data
	switch room := (r.Hi - r.Lo) * a.pad / max(1, aspect); {
	case r.Lo == r.Hi && a.scale == guides.Time:
		r = Range{r.Lo - 0.5e9, r.Hi + 0.5e9}
	case r.Lo == r.Hi:
		r = opened(r.Lo)
	case finite(room):
		r = Range{r.Lo - room, r.Hi + room}
	}
	if !a.soft.finite() {
		return r
	}
	if r.Lo = min(r.Lo, a.soft.Lo); a.soft.Lo <= a.data.Lo {
		r.Lo = a.soft.Lo
	}
	if r.Hi = max(r.Hi, a.soft.Hi); a.soft.Hi >= a.data.Hi {
		r.Hi = a.soft.Hi
	}
	if r.Lo == r.Hi { // nothing but zeros
		r.Hi++
	}
	return r
}

// opened gives a single value some room: a tenth of it to each side.
func opened(v float64) Range {
	by := math.Abs(v) / 10
	if v == 0 {
		by = 0.5
	}
	return Range{v - by, v + by}
}

// fixedFor is the range that the charts' RedimRange, or the view, asks for on an axis; its ends are NaN where none is.
func fixedFor(charts []*Chart, axes []axis, view Range) Range {
	r := none
	for i, c := range charts {
		if f, ok := c.Fixed(axes[i].dim); ok {
			r = f
		}
	}
	if !view.IsZero() {
		r = view
	}
	return r
}
