package marks

import (
	"image/color"
	"iter"
	"sync"

	"gonum.org/v1/plot/vg"
)

// maxPointsPerColumn is the largest number of points in a column of half a pixel that is not reduced to four points.
const maxPointsPerColumn = 8

// buffers holds the memory for one drawing. The next drawing reuses it.
type buffers struct {
	path            vg.Path
	points, polygon []vg.Point
	colors          [256]color.Color // a table of colours as interfaces, because each conversion is an allocation
}

var bufferPool = sync.Pool{New: func() any { return new(buffers) }}

// validRuns yields the maximal ranges [from, to) of indices below n for which ok returns true.
func validRuns(n int, ok func(i int) bool) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for from := 0; from < n; from++ {
			if !ok(from) {
				continue
			}
			to := from + 1
			for to < n && ok(to) {
				to++
			}
			if !yield(from, to) {
				return
			}
			from = to
		}
	}
}

// decimate appends the positions of the points to dst. If more than maxPointsPerColumn consecutive points are in one
// column of half a pixel, it keeps only the first, the lowest, the highest and the last of them. A line through these
// points covers the same pixels (the M4 algorithm: Jugel et al., VLDB 2014).
func (tr *transform) decimate(dst []vg.Point, x, y []float64) []vg.Point {
	const width = px / 2
	first, left := len(dst), vg.Length(0) // the current column: its points are dst[first:], its left border is left
	for i := range x {
		at, ok := tr.point(x[i], y[i])
		if !ok {
			continue
		}
		if at.X < left || at.X >= left+width || len(dst) == first {
			dst = keepExtremes(dst, first)
			first, left = len(dst), snapToHalfPixel(at.X)
		}
		dst = append(dst, at)
	}
	return keepExtremes(dst, first)
}

// keepExtremes reduces the column dst[first:] to four points if it has more than maxPointsPerColumn.
func keepExtremes(dst []vg.Point, first int) []vg.Point {
	column := dst[first:]
	if len(column) <= maxPointsPerColumn {
		return dst
	}
	low, high := 0, 0
	for i, p := range column {
		if p.Y < column[low].Y {
			low = i
		}
		if p.Y > column[high].Y {
			high = i
		}
	}
	column[1], column[2], column[3] = column[min(low, high)], column[max(low, high)], column[len(column)-1]
	return dst[:first+4]
}

// strokeLine draws the points as one line, clipped to the area. It is one path, because overlaps of several translucent
// paths would be visible.
func (tr *transform) strokeLine(c vg.Canvas, buf *buffers, points []vg.Point) {
	buf.path = buf.path[:0]
	var last vg.Point // the last point of the path
	for i := 1; i < len(points); i++ {
		from, to, ok := clipSegment(tr.area, points[i-1], points[i])
		if !ok {
			continue
		}
		if len(buf.path) == 0 || from != last {
			buf.path.Move(from)
		}
		buf.path.Line(to)
		last = to
	}
	if len(buf.path) > 1 {
		c.Stroke(buf.path)
	}
}
