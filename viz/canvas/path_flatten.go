package canvas

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

// point is a position in pixels. y grows downwards.
type point struct{ x, y float64 }

func (p point) add(q point) point                { return point{p.x + q.x, p.y + q.y} }
func (p point) sub(q point) point                { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point            { return point{p.x * f, p.y * f} }
func (p point) towards(q point, t float64) point { return point{p.x + (q.x-p.x)*t, p.y + (q.y-p.y)*t} }

const (
	flatness      = 0.02 // the largest distance between a curve and its chords, in pixels
	farthest      = 1e12 // coordinates are limited to this magnitude, in pixels, so that arithmetic stays finite
	piecesAtOnce  = 32   // a curve that needs more chords is halved, so that invisible halves are found
	maxCurveDepth = 24
)

// flattener converts a path into lines, one subpath at a time.
type flattener struct {
	toPixels affine.Map
	breaks   bool  // a point that is not a number breaks the line; otherwise it is left out
	lo, hi   point // a curve outside of this rectangle need not be smooth
	points   []point
	start    point
	isBroken bool // points does not begin at start
	hasStart bool
	subpath  func(points []point, closed bool)
}

// flatten calls subpath for each subpath of p that has at least two points. It panics if a component is
// invalid.
func (f *flattener) flatten(p vg.Path) {
	checkPath(p)
	f.points, f.hasStart, f.isBroken = f.points[:0], false, false
	for i := range p {
		component := &p[i]
		switch component.Type {
		case vg.MoveComp:
			f.end(false)
			f.hasStart, f.isBroken = false, false
			f.lineTo(apply(f.toPixels, component.Pos))
		case vg.LineComp:
			f.lineTo(apply(f.toPixels, component.Pos))
		case vg.ArcComp:
			f.arc(component)
		case vg.CurveComp:
			f.curve(component)
		case vg.CloseComp:
			f.close()
		}
	}
	f.end(false)
}

// checkPath panics if a component is invalid. So nothing is drawn of an invalid path.
func checkPath(p vg.Path) {
	for i := range p {
		switch n := len(p[i].Control); p[i].Type {
		case vg.MoveComp, vg.LineComp, vg.ArcComp, vg.CloseComp:
		case vg.CurveComp:
			if n != 1 && n != 2 {
				panic(fmt.Sprintf("canvas: a curve of a path must have 1 or 2 control points, got %d", n))
			}
		default:
			panic(fmt.Sprintf("canvas: a component of a path must have a type of package vg, got %d", p[i].Type))
		}
	}
}

// end passes on the points and begins a new subpath without a point.
func (f *flattener) end(closed bool) {
	if len(f.points) >= 2 {
		f.subpath(f.points, closed)
	}
	f.points = f.points[:0]
}

// close closes the subpath. The next component continues at its start.
func (f *flattener) close() {
	if !f.hasStart {
		return
	}
	if f.isBroken {
		f.lineTo(f.start)
	}
	f.end(!f.isBroken)
	f.points, f.isBroken = append(f.points, f.start), false
}

// lineTo adds a point to the subpath.
func (f *flattener) lineTo(p point) {
	if f.hasStart && p.x > -farthest && p.x < farthest && p.y > -farthest && p.y < farthest {
		f.points = append(f.points, p)
		return
	}
	f.unusualLineTo(p)
}

// unusualLineTo adds the first point of a subpath, or one that is not a number or far away.
func (f *flattener) unusualLineTo(p point) {
	if math.IsNaN(p.x) || math.IsNaN(p.y) {
		if f.breaks {
			f.end(false)
			f.isBroken = f.hasStart
		}
		return
	}
	p = point{max(-farthest, min(p.x, farthest)), max(-farthest, min(p.y, farthest))}
	if !f.hasStart {
		f.hasStart, f.start = true, p
	}
	f.points = append(f.points, p)
}

// isOutside reports whether the rectangle around the points is outside the visible one.
func (f *flattener) isOutside(points ...point) bool {
	lo, hi := points[0], points[0]
	for _, p := range points[1:] {
		lo, hi = point{min(lo.x, p.x), min(lo.y, p.y)}, point{max(hi.x, p.x), max(hi.y, p.y)}
	}
	return hi.x < f.lo.x || lo.x > f.hi.x || hi.y < f.lo.y || lo.y > f.hi.y
}

// curve adds a quadratic or cubic Bézier curve.
func (f *flattener) curve(component *vg.PathComp) {
	first, end := apply(f.toPixels, component.Control[0]), apply(f.toPixels, component.Pos)
	if len(f.points) == 0 {
		f.lineTo(first) // as vgimg
	}
	if len(f.points) == 0 { // the first control point is not a number
		f.lineTo(end)
		return
	}
	from := f.points[len(f.points)-1]
	if len(component.Control) == 2 {
		f.cubic(from, first, apply(f.toPixels, component.Control[1]), end, 0)
		return
	}
	f.cubic(from, from.towards(first, 2./3), end.towards(first, 2./3), end, 0)
}

// cubic adds a cubic Bézier curve that begins at the last point.
func (f *flattener) cubic(a, b, c, d point, depth int) {
	// A chord over the parameter h is at most h² max|f″| / 8 from the curve, and f″ is at most 6 times the larger second
	// difference of the control points.
	bend := math.Sqrt(max(length2(a.sub(b).sub(b.sub(c))), length2(b.sub(c).sub(c.sub(d)))))
	pieces := math.Ceil(math.Sqrt(bend * (6. / 8) / flatness))
	if !(pieces > 1) || f.isOutside(a, b, c, d) { // or not a number
		f.lineTo(d)
		return
	}
	if pieces > piecesAtOnce && depth < maxCurveDepth {
		ab, bc, cd := a.towards(b, 0.5), b.towards(c, 0.5), c.towards(d, 0.5)
		abc, bcd := ab.towards(bc, 0.5), bc.towards(cd, 0.5)
		middle := abc.towards(bcd, 0.5)
		f.cubic(a, ab, abc, middle, depth+1)
		f.cubic(middle, bcd, cd, d, depth+1)
		return
	}
	n := int(min(pieces, piecesAtOnce))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		s := 1 - t
		u, v, w, z := s*s*s, 3*s*s*t, 3*s*t*t, t*t*t
		f.lineTo(point{u*a.x + v*b.x + w*c.x + z*d.x, u*a.y + v*b.y + w*c.y + z*d.y})
	}
	f.lineTo(d)
}

// ellipse is an arc's circle in pixels: at the angle t it has the point center + cos(t) u + sin(t) v.
type ellipse struct {
	center, u, v point
	radius       float64 // the larger of u and v
}

func (e ellipse) at(angle float64) point {
	sin, cos := math.Sincos(angle)
	return point{e.center.x + cos*e.u.x + sin*e.v.x, e.center.y + cos*e.u.y + sin*e.v.y}
}

// newEllipse returns the image of a circle.
func newEllipse(m affine.Map, center vg.Point, radius vg.Length) ellipse {
	r := float64(radius)
	e := ellipse{center: apply(m, center), u: point{m.XX * r, m.YX * r}, v: point{m.XY * r, m.YY * r}}
	e.radius = math.Sqrt(max(length2(e.u), length2(e.v)))
	return e
}

// arc adds an arc, and a line to its start.
func (f *flattener) arc(component *vg.PathComp) {
	e, from, angle := newEllipse(f.toPixels, component.Pos, component.Radius), component.Start, component.Angle
	if math.Abs(angle) > 4*math.Pi { // all further turns draw the same
		angle = math.Copysign(2*math.Pi, angle) + math.Mod(angle, 2*math.Pi)
	}
	f.lineTo(e.at(from))
	if !(e.radius <= farthest) {
		f.lineTo(e.at(from + angle))
		return
	}
	// The parts are short enough for the bound of arcPart.
	const part = math.Pi / 2
	n := max(1, int(math.Ceil(math.Abs(angle)/part-1e-9)))
	for i := range n {
		f.arcPart(e, from+angle*float64(i)/float64(n), angle/float64(n), 0)
	}
}

// arcPart adds a part of at most a quarter of an arc that begins at the last point.
func (f *flattener) arcPart(e ellipse, from, angle float64, depth int) {
	// A chord over the angle h is at most r (1 - cos(h/2)), or h² r / 8, from the arc.
	pieces := math.Ceil(math.Abs(angle) * math.Sqrt(e.radius/(8*flatness)))
	end := e.at(from + angle)
	if pieces > piecesAtOnce && depth < maxCurveDepth {
		// The arc is inside the triangle of its ends and the intersection of the tangents there.
		corner := e.at(from + angle/2).sub(e.center).times(1 / math.Cos(angle/2)).add(e.center)
		if f.isOutside(e.at(from), corner, end) {
			f.lineTo(end)
			return
		}
		f.arcPart(e, from, angle/2, depth+1)
		f.arcPart(e, from+angle/2, angle/2, depth+1)
		return
	}
	if n := min(pieces, piecesAtOnce); n > 1 { // and a number
		// The point turns by the same angle in each step.
		sin, cos := math.Sincos(from)
		stepSin, stepCos := math.Sincos(angle / n)
		for range int(n) - 1 {
			sin, cos = sin*stepCos+cos*stepSin, cos*stepCos-sin*stepSin
			f.lineTo(point{e.center.x + cos*e.u.x + sin*e.v.x, e.center.y + cos*e.u.y + sin*e.v.y})
		}
	}
	f.lineTo(end)
}

// length2 returns the square of a vector's length.
func length2(p point) float64 { return p.x*p.x + p.y*p.y }
