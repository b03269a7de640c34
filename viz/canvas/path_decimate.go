package canvas

import "math"

const (
	manyPoints   = 256 // a line with fewer points is not reduced
	columnPoints = 8   // a column with at most so many points is not reduced
	columnsPerPx = 2
)

// decimate reduces a line that has more than 8 consecutive points within half a pixel column. It keeps the first, the
// highest, the lowest and the last of these points. The line through them covers the same pixels, to within half a pixel
// (the M4 algorithm: Jugel et al., VLDB 2014). The points are overwritten.
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
	low, high := 0, 0
	for i, p := range column {
		if p.y < column[low].y {
			low = i
		}
		if p.y > column[high].y {
			high = i
		}
	}
	extremes := [4]point{column[0], column[min(low, high)], column[max(low, high)], column[len(column)-1]}
	return append(kept, extremes[:]...)
}
