package svg

import (
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

// Fill fills a path.
func (c *Canvas) Fill(p vg.Path) {
	if lo, hi, ok := c.rectangle(p); ok {
		c.fillRectangle(lo, hi)
		return
	}
	c.finish()
	if center, radius, ok := c.disc(p); ok {
		c.startCircle(center, radius)
		c.colorAttribute("fill", c.state.color)
	} else {
		c.write("<path")
		c.colorAttribute("fill", c.state.color)
		c.pathData(p, true)
	}
	c.write("/>\n")
}

// Stroke draws the lines of a path.
func (c *Canvas) Stroke(p vg.Path) {
	width := hundredths(c.state.lineWidth)
	if width <= 0 {
		return
	}
	c.finish()
	center, radius, isDisc := c.disc(p)
	if isDisc = isDisc && len(c.state.dash) == 0; isDisc {
		c.startCircle(center, radius)
	} else {
		c.write("<path")
	}
	c.write(` fill="none"`)
	c.colorAttribute("stroke", c.state.color)
	if width != 100 {
		c.number(` stroke-width="`, width)
		c.write(`"`)
	}
	c.dashAttributes()
	if !isDisc {
		c.pathData(p, false)
	}
	c.write("/>\n")
}

// dashAttributes writes the dashes, if there are any. Their lengths are not rounded to 1/100 px, because errors would add up
// along the line.
func (c *Canvas) dashAttributes() {
	length := func(before string, l vg.Length) {
		c.out = strconv.AppendFloat(append(c.out, before...), float64(l)*pixelsPerPoint, 'g', 7, 64)
	}
	if len(c.state.dash) == 0 {
		return
	}
	for i, l := range c.state.dash {
		if i == 0 {
			length(` stroke-dasharray="`, l)
		} else {
			length(" ", l)
		}
	}
	c.write(`"`)
	if c.state.dashOffset != 0 {
		length(` stroke-dashoffset="`, c.state.dashOffset)
		c.write(`"`)
	}
}

// fillRectangle adds a rectangle to those that are not written yet. All are drawn in the same direction, so none is a hole in
// another one. Translucent rectangles are paths of their own, because their overlaps are visible.
func (c *Canvas) fillRectangle(lo, hi point) {
	if len(c.textStyle) > 0 || c.rectanglesIn != c.state.color || c.state.color.A < 255 {
		c.finish()
	}
	c.rectanglesIn = c.state.color
	left, top := hundredths(lo.x), hundredths(lo.y)
	w := hundredths(hi.x) - left
	d := appendHundredths(append(c.rectangles, 'M'), left)
	d = appendPair(d, top)
	d = appendHundredths(append(d, 'h'), w)
	d = appendHundredths(append(d, 'v'), hundredths(hi.y)-top)
	d = appendHundredths(append(d, 'h'), -w)
	c.rectangles = append(d, 'z')
}

// rectangle returns the upright rectangle that a path describes, in px. ok is false if it is something else.
func (c *Canvas) rectangle(p vg.Path) (lo, hi point, ok bool) {
	m := c.state.toPixels
	if len(p) != 5 || p[0].Type != vg.MoveComp || p[4].Type != vg.CloseComp || m.XY != 0 || m.YX != 0 {
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
	from, to := apply(m, a), apply(m, d)
	lo, hi = point{min(from.x, to.x), min(from.y, to.y)}, point{max(from.x, to.x), max(from.y, to.y)}
	return lo, hi, lo.isNumber() && hi.isNumber()
}

// disc returns the circle that a path describes, in px. ok is false if it is something else.
func (c *Canvas) disc(p vg.Path) (center point, radius float64, ok bool) {
	if len(p) != 3 || p[0].Type != vg.MoveComp || p[1].Type != vg.ArcComp || p[2].Type != vg.CloseComp {
		return center, 0, false
	}
	arc, m := &p[1], c.state.toPixels
	if math.Abs(math.Abs(arc.Angle)-2*math.Pi) > 1e-9 || m.XY != 0 || m.YX != 0 || math.Abs(m.XX) != math.Abs(m.YY) {
		return center, 0, false
	}
	sin, cos := math.Sincos(arc.Start)
	start := arc.Pos.Add(vg.Point{X: arc.Radius * vg.Length(cos), Y: arc.Radius * vg.Length(sin)}).Sub(p[0].Pos)
	center, radius = apply(m, arc.Pos), float64(arc.Radius)*math.Abs(m.XX)
	return center, radius, radius > 0 && center.isNumber() && math.Hypot(float64(start.X), float64(start.Y)) < 1e-3
}

// startCircle begins the tag of a circle.
func (c *Canvas) startCircle(center point, radius float64) {
	c.number(`<circle cx="`, hundredths(center.x))
	c.number(`" cy="`, hundredths(center.y))
	c.number(`" r="`, hundredths(radius))
	c.write(`"`)
}

// pathData writes the attribute with the data of a path.
func (c *Canvas) pathData(p vg.Path, filled bool) {
	c.write(` d="`)
	w := pathWriter{out: c.out, toPixels: c.state.toPixels, filled: filled}
	for i := range p {
		w.component(&p[i])
	}
	c.out = append(w.out, '"')
}

// pathWriter writes the data of one path. Positions are in 1/100 px.
type pathWriter struct {
	out         []byte
	toPixels    affine.Map
	filled      bool
	at          vg.Point // the last point
	x, y        int      // its position
	command     byte     // the last command, which need not be repeated
	interrupted bool     // a coordinate is not a number, so the next line begins anew
}

// component writes one component. A coordinate that is not a number interrupts a line, and is left out of a filled path.
func (w *pathWriter) component(p *vg.PathComp) {
	switch p.Type {
	case vg.MoveComp:
		w.move(p.Pos)
	case vg.LineComp:
		w.line(p.Pos)
	case vg.ArcComp:
		w.arc(p)
	case vg.CurveComp:
		switch len(p.Control) {
		case 1: // a quadratic curve as a cubic one
			a, b := p.Control[0], p.Pos
			w.curve(between(w.at, a, 2./3), between(b, a, 2./3), b)
		case 2:
			w.curve(p.Control[0], p.Control[1], p.Pos)
		}
	case vg.CloseComp:
		if w.command != 0 {
			w.out, w.command, w.interrupted = append(w.out, 'z'), 'z', true
		}
	}
}

// between returns the point between a and b at a part of the way.
func between(a, b vg.Point, part vg.Length) vg.Point { return a.Add(b.Sub(a).Scale(part)) }

// move begins a line at a point.
func (w *pathWriter) move(to vg.Point) {
	p := apply(w.toPixels, to)
	if w.at, w.interrupted = to, !p.isNumber(); w.interrupted {
		return
	}
	w.x, w.y, w.command = hundredths(p.x), hundredths(p.y), 'M'
	w.out = appendPair(appendHundredths(append(w.out, 'M'), w.x), w.y)
}

// line draws a line to a point. A line of no length is left out.
func (w *pathWriter) line(to vg.Point) {
	if !w.begin(to) {
		return
	}
	if p := apply(w.toPixels, to); hundredths(p.x) != w.x || hundredths(p.y) != w.y {
		w.relative('l', to)
	}
}

// begin reports whether a segment to a point can be drawn. If the line is interrupted, it begins a new one at the point.
func (w *pathWriter) begin(to vg.Point) bool {
	if p := apply(w.toPixels, to); !p.isNumber() {
		w.interrupted = w.interrupted || !w.filled
		return false
	}
	if w.interrupted || w.command == 0 {
		w.move(to)
		return false
	}
	return true
}

// relative writes a command with points relative to the last one. The last of the points becomes the last point.
func (w *pathWriter) relative(command byte, points ...vg.Point) {
	if w.command != command {
		w.out, w.command = append(w.out, command), command
	} else {
		w.out = append(w.out, ' ')
	}
	x, y := w.x, w.y
	for i, to := range points {
		p := apply(w.toPixels, to)
		x, y = hundredths(p.x), hundredths(p.y)
		if i > 0 {
			w.out = append(w.out, ' ')
		}
		w.out = joined(w.out, x-w.x)
		w.out = appendPair(w.out, y-w.y)
		w.at = to
	}
	w.x, w.y = x, y
}

// joined appends a number. It removes the space before it if the number begins with a sign.
func joined(dst []byte, v int) []byte {
	if n := len(dst); v < 0 && dst[n-1] == ' ' {
		dst = dst[:n-1]
	}
	return appendHundredths(dst, v)
}

// appendPair appends the second number of a pair, with a space before it if that is needed.
func appendPair(dst []byte, v int) []byte {
	if v >= 0 {
		dst = append(dst, ' ')
	}
	return appendHundredths(dst, v)
}

// curve draws a cubic curve.
func (w *pathWriter) curve(a, b, to vg.Point) {
	if w.begin(to) && apply(w.toPixels, a).isNumber() && apply(w.toPixels, b).isNumber() {
		w.relative('c', a, b, to)
	}
}

// arc draws a line to the start of an arc, and the arc as cubic curves of at most a quarter turn. Their error is 0.03 % of
// the radius. More than two turns are drawn as two, because they look the same.
func (w *pathWriter) arc(p *vg.PathComp) {
	at := func(angle float64) vg.Point {
		sin, cos := math.Sincos(angle)
		return p.Pos.Add(vg.Point{X: vg.Length(cos), Y: vg.Length(sin)}.Scale(p.Radius))
	}
	total := math.Mod(p.Angle, 2*math.Pi)
	if math.Abs(p.Angle) >= 2*math.Pi {
		total += math.Copysign(2*math.Pi, p.Angle)
	}
	w.line(at(p.Start))
	parts := math.Ceil(math.Abs(total) / (math.Pi/2 + 1e-9))
	if !(parts > 0) || math.IsInf(parts, 0) {
		return
	}
	step := total / parts
	handle := vg.Length(4. / 3 * math.Tan(step/4))
	for i := range int(parts) {
		from, to := p.Start+float64(i)*step, p.Start+float64(i+1)*step
		a, b := at(from), at(to)
		tangentA, tangentB := at(from+math.Pi/2).Sub(p.Pos), at(to+math.Pi/2).Sub(p.Pos)
		w.curve(a.Add(tangentA.Scale(handle)), b.Sub(tangentB.Scale(handle)), b)
	}
}
