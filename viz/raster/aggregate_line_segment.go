package raster

// stroke is a line segment in cells. Its last cell is drawn and those between; its
// first one only if it is asked for, since the stroke before ends in it.
type cellSegment struct {
	x0, y0, x1, y1 int
	drawFirst      bool
}

// segment clips the segment between two vertices, neither of them missing, to the view
// and maps it onto cells. start says that no segment leads to the first vertex. The
// result is false if nothing is to be drawn.
//
// All drawing is defined by this function and [stroke.each]: a grid is the sum of its
// segments, and every faster path gives the same. Clipping is Liang and Barsky's, in
// datashader's order of operations.
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

// cut shortens the part from..to of a segment to what is inside of one axis' range. The
// segment runs d along the axis, from below inside of the lower edge and above inside
// of the upper one.
func clipToAxis(from, to, d, below, above float64) (float64, float64, bool) {
	if from, to, ok := clipToEdge(from, to, -d, below); ok {
		return clipToEdge(from, to, d, above)
	}
	return 0, 0, false
}

// edge shortens the part from..to of a segment to what is inside of one edge, which it
// nears by p over its length and is q inside of at its first vertex.
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

// each calls plot for the cells of a stroke in order: Bresenham's algorithm, with
// datashader's rule for ties.
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

// distance is how far it is from a to b, and the step in that direction.
func distanceAndStep(a, b int) (far, step int) {
	switch {
	case b > a:
		return b - a, 1
	case b < a:
		return a - b, -1
	}
	return 0, 0
}
