package canvas

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

// state is what Push saves.
type state struct {
	toPixels   affine.Map // from points to pixels
	color      color.RGBA
	lineWidth  float64 // pixels
	dash       []float64
	dashOffset float64
	dashBase   int // the patterns from here on in Canvas.dashes belong to this state
	clip       image.Rectangle
}

// apply returns the image of a point.
func apply(m affine.Map, at vg.Point) point {
	x, y := m.Apply(at)
	return point{x, y}
}

// SetLineWidth sets the width of lines. If it is not positive, lines are not drawn. The initial width is 1 point.
func (c *Canvas) SetLineWidth(w vg.Length) { c.state.lineWidth = w.Dots(c.dpi) }

// SetLineDash sets the lengths of alternating dashes and gaps, and the distance into this pattern at which lines begin. A
// pattern with an odd number of lengths is repeated with dashes and gaps exchanged, as in SVG and PDF. Without a positive
// length, or with one that is negative or not finite, lines are solid, as they are initially. A pattern shorter than 1/4
// pixel is drawn as a solid line that is as much paler.
func (c *Canvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.dashes = c.dashes[:c.state.dashBase]
	c.state.dash, c.state.dashOffset = nil, offset.Dots(c.dpi)
	total := 0.0
	for _, l := range pattern {
		px := l.Dots(c.dpi)
		if !(px >= 0) {
			total = math.NaN()
		}
		total += px
		c.dashes = append(c.dashes, px)
	}
	if !(total > 0) || math.IsInf(total, 0) {
		c.dashes = c.dashes[:c.state.dashBase]
		return
	}
	if len(pattern)%2 == 1 {
		c.dashes = append(c.dashes, c.dashes[c.state.dashBase:]...)
	}
	c.state.dash = c.dashes[c.state.dashBase:]
}

// SetColor sets the colour of lines, fills and text. The initial colour is black, and nil is black.
func (c *Canvas) SetColor(clr color.Color) {
	if clr == nil {
		clr = color.Black
	}
	c.state.color = toRGBA(clr)
}

// Rotate rotates what is drawn from now on by an angle in radians, counter-clockwise around the origin.
func (c *Canvas) Rotate(radians float64) {
	sin, cos := math.Sincos(radians)
	c.state.toPixels = c.state.toPixels.Then(affine.Map{XX: cos, XY: -sin, YX: sin, YY: cos})
}

// Translate moves the origin to pt.
func (c *Canvas) Translate(pt vg.Point) {
	c.state.toPixels = c.state.toPixels.Then(affine.Map{XX: 1, YY: 1, X0: float64(pt.X), Y0: float64(pt.Y)})
}

// Scale scales coordinates and text. It does not change the width of lines and the length of dashes.
func (c *Canvas) Scale(x, y float64) {
	c.state.toPixels = c.state.toPixels.Then(affine.Map{XX: x, YY: y})
}

// Push saves the line width, the dashes, the colour, the clip and the transformation.
func (c *Canvas) Push() {
	c.stack = append(c.stack, c.state)
	c.state.dashBase = len(c.dashes)
}

// Pop restores what the last Push saved. It panics if there is no such Push.
func (c *Canvas) Pop() {
	if len(c.stack) == 0 {
		panic("canvas.Pop: more calls of Pop than of Push")
	}
	c.dashes = c.dashes[:c.state.dashBase]
	c.state = c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
}

// Clip limits what is drawn from now on to r, until the matching Pop or Reset. It can only make the drawn part smaller. The
// borders are rounded to whole pixels. If the canvas is rotated by other than right angles, the limit is the smallest
// upright rectangle around r.
func (c *Canvas) Clip(r vg.Rectangle) {
	lo, hi := c.bounds(r)
	round := func(v float64) int { return int(math.Floor(min(max(v, -1), maxSide+1) + 0.5)) }
	if math.IsNaN(lo.x + lo.y + hi.x + hi.y) {
		c.state.clip = image.Rectangle{}
		return
	}
	c.state.clip = c.state.clip.Intersect(image.Rect(round(lo.x), round(lo.y), round(hi.x), round(hi.y)))
}

// bounds returns the upright rectangle around r, in pixels.
func (c *Canvas) bounds(r vg.Rectangle) (lo, hi point) {
	lo = apply(c.state.toPixels, r.Min)
	hi = lo
	for _, p := range [3]vg.Point{{X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}} {
		q := apply(c.state.toPixels, p)
		lo.x, lo.y = min(lo.x, q.x), min(lo.y, q.y)
		hi.x, hi.y = max(hi.x, q.x), max(hi.y, q.y)
	}
	return lo, hi
}
