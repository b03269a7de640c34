package canvas

import (
	"math"
	"slices"
)

const (
	manyPoints   = 256 // a line with fewer points is not reduced
	columnPoints = 6   // a column with at most so many points is not reduced
	columnsPerPx = 2
)

// decimate reduces a line that has more than 6 consecutive points within half a pixel column. It keeps the first and the
// last of these points and those that are farthest to each side. So the line through them has the same outline, to within a
// quarter of a pixel (after the M4 algorithm: Jugel et al., VLDB 2014, whose lines go from left to right only, so that the
// first point is the leftmost). The points are overwritten.
func decimate(points []point) []point {
	if len(points) < manyPoints {
		return points
	}
	kept, first := points[:0], 0
	column := math.Floor(points[0].x * columnsPerPx)
	for i, p := range points {
		if c := math.Floor(p.x * columnsPerPx); c != column {
			kept = keepExtremes(kept, points[first:i])
			first, column = i, c
		}
	}
	return keepExtremes(kept, points[first:])
}

// keepExtremes appends the points of a column, or its extremes if it has many. kept may share memory with column, if it
// ends before it.
func keepExtremes(kept, column []point) []point {
	if len(column) <= columnPoints {
		return append(kept, column...)
	}
	top, bottom, left, right := 0, 0, 0, 0
	for i, p := range column {
		if p.y < column[top].y {
			top = i
		}
		if p.y > column[bottom].y {
			bottom = i
		}
		if p.x < column[left].x {
			left = i
		}
		if p.x > column[right].x {
			right = i
		}
	}
	last := len(column) - 1
	extremes := [5]int{top, bottom, left, right, last}
	slices.Sort(extremes[:])
	kept = append(kept, column[0])
	before := 0
	for _, i := range extremes {
		if i != before {
			kept = append(kept, column[i])
		}
		before = i
	}
	return kept
}
