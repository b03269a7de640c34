package canvas

import (
	"math"

	"github.com/streamgage/streamgage/viz/canvas/internal/coverage"
)

// stroker adds the outlines of lines to an accumulator. A line is a quadrilateral for each segment and, at each point
// between two segments, a round wedge on the outer side of the bend. All of them have the same orientation, so their sum
// is nowhere smaller than the covered part of a pixel, and the accumulator limits it to 1. Edges that would cancel are not
// added:
//
//   - where a line bends a little, each side continues from one quadrilateral to the next; the overlap of the two is then
//     counted once;
//   - where it bends by more than a right angle, or the segments are shorter than the line is wide, the inner side goes
//     through the point itself, so that both quadrilaterals stay whole.
//
// So a smooth line costs four edges a segment.
type stroker struct {
	edges  *coverage.Accumulator
	radius float64 // half of the line's width, in pixels
	flat   float64 // bends whose cosine is larger are not rounded
	lo, hi point   // segments outside of this rectangle are invisible
	run    []point // the current visible part of a line
	pieces int     // segments since the last Fold
}

const (
	nearby         = 1. / 32 // points nearer to the one before are left out, in pixels
	roundness      = 0.08    // the largest distance of a round join from its chords, in pixels
	foldAfter      = 4096    // segments
	clippedOutside = 1 << 14 // ends farther outside are moved along their segment, in pixels
)

// setWidth sets the line's width in pixels. bounds are the visible pixels.
func (s *stroker) setWidth(width float64, lo, hi point) {
	s.radius = width / 2
	half := max(0.5, 1-roundness/s.radius) // the cosine of half the angle of a chord, at most 60 degrees
	s.flat = 2*half*half - 1
	margin := s.radius + 2
	s.lo, s.hi = point{lo.x - margin, lo.y - margin}, point{hi.x + margin, hi.y + margin}
	s.pieces = 0
}

// isInvisible reports whether both points are on the same outer side of the visible rectangle.
func (s *stroker) isInvisible(p, q point) bool {
	return p.x < s.lo.x && q.x < s.lo.x || p.x > s.hi.x && q.x > s.hi.x ||
		p.y < s.lo.y && q.y < s.lo.y || p.y > s.hi.y && q.y > s.hi.y
}

// isFar reports whether a point is so far outside that a segment to it must be clipped, because adding the line's width to
// its coordinates would not be exact.
func (s *stroker) isFar(p point) bool {
	return p.x < s.lo.x-clippedOutside || p.x > s.hi.x+clippedOutside || p.y < s.lo.y-clippedOutside || p.y > s.hi.y+clippedOutside
}

// line strokes a line. Its invisible parts are left out, which splits it into several runs.
func (s *stroker) line(points []point, closed bool) {
	n := len(points)
	if closed {
		for n > 1 && isNear(points[0], points[n-1]) { // an explicit segment back to the start
			n--
		}
	}
	points = points[:n]
	segments := n - 1
	first := 0
	if closed {
		segments = n
		for first < n && !s.splits(points[first], points[(first+1)%n]) {
			first++
		}
		if first == n { // all visible
			s.run = append(s.run[:0], points[0])
			for _, p := range points[1:] {
				s.extend(p)
			}
			for len(s.run) > 1 && isNear(s.run[0], s.run[len(s.run)-1]) {
				s.run = s.run[:len(s.run)-1]
			}
			s.strokeRun(true)
			return
		}
	}
	s.run = s.run[:0]
	for i := range segments {
		p, q := points[(first+i)%n], points[(first+i+1)%n]
		if !s.splits(p, q) {
			if len(s.run) == 0 {
				s.run = append(s.run, p)
			}
			s.extend(q)
			if i == segments-1 && len(s.run) > 0 {
				s.run[len(s.run)-1] = q // the end of a line is never left out
			}
			continue
		}
		from, to, ok := clip(s.lo.sub(point{clippedOutside, clippedOutside}), s.hi.add(point{clippedOutside, clippedOutside}), p, q)
		if s.isInvisible(p, q) {
			ok = false
		}
		if ok && from == p && len(s.run) > 0 {
			s.extend(to)
			s.strokeRun(false)
			s.run = s.run[:0]
			continue
		}
		s.strokeRun(false)
		s.run = s.run[:0]
		if ok {
			s.run = append(s.run, from)
			s.extend(to)
			if to != q {
				s.strokeRun(false)
				s.run = s.run[:0]
			}
		}
	}
	s.strokeRun(false)
}

// splits reports whether the segment is invisible or must be clipped.
func (s *stroker) splits(p, q point) bool {
	return s.isInvisible(p, q) || s.isFar(p) || s.isFar(q)
}

// isNear reports whether two points are so near that one is left out.
func isNear(p, q point) bool { return math.Abs(p.x-q.x)+math.Abs(p.y-q.y) <= nearby }

// extend adds a point to the run.
func (s *stroker) extend(p point) {
	if len(s.run) == 0 || !isNear(s.run[len(s.run)-1], p) {
		s.run = append(s.run, p)
	}
}

// segment is a segment of a line: its unit direction and its length.
type segment struct {
	direction point
	length    float64
}

// newSegment returns the segment from p to q.
func newSegment(p, q point) segment {
	d := q.sub(p)
	length := math.Sqrt(length2(d))
	if length == 0 {
		return segment{direction: point{x: 1}}
	}
	return segment{d.times(1 / length), length}
}

// normal returns the vector from the segment to its first side.
func (s *stroker) normal(g segment) point {
	return point{-g.direction.y * s.radius, g.direction.x * s.radius}
}

// strokeRun strokes the points of the run.
func (s *stroker) strokeRun(closed bool) {
	points := s.run
	n := len(points)
	if n < 2 {
		return
	}
	if closed && n == 2 {
		s.capsule(points[0], points[1])
		return
	}
	segments := n - 1
	var before, last segment
	if closed {
		segments = n
		before = newSegment(points[n-1], points[0])
		last = before
		s.cap(points[0], s.normal(last).times(-1)) // so that the outline is closed at every Fold
	}
	for i := range segments {
		p, q := points[i], points[0]
		if i+1 < n {
			q = points[i+1]
		}
		g := newSegment(p, q)
		normal := s.normal(g)
		if s.pieces++; s.pieces > foldAfter && (i > 0 || closed) {
			end := s.normal(before)
			s.cap(p, end)
			s.edges.Fold()
			s.cap(p, end.times(-1))
			s.pieces = 0
		}
		if i > 0 || closed {
			s.join(p, before, g)
		} else {
			s.cap(p, normal.times(-1))
		}
		s.edges.Line(p.x+normal.x, p.y+normal.y, q.x+normal.x, q.y+normal.y)
		s.edges.Line(q.x-normal.x, q.y-normal.y, p.x-normal.x, p.y-normal.y)
		before = g
	}
	s.cap(points[segments%n], s.normal(before))
}

// capsule strokes a segment that goes back to its start. It has round joins at both ends. Both ways cover the same pixels,
// so they are drawn once.
func (s *stroker) capsule(p, q point) {
	g := newSegment(p, q)
	n, forward := s.normal(g), g.direction.times(s.radius)
	s.edges.Line(p.x+n.x, p.y+n.y, q.x+n.x, q.y+n.y)
	s.arc(q, n, n.times(-1), forward, -1, 0)
	s.edges.Line(q.x-n.x, q.y-n.y, p.x-n.x, p.y-n.y)
	s.arc(p, n.times(-1), n, forward.times(-1), -1, 0)
}

// cap adds the end of a line at v. normal is the normal of the last segment, or the opposite of the first segment's.
func (s *stroker) cap(v, normal point) {
	s.edges.Line(v.x+normal.x, v.y+normal.y, v.x-normal.x, v.y-normal.y)
}

// join adds the edges at the point v between the segments g and h.
func (s *stroker) join(v point, g, h segment) {
	d, e := g.direction, h.direction
	n, m := s.normal(g), s.normal(h)
	sin, cos := d.x*e.y-d.y*e.x, d.x*e.x+d.y*e.y
	isMild := cos > 0 && s.radius*math.Abs(sin) <= min(g.length, h.length)
	if sin < 0 { // it bends away from the side of the normals
		s.inner(v, m.times(-1), n.times(-1), isMild)
		s.arc(v, n, m, d.times(s.radius), cos, 0)
		return
	}
	s.inner(v, n, m, isMild)
	s.arc(v, m.times(-1), n.times(-1), d.times(s.radius), cos, 0)
}

// inner adds the edges on the inner side of a bend, from v+a to v+b.
func (s *stroker) inner(v, a, b point, isMild bool) {
	if isMild {
		s.edges.Line(v.x+a.x, v.y+a.y, v.x+b.x, v.y+b.y)
		return
	}
	s.edges.Line(v.x+a.x, v.y+a.y, v.x, v.y)
	s.edges.Line(v.x, v.y, v.x+b.x, v.y+b.y)
}

// arc adds the round side of a bend, from v+a to v+b. cos is the cosine of the angle between a and b. If they are opposite,
// the arc goes through v+forward.
func (s *stroker) arc(v, a, b, forward point, cos float64, depth int) {
	if cos >= s.flat || depth == 8 {
		s.edges.Line(v.x+a.x, v.y+a.y, v.x+b.x, v.y+b.y)
		return
	}
	middle := a.add(b)
	if length := math.Sqrt(length2(middle)); length > 1e-6*s.radius {
		middle = middle.times(s.radius / length)
	} else {
		middle = forward
	}
	cos = math.Sqrt(max(0, (1+cos)/2)) // of half the angle
	s.arc(v, a, middle, forward, cos, depth+1)
	s.arc(v, middle, b, forward, cos, depth+1)
}

// clip returns the part of the segment from p to q that is in the rectangle (Liang and Barsky, 1984). ok is false if there
// is none.
func clip(lo, hi, p, q point) (from, to point, ok bool) {
	t0, t1 := clipParameters(lo, hi, p, q)
	if t0 > t1 {
		return p, q, false
	}
	from, to = p, q
	if t0 > 0 {
		from = p.towards(q, t0)
	}
	if t1 < 1 {
		to = p.towards(q, t1)
	}
	return from, to, true
}

// clipParameters returns the ends of the part of the segment that is in the rectangle, as parts of its length. If there is
// none, t0 is larger than t1.
func clipParameters(lo, hi, p, q point) (t0, t1 float64) {
	t0, t1 = 0, 1
	d := q.sub(p)
	for _, side := range [4]struct{ step, distance float64 }{
		{-d.x, p.x - lo.x}, {d.x, hi.x - p.x}, {-d.y, p.y - lo.y}, {d.y, hi.y - p.y},
	} {
		switch {
		case side.step == 0 && side.distance < 0:
			return 1, 0
		case side.step < 0:
			t0 = max(t0, side.distance/side.step)
		case side.step > 0:
			t1 = min(t1, side.distance/side.step)
		}
	}
	return t0, t1
}
