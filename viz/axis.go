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
	data       Range           // what the data covers; none if there is none
	soft       Range           // what is to be seen too, such as 0 below bars; none if nothing is
	pad        float64         // room on each side, as a part of the data's span
	square     bool            // pad is meant for a square plot: a wide one has less of it in x, a high one in y
	scale      furniture.Scale // of the data; where there is no data it counts for nothing
	categories []string
}

// scatterPad and its kin are HoloViews' paddings.
const scatterPad = 0.1

// span is an axis over a column's values.
func (c *Chart) span(column string) axis {
	a := axis{dim: column, data: extent(c.values(column)), soft: none}
	if column == "" {
		a.dim = rowNumber
	}
	if isTime(c.data, column) {
		a.scale = furniture.Time
	}
	return a
}

func (a axis) padded(part float64, square bool) axis {
	a.pad, a.square = part, square
	return a
}

// from makes v visible whatever the data.
func (a axis) from(v float64) axis {
	a.soft = Range{v, v}
	return a
}

func (a axis) empty() bool { return !a.data.finite() && len(a.categories) == 0 }

// join is the axis of several charts that are drawn on one another.
func join(axes []axis) (axis, error) {
	var all axis
	first := true
	for _, a := range axes {
		switch {
		case first:
			all, first = a, all.empty() && a.empty()
			continue
		case a.empty():
			continue
		case a.scale != all.scale:
			return all, fmt.Errorf("viz.Overlay: %w: one axis cannot show both %q and %q, which are of different kinds", ErrType, all.dim, a.dim)
		}
		all.data = all.data.union(a.data)
		all.soft = all.soft.union(a.soft)
		all.pad = max(all.pad, a.pad)
		all.square = all.square || a.square
		for _, name := range a.categories {
			if !slices.Contains(all.categories, name) {
				all.categories = append(slices.Clip(all.categories), name)
			}
		}
	}
	return all, nil
}

// bounds is the range that the axis shows: HoloViews' rules. A fixed end is exact; else the data's range is padded, and
// what is soft is included, exactly where it lies outside the data.
func (a axis) bounds(fixed Range, aspect float64) Range {
	if a.scale == furniture.Category {
		return Range{-0.5, float64(max(1, len(a.categories))) - 0.5}
	}
	r := a.data
	if !r.finite() {
		r = Range{0, 1}
	} else {
		r = a.widened(aspect)
	}
	if finite(fixed.Lo) {
		r.Lo = fixed.Lo
	}
	if finite(fixed.Hi) {
		r.Hi = fixed.Hi
	}
	switch {
	case r.Lo > r.Hi && finite(fixed.Lo) && !finite(fixed.Hi):
		r.Hi = r.Lo + 1
	case r.Lo > r.Hi && finite(fixed.Hi) && !finite(fixed.Lo):
		r.Lo = r.Hi - 1
	case r.Lo == r.Hi:
		r.Lo, r.Hi = r.Lo-0.5, r.Hi+0.5
	}
	return r
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// widened pads the data's range and includes what is soft.
func (a axis) widened(aspect float64) Range {
	data := a.data
	if data.Lo == data.Hi {
		data = a.opened()
	}
	pad := a.pad
	if a.square && aspect > 1 {
		pad /= aspect
	}
	room := (data.Hi - data.Lo) * pad
	r := Range{data.Lo - room, data.Hi + room}
	if !a.soft.finite() {
		return r
	}
	if r.Lo = min(r.Lo, a.soft.Lo); a.soft.Lo <= a.data.Lo {
		r.Lo = a.soft.Lo
	}
	if r.Hi = max(r.Hi, a.soft.Hi); a.soft.Hi >= a.data.Hi {
		r.Hi = a.soft.Hi
	}
	if r.Lo == r.Hi {
		r.Hi++
	}
	return r
}

// opened gives a single value some room: a tenth of it to each side, half a second for a time.
func (a axis) opened() Range {
	v := a.data.Lo
	by := math.Abs(v) / 10
	switch {
	case a.scale == furniture.Time:
		by = 0.5e9
	case v == 0:
		by = 0.5
	}
	return Range{v - by, v + by}
}

// fixedFor is the range that a chart's RedimRange, or the view, asks for on an axis; its ends are NaN where none is.
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
