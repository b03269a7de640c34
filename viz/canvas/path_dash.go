package canvas

import "math"

// shortestPattern is the length, in pixels, below which a pattern of dashes is not drawn as dashes.
const shortestPattern = 0.25

// dasher splits lines into dashes.
type dasher struct {
	pattern []float64 // an even number of lengths, in pixels
	total   float64   // their sum
	offset  float64
	lo, hi  point // only dashes in this rectangle are drawn
	index   int   // the current length of the pattern
	left    float64
	dash    []point // the points of the current dash
}

// dashedShare returns the part of the pattern that is dashes, and its length.
func dashedShare(pattern []float64) (share, total float64) {
	on := 0.0
	for i, l := range pattern {
		total += l
		if i%2 == 0 {
			on += l
		}
	}
	return on / total, total
}

// seek goes to a position of the pattern.
func (d *dasher) seek(at float64) {
	at = math.Mod(at, d.total)
	if at < 0 {
		at += d.total
	}
	if !(at < d.total) { // rounded up, or not a number
		at = 0
	}
	d.index = 0
	for d.index < len(d.pattern)-1 && at >= d.pattern[d.index] {
		at -= d.pattern[d.index]
		d.index++
	}
	d.left = max(0, d.pattern[d.index]-at)
}

// position returns the current position of the pattern.
func (d *dasher) position() float64 {
	at := -d.left
	for _, l := range d.pattern[:d.index+1] {
		at += l
	}
	return at
}

// line splits a line and calls draw for each dash. An invisible part of a segment is skipped at once, so the number of
// dashes depends on the visible length only. The pattern continues from segment to segment.
func (d *dasher) line(points []point, closed bool, draw func(dash []point, closed bool)) {
	d.seek(d.offset)
	n := len(points)
	segments := n - 1
	if closed {
		segments = n
	}
	d.dash = d.dash[:0]
	for i := range segments {
		d.segment(points[i], points[(i+1)%n], draw)
	}
	d.end(draw)
}

// segment splits one segment.
func (d *dasher) segment(p, q point, draw func(dash []point, closed bool)) {
	length := math.Sqrt(length2(q.sub(p)))
	t0, t1 := clipParameters(d.lo, d.hi, p, q)
	if t0 > t1 || length == 0 {
		d.end(draw)
		d.seek(d.position() + length)
		return
	}
	at := p
	if t0 > 0 {
		d.end(draw)
		d.seek(d.position() + t0*length)
		at = p.towards(q, t0)
	}
	done, visible := t0*length, t1*length
	d.begin(at)
	for done+d.left < visible {
		done += d.left
		at = p.towards(q, done/length)
		if d.index%2 == 0 {
			d.dash = append(d.dash, at)
		}
		d.end(draw)
		d.index++
		if d.index == len(d.pattern) {
			d.index = 0
		}
		d.left = d.pattern[d.index]
		d.begin(at)
	}
	d.left -= visible - done
	if t1 < 1 {
		if d.index%2 == 0 {
			d.dash = append(d.dash, p.towards(q, t1))
		}
		d.end(draw)
		d.seek(d.position() + (1-t1)*length)
		return
	}
	if d.index%2 == 0 {
		d.dash = append(d.dash, q)
	}
}

// begin begins a dash at a point, unless one has begun or the pattern is at a gap.
func (d *dasher) begin(at point) {
	if d.index%2 == 0 && len(d.dash) == 0 {
		d.dash = append(d.dash, at)
	}
}

// end draws the current dash.
func (d *dasher) end(draw func(dash []point, closed bool)) {
	if len(d.dash) >= 2 {
		draw(d.dash, false)
	}
	d.dash = d.dash[:0]
}
