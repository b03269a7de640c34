package marks

import (
	"image/color"
	"iter"
	"sync"

	"gonum.org/v1/plot/vg"
)

// crowd is how many points a column of half a pixel may hold before it is thinned.
const maxPointsPerColumn = 8

// scratch is the memory of one drawing, reused by the next.
type buffers struct {
	path            vg.Path
	points, polygon []vg.Point
}

var bufferPool = sync.Pool{New: func() any { return new(buffers) }}

// stretches yields the unbroken runs [from, to) of indices below n for which ok holds.
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

// trace appends the places of the points to dst. Where more than crowd
// neighbours share a column of half a pixel it keeps their first, lowest,
// highest and last (M4: Jugel et al., VLDB 2014), which cover the same pixels.
func (a *transform) decimate(dst []vg.Point, x, y []float64) []vg.Point {
	const width = px / 2
	first, left := len(dst), vg.Length(0) // the column begins at dst[first] and lies right of left
	for i := range x {
		at, ok := a.point(x[i], y[i])
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

// thin reduces the column dst[first:] to four points if it is crowded.
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

// stroke draws the points as one line, clipped to the area.
func (a *transform) strokeLine(c vg.Canvas, s *buffers, points []vg.Point, whole bool) {
	s.path = s.path[:0]
	var pen vg.Point
	for i := 1; i < len(points); i++ {
		from, to, ok := clipSegment(a.area, points[i-1], points[i])
		if !ok {
			continue
		}
		if len(s.path) == 0 || from != pen {
			s.path.Move(from)
		}
		s.path.Line(to)
		pen = to
		if len(s.path) >= maxPathLength && !whole {
			c.Stroke(s.path)
			s.path = s.path[:0]
			s.path.Move(from) // the new part repeats a segment, so that the two join without a notch
			s.path.Line(to)
		}
	}
	if len(s.path) > 1 {
		c.Stroke(s.path)
	}
}

// longest is how many parts a path may have: vgimg's time for a path grows
// faster than its length.
const maxPathLength = 128

// opaque says whether drawing twice looks the same as drawing once.
func opaque(c color.Color) bool {
	_, _, _, alpha := c.RGBA()
	return alpha == 0xffff
}
