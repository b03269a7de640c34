package canvas

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// upright returns the rectangle that a path describes, in pixels. ok is false if the path is something else, or if it is
// turned.
func (c *Canvas) upright(p vg.Path) (lo, hi point, ok bool) {
	n := len(p)
	if n > 0 && p[n-1].Type == vg.CloseComp {
		n--
	}
	if n == 5 && p[4].Type == vg.LineComp && p[4].Pos == p[0].Pos {
		n--
	}
	m := &c.state.toPixels
	if n != 4 || len(p) > 6 || p[0].Type != vg.MoveComp || !(m.XY == 0 && m.YX == 0 || m.XX == 0 && m.YY == 0) {
		return lo, hi, false
	}
	for _, component := range p[1:4] {
		if component.Type != vg.LineComp {
			return lo, hi, false
		}
	}
	a, b, d, e := p[0].Pos, p[1].Pos, p[2].Pos, p[3].Pos
	if !(a.X == b.X && b.Y == d.Y && d.X == e.X && e.Y == a.Y || a.Y == b.Y && b.X == d.X && d.Y == e.Y && e.X == a.X) {
		return lo, hi, false
	}
	lo, hi = ordered(apply(*m, a), apply(*m, d))
	return lo, hi, isNumber(lo) && isNumber(hi)
}

// ordered returns the corners of the upright rectangle of which p and q are opposite corners.
func ordered(p, q point) (lo, hi point) {
	return point{min(p.x, q.x), min(p.y, q.y)}, point{max(p.x, q.x), max(p.y, q.y)}
}

// isNumber reports whether no coordinate is NaN.
func isNumber(p point) bool { return p.x == p.x && p.y == p.y }

// uprightLine returns the rectangle that a line of the canvas' width covers if the path is one horizontal or vertical
// segment.
func (c *Canvas) uprightLine(p vg.Path, width float64) (lo, hi point, ok bool) {
	if len(p) != 2 || p[0].Type != vg.MoveComp || p[1].Type != vg.LineComp {
		return lo, hi, false
	}
	lo, hi = ordered(apply(c.state.toPixels, p[0].Pos), apply(c.state.toPixels, p[1].Pos))
	switch {
	case lo.x == hi.x && lo.y < hi.y:
		lo.x, hi.x = lo.x-width/2, hi.x+width/2
	case lo.y == hi.y && lo.x < hi.x:
		lo.y, hi.y = lo.y-width/2, hi.y+width/2
	default:
		return lo, hi, false
	}
	return lo, hi, true
}

const (
	largestDisc   = 16 // pixels; larger discs are drawn as paths
	discPlaces    = 8  // the positions of a disc within a pixel, in x and in y
	discSizes     = 64 // the radii of discs between one pixel and the next
	maxDiscMasks  = 4096
	radiusEpsilon = 1e-9
)

// disc returns the centre and radius of the circle that a path describes, in pixels. ok is false if the path is something
// else, or if the circle is large.
func (c *Canvas) disc(p vg.Path) (center point, radius float64, ok bool) {
	if len(p) != 3 || p[0].Type != vg.MoveComp || p[1].Type != vg.ArcComp || p[2].Type != vg.CloseComp {
		return center, 0, false
	}
	arc := &p[1]
	if math.Abs(arc.Angle) < 2*math.Pi-radiusEpsilon || math.Abs(arc.Angle) > 2*math.Pi+radiusEpsilon {
		return center, 0, false
	}
	e := newEllipse(c.state.toPixels, arc.Pos, arc.Radius)
	start := e.at(arc.Start).sub(apply(c.state.toPixels, p[0].Pos))
	isRound := math.Abs(e.u.x*e.v.x+e.u.y*e.v.y) <= radiusEpsilon*e.radius*e.radius &&
		math.Abs(length2(e.u)-length2(e.v)) <= radiusEpsilon*e.radius*e.radius
	if !isRound || !(e.radius > 0 && e.radius <= largestDisc) || !(length2(start) < 1e-6) {
		return center, 0, false
	}
	return e.center, e.radius, isNumber(e.center) && math.Abs(e.center.x)+math.Abs(e.center.y) < farthest/discPlaces
}

// discKey identifies the mask of a disc, or of a ring if width is not 0: radius and line width in 1/64 pixel, position
// within a pixel in 1/8 pixel.
type discKey struct{ radius, width, x, y uint16 }

// paintDisc paints a disc, or a ring with a line width in pixels. Its position is rounded to 1/8 pixel.
func (c *Canvas) paintDisc(center point, radius, width float64) {
	x, y := math.Round(center.x*discPlaces), math.Round(center.y*discPlaces)
	left, top := math.Floor(x/discPlaces), math.Floor(y/discPlaces)
	if reach := radius + width + 1; left < -reach || top < -reach ||
		left > float64(c.img.Rect.Max.X)+reach || top > float64(c.img.Rect.Max.Y)+reach {
		return
	}
	key := discKey{
		uint16(math.Round(radius * discSizes)), uint16(math.Round(width * discSizes)),
		uint16(x - left*discPlaces), uint16(y - top*discPlaces),
	}
	t := c.workspace
	m := t.discs[key]
	if m == nil {
		m = t.newDisc(key)
		if len(t.discs) >= maxDiscMasks {
			clear(t.discs)
		}
		t.discs[key] = m
	}
	c.painter.mask(c.state.clip, m, int(left), int(top))
}

// newDisc computes the mask of a disc.
func (t *workspace) newDisc(key discKey) *mask {
	radius, width := float64(key.radius)/discSizes, float64(key.width)/discSizes
	at := point{float64(key.x) / discPlaces, float64(key.y) / discPlaces}
	reach := radius + width/2
	m := &mask{left: int(math.Floor(at.x - reach)), top: int(math.Floor(at.y - reach))}
	m.width, m.height = int(math.Ceil(at.x+reach))-m.left, int(math.Ceil(at.y+reach))-m.top
	e := ellipse{
		center: point{at.x - float64(m.left), at.y - float64(m.top)}, u: point{x: radius}, v: point{y: radius}, radius: radius,
	}
	lo, hi := point{}, point{float64(m.width), float64(m.height)}
	t.maskEdges.Resize(m.width, m.height)
	s := &t.maskStroker
	s.edges = &t.maskEdges
	s.setWidth(width, lo, hi)
	f := flattener{lo: lo, hi: hi, subpath: func(points []point, _ bool) {
		if width > 0 {
			s.line(points, true)
		} else {
			addOutline(&t.maskEdges, points)
		}
	}}
	f.lineTo(e.at(0))
	const chords = 64
	for i := range chords {
		f.lineTo(e.at(float64(i+1) * 2 * math.Pi / chords))
	}
	f.end(true)
	m.sweep(&t.maskEdges)
	return m
}
