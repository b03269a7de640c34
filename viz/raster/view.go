package raster

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// MaxCells is the number of cells of the largest grid: twice those of an 8K screen.
const MaxCells = 1 << 26

// Range is an interval of one axis, closed on both sides, in units of the data.
type Range struct{ Lo, Hi float64 }

// View is the part of the data plane to aggregate, and the size of the grid in cells. The zero Range means the range of
// the finite values of the data. Width and Height may be 0: then the grid has no cells.
type View struct {
	Width, Height int
	X, Y          Range
}

// validate checks the size and the ranges. Its errors begin with op.
func (v View) validate(op string) error {
	if v.Width < 0 || v.Height < 0 || (v.Height > 0 && v.Width > MaxCells/v.Height) {
		return fmt.Errorf("%s: %w, got %d x %d", op, ErrSize, v.Width, v.Height)
	}
	for _, r := range []Range{v.X, v.Y} {
		if !minmax.IsFinite(r.Lo) || !minmax.IsFinite(r.Hi) || r.Lo > r.Hi {
			return fmt.Errorf("%s: %w, got %v to %v", op, ErrRange, r.Lo, r.Hi)
		}
	}
	return nil
}

// missing reports whether a vertex interrupts a line.
func missing(x, y float64) bool { return !minmax.IsFinite(x) || !minmax.IsFinite(y) }

// axis maps values from lo to hi onto the cells 0 to n-1.
type axis struct {
	lo, hi         float64
	factor, offset float64 // cell = int(value*factor + offset)
	cells          int
}

// newAxis divides a range into n cells. If no factor can be computed for the range, it widens the range. The most
// frequent case is the range of a single value.
func newAxis(r Range, n int) axis {
	if !minmax.IsFinite(r.Lo) || !minmax.IsFinite(r.Hi) {
		r = Range{-1, 1}
	}
	a := axis{lo: r.Lo, hi: r.Hi, cells: n}
	if !a.setScale() {
		margin := 1.0
		if r.Lo-1 == r.Lo || r.Hi+1 == r.Hi { // neighbouring floats of this size are further apart than 1
			margin = max(math.Abs(r.Lo), math.Abs(r.Hi)) / (1 << 20)
		}
		a.lo, a.hi = r.Lo-margin, r.Hi+margin
		a.setScale()
	}
	return a
}

// setScale computes factor and offset. It returns false if one of them is not finite.
func (a *axis) setScale() bool {
	if span := a.hi - a.lo; minmax.IsFinite(span) {
		a.factor = float64(a.cells) / span
	} else {
		a.factor = float64(a.cells) / 2 / (a.hi/2 - a.lo/2)
	}
	a.offset = float64(-a.lo * a.factor)
	return minmax.IsFinite(a.factor) && minmax.IsFinite(a.offset)
}

// contains reports whether v is in the range, which includes both ends.
func (a *axis) contains(v float64) bool { return v >= a.lo && v <= a.hi }

// cell returns the cell of a value in the range. The product is rounded before the addition: otherwise some processors fuse
// the two operations and compute another cell.
func (a *axis) cell(v float64) int {
	return max(min(int(float64(v*a.factor)+a.offset), a.cells-1), 0)
}

// mapping maps a view's part of the plane onto its grid.
type mapping struct{ x, y axis }

// extent returns the range of the finite values, or +Inf to -Inf if there are none.
func extent(values []float64) Range {
	lo, hi := minmax.Finite(values)
	return Range{lo, hi}
}

// union returns the smallest range that contains both.
func (r Range) union(o Range) Range {
	return Range{min(r.Lo, o.Lo), max(r.Hi, o.Hi)}
}

// extentInParallel does the same as extent, on all workers.
func extentInParallel(values []float64) Range {
	var found [maxWorkers]Range
	parts := runInParts(len(values), func(part, from, to int) {
		found[part] = extent(values[from:to])
	})
	r := extent(nil)
	for _, f := range found[:parts] {
		r = r.union(f)
	}
	return r
}

// isAscending reports whether the values never decrease and are all finite.
func isAscending(values []float64) bool {
	if n := len(values); n == 0 || !minmax.IsFinite(values[0]) || !minmax.IsFinite(values[n-1]) {
		return false
	}
	var found [maxWorkers]bool
	parts := runInParts(len(values), func(part, from, to int) {
		last := values[from]
		for _, v := range values[from:min(to+1, len(values))] {
			if !(v >= last) {
				return
			}
			last = v
		}
		found[part] = true
	})
	for _, ok := range found[:parts] {
		if !ok {
			return false
		}
	}
	return true
}
