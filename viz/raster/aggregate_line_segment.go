package raster

// cellSegment is a line segment on the grid, from cell (x0, y0) to cell (x1, y1). All its cells are drawn except the
// first cell, which is drawn only if drawFirst is set: usually the previous segment ends there and has drawn it.
type cellSegment struct {
	x0, y0, x1, y1 int
	drawFirst      bool
}

// clipSegment clips the segment between two vertices to the view and maps it onto cells. No vertex may be missing.
// start means that no other segment ends in the first vertex. It returns false if no part of the segment is visible.
//
// This function and [cellSegment.forEachCell] define how lines are drawn: a grid is the sum of its segments, and every
// faster method has the same result. The algorithm is that of Liang and Barsky (1984), in datashader's order of
// operations.
func (m *mapping) clipSegment(x0, y0, x1, y1 float64, start bool) (cellSegment, bool) {
	if x0 < m.x.lo && x1 < m.x.lo || x0 > m.x.hi && x1 > m.x.hi ||
		y0 < m.y.lo && y1 < m.y.lo || y0 > m.y.hi && y1 > m.y.hi {
		return cellSegment{}, false
	}
	dx, dy := x1-x0, y1-y0
	from, to, ok := 0.0, 1.0, true
	if !m.x.contains(x0) || !m.x.contains(x1) {
		if from, to, ok = clipToAxis(from, to, dx, x0-m.x.lo, m.x.hi-x0); !ok {
			return cellSegment{}, false
		}
	}
	if !m.y.contains(y0) || !m.y.contains(y1) {
		if from, to, ok = clipToAxis(from, to, dy, y0-m.y.lo, m.y.hi-y0); !ok {
			return cellSegment{}, false
		}
	}
	if to < 1 {
		x1, y1 = x0+float64(to*dx), y0+float64(to*dy)
	}
	if from > 0 {
		x0, y0 = x0+float64(from*dx), y0+float64(from*dy)
	}
	s := cellSegment{m.x.cell(x0), m.y.cell(y0), m.x.cell(x1), m.y.cell(y1), start || from > 0}
	if from == 0 && to == 1 && s.x0 == s.x1 && s.y0 == s.y1 {
		s.drawFirst = true // the whole segment is in one cell, which is counted
	}
	return s, true
}

// clipToAxis shortens the part from..to of a segment to the part inside the range of one axis. from and to are
// fractions of the segment's length. length is the segment's signed length along the axis. fromLower and fromUpper are
// the distances of its first vertex from the lower and the upper edge, negative outside the range.
func clipToAxis(from, to, length, fromLower, fromUpper float64) (float64, float64, bool) {
	if from, to, ok := clipToEdge(from, to, -length, fromLower); ok {
		return clipToEdge(from, to, length, fromUpper)
	}
	return 0, 0, false
}

// clipToEdge shortens the part from..to of a segment to the part inside one edge. p is the distance by which the
// segment approaches the edge, negative if it moves away. q is the distance of its first vertex from the edge, negative
// outside.
func clipToEdge(from, to, p, q float64) (float64, float64, bool) {
	switch {
	case p < 0 && q < 0:
		r := q / p
		if r > from {
			from = r
		}
		return from, to, !(r > to)
	case p > 0 && q < p:
		r := q / p
		if r < to {
			to = r
		}
		return from, to, !(r < from)
	}
	return from, to, !(q < 0)
}

// forEachCell calls plot for the cells of a segment in order. It is Bresenham's algorithm with datashader's rule for
// ties.
func (s cellSegment) forEachCell(plot func(x, y int)) {
	x, y := s.x0, s.y0
	if s.drawFirst {
		plot(x, y)
	}
	dx, ix := distanceAndStep(s.x0, s.x1)
	dy, iy := distanceAndStep(s.y0, s.y1)
	if dx >= dy {
		for e := 2*dy - dx; x != s.x1; {
			if e > 0 || e == 0 && ix > 0 {
				e -= 2 * dx
				y += iy
			}
			e += 2 * dy
			x += ix
			plot(x, y)
		}
		return
	}
	for e := 2*dx - dy; y != s.y1; {
		if e > 0 || e == 0 && iy > 0 {
			e -= 2 * dy
			x += ix
		}
		e += 2 * dx
		y += iy
		plot(x, y)
	}
}

// distanceAndStep returns the distance between a and b, and the step (1, -1 or 0) that leads from a to b.
func distanceAndStep(a, b int) (distance, step int) {
	switch {
	case b > a:
		return b - a, 1
	case b < a:
		return a - b, -1
	}
	return 0, 0
}
