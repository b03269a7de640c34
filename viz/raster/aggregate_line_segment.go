package raster

// cellSegment is a line segment in cells. Its last cell is drawn and those between. Its first cell is drawn only if drawFirst
// is set, because the segment before usually ends there.
type cellSegment struct {
	x0, y0, x1, y1 int
	drawFirst      bool
}

// clipSegment clips the segment between two vertices, neither of them missing, to the view and maps it onto cells. start
// means that no segment leads to the first vertex. The result is false if nothing is to be drawn.
//
// This function and [cellSegment.forEachCell] define all drawing of lines: a grid is the sum of its segments, and every
// faster method has the same result. Clipping is that of Liang and Barsky (1984), in datashader's order of operations.
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
		s.drawFirst = true // the whole segment is in one cell: it counts there
	}
	return s, true
}

// clipToAxis shortens the part from..to of a segment, in fractions of its length, to what is inside of the range of one axis.
// length is the segment's length along the axis. Its first vertex is inside of the lower edge by below, and inside of the
// upper edge by above.
func clipToAxis(from, to, length, below, above float64) (float64, float64, bool) {
	if from, to, ok := clipToEdge(from, to, -length, below); ok {
		return clipToEdge(from, to, length, above)
	}
	return 0, 0, false
}

// clipToEdge shortens the part from..to of a segment, in fractions of its length, to what is inside of one edge. The segment
// approaches the edge by p, and its first vertex is inside of the edge by q.
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

// forEachCell calls plot for the cells of a segment in order: Bresenham's algorithm, with datashader's rule for ties.
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

// distanceAndStep returns the distance from a to b and the step (1, -1 or 0) in that direction.
func distanceAndStep(a, b int) (distance, step int) {
	switch {
	case b > a:
		return b - a, 1
	case b < a:
		return a - b, -1
	}
	return 0, 0
}
