package canvas

import (
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/canvas/internal/coverage"
)

// widest is the largest width of lines, in pixels.
const widest = 1e6

// Fill fills a path. Open subpaths are closed. Overlapping parts are filled by the nonzero winding rule. Rectangles and
// small circles have faster ways.
func (c *Canvas) Fill(p vg.Path) {
	c.prepare()
	if c.state.clip.Empty() {
		return
	}
	if lo, hi, ok := c.upright(p); ok {
		c.painter.rectangle(c.state.clip, lo, hi)
		return
	}
	if center, radius, ok := c.disc(p); ok {
		c.paintDisc(center, radius, 0)
		return
	}
	t := c.workspace
	lo, hi := c.visible()
	t.path.toPixels, t.path.breaks, t.path.lo, t.path.hi = c.state.toPixels, false, lo, hi
	t.path.subpath = t.addOutline
	t.path.flatten(p)
	t.edges.Sweep(&c.painter)
}

// Stroke draws the lines of a path with the line width, the dashes and the colour of the canvas. Lines have round joins
// and butt ends, as in vgimg.
//
// A line of more than 255 points that has more than 6 consecutive points in half a pixel column is reduced to the extremes
// of these points. A solid horizontal or vertical segment is a rectangle, and has a faster way; so have small circles.
func (c *Canvas) Stroke(p vg.Path) {
	c.prepare()
	width := min(c.state.lineWidth, widest)
	if !(width > 0) || c.state.clip.Empty() {
		return
	}
	dash, color := c.state.dash, c.state.color
	if len(dash) > 0 {
		if share, total := dashedShare(dash); total < shortestPattern {
			dash = nil
			color.R, color.G, color.B, color.A = faded(color.R, share), faded(color.G, share), faded(color.B, share), faded(color.A, share)
			c.painter.setColor(color)
		}
	}
	if len(dash) == 0 {
		if lo, hi, ok := c.uprightLine(p, width); ok {
			c.painter.rectangle(c.state.clip, lo, hi)
			return
		}
		if center, radius, ok := c.disc(p); ok && width <= largestDisc {
			c.paintDisc(center, radius, width)
			return
		}
	}
	c.strokeLines(p, width, dash)
}

// faded returns a channel times a share.
func faded(channel uint8, share float64) uint8 { return uint8(math.Round(float64(channel) * share)) }

// strokeLines draws the lines of a path in the general way.
func (c *Canvas) strokeLines(p vg.Path, width float64, dash []float64) {
	t := c.workspace
	lo, hi := c.visible()
	s := &t.stroker
	s.edges = &t.edges
	s.setWidth(width, lo, hi)
	t.path.toPixels, t.path.breaks, t.path.lo, t.path.hi = c.state.toPixels, true, s.lo, s.hi
	t.path.subpath = t.strokeLine
	if len(dash) > 0 {
		d := &t.dasher
		d.pattern, d.offset, d.lo, d.hi = dash, c.state.dashOffset, s.lo, s.hi
		_, d.total = dashedShare(dash)
		t.path.subpath = t.strokeDashes
	}
	t.path.flatten(p)
	t.edges.Sweep(&c.painter)
}

// visible returns the clip.
func (c *Canvas) visible() (lo, hi point) {
	r := c.state.clip
	return point{float64(r.Min.X), float64(r.Min.Y)}, point{float64(r.Max.X), float64(r.Max.Y)}
}

// addOutline adds the edges of a closed polygon.
func addOutline(edges *coverage.Accumulator, points []point) {
	last := points[len(points)-1]
	for _, p := range points {
		edges.Line(last.x, last.y, p.x, p.y)
		last = p
	}
}

// sweep sets the coverage of a mask to the accumulated shape.
func (m *mask) sweep(edges *coverage.Accumulator) {
	m.coverage = make([]uint8, m.width*m.height)
	edges.Sweep(m)
}

// Solid sets the coverage of pixels of a row.
func (m *mask) Solid(y, x0, x1 int, coverage uint8) {
	for i := y*m.width + x0; i < y*m.width+x1; i++ {
		m.coverage[i] = coverage
	}
}

// Varied sets the coverage of pixels of a row.
func (m *mask) Varied(y, x0 int, coverage []uint8) { copy(m.coverage[y*m.width+x0:], coverage) }
