package guides

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// maxSnappedPath is the largest number of components of a path that is snapped.
const maxSnappedPath = 64

// snapCanvas moves rectilinear paths, which have only horizontal and vertical segments, to the grid of pixels, so that they
// are sharp: the rule of cairo and matplotlib. Filled paths and lines of an even width have their points on the borders of
// pixels. Lines of an odd width have them on the centres, but their ends on the borders. The width of a moved line is rounded
// to at least one pixel. Other paths, paths of more than 64 components, and what is drawn while the canvas is transformed do
// not change.
//
// It is between plotters and the canvas, so that plotters look the same in pictures and in documents.
type snapCanvas struct {
	vg.Canvas
	unit  vg.Length // the length of a pixel
	state snapState
	stack []snapState
	path  vg.Path // reused
}

// snapState is what Push saves.
type snapState struct {
	lineWidth   vg.Length
	transformed bool
}

// newSnapCanvas returns a snapCanvas that draws on c.
func newSnapCanvas(c vg.Canvas) *snapCanvas {
	return &snapCanvas{Canvas: c, unit: devicePixel(c), state: snapState{lineWidth: 1}}
}

// devicePixel returns the length of one pixel of a canvas, or of 1 px if the canvas has no pixels.
func devicePixel(c vg.Canvas) vg.Length {
	if raster, ok := c.(interface{ DPI() float64 }); ok {
		return vg.Inch / vg.Length(raster.DPI())
	}
	return pixel
}

// DPI returns the number of pixels of an inch.
func (c *snapCanvas) DPI() float64 { return float64(vg.Inch / c.unit) }

func (c *snapCanvas) SetLineWidth(w vg.Length) {
	c.state.lineWidth = w
	c.Canvas.SetLineWidth(w)
}

func (c *snapCanvas) Rotate(radians float64) {
	c.state.transformed = true
	c.Canvas.Rotate(radians)
}

func (c *snapCanvas) Translate(by vg.Point) {
	c.state.transformed = true
	c.Canvas.Translate(by)
}

func (c *snapCanvas) Scale(x, y float64) {
	c.state.transformed = true
	c.Canvas.Scale(x, y)
}

func (c *snapCanvas) Push() {
	c.stack = append(c.stack, c.state)
	c.Canvas.Push()
}

func (c *snapCanvas) Pop() {
	if n := len(c.stack); n > 0 {
		c.state, c.stack = c.stack[n-1], c.stack[:n-1]
	}
	c.Canvas.Pop()
}

func (c *snapCanvas) Stroke(p vg.Path) {
	width := c.state.lineWidth
	if c.state.transformed || !(width > 0) || !isRectilinear(p) {
		c.Canvas.Stroke(p)
		return
	}
	pixels := max(1, math.Round(float64(width/c.unit)))
	offset := vg.Length(math.Mod(pixels, 2)) / 2
	c.path = c.path[:0]
	for _, component := range p {
		component.Pos.X = (snap(component.Pos.X/c.unit-offset) + offset) * c.unit
		component.Pos.Y = (snap(component.Pos.Y/c.unit-offset) + offset) * c.unit
		c.path = append(c.path, component)
	}
	c.snapEnds(p)
	c.Canvas.SetLineWidth(vg.Length(pixels) * c.unit)
	c.Canvas.Stroke(c.path)
	c.Canvas.SetLineWidth(width)
}

// snapEnds moves the ends of the lines in c.path, which is p after snapping, to the borders of pixels. Otherwise a line of an
// odd width would end in half a pixel.
func (c *snapCanvas) snapEnds(p vg.Path) {
	for from := 0; from < len(p); {
		to := from + 1
		for to < len(p) && p[to].Type != vg.MoveComp {
			to++
		}
		if last := to - 1; last > from && p[last].Type != vg.CloseComp && p[last].Pos != p[from].Pos {
			c.snapEnd(p, from, from+1)
			c.snapEnd(p, last, last-1)
		}
		from = to
	}
}

// snapEnd moves the point at index end along its segment, whose other point is at index other.
func (c *snapCanvas) snapEnd(p vg.Path, end, other int) {
	if at := p[end].Pos; at.Y == p[other].Pos.Y {
		c.path[end].Pos.X = snap(at.X/c.unit) * c.unit
	} else {
		c.path[end].Pos.Y = snap(at.Y/c.unit) * c.unit
	}
}

// Fill moves a path along an axis only if it does not vanish there.
func (c *snapCanvas) Fill(p vg.Path) {
	if c.state.transformed || !isRectilinear(p) {
		c.Canvas.Fill(p)
		return
	}
	c.path = append(c.path[:0], p...)
	c.snapAxis(func(p *vg.Point) *vg.Length { return &p.X })
	c.snapAxis(func(p *vg.Point) *vg.Length { return &p.Y })
	c.Canvas.Fill(c.path)
}

// snapAxis moves the coordinates of c.path along one axis to the borders of pixels, unless all of them would be equal.
func (c *snapCanvas) snapAxis(coordinate func(*vg.Point) *vg.Length) {
	lo, hi := vg.Length(math.Inf(1)), vg.Length(math.Inf(-1))
	for i := range c.path {
		if c.path[i].Type != vg.CloseComp {
			v := snap(*coordinate(&c.path[i].Pos) / c.unit)
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if lo == hi {
		return
	}
	for i := range c.path {
		v := coordinate(&c.path[i].Pos)
		*v = snap(*v/c.unit) * c.unit
	}
}

// snap rounds half up, so that equal distances stay equal on both sides of 0.
func snap(v vg.Length) vg.Length { return vg.Length(math.Floor(float64(v) + 0.5)) }

// isRectilinear reports whether all segments of a path, with those that close it, are horizontal or vertical, and whether
// the path is short enough to be moved.
func isRectilinear(p vg.Path) bool {
	if len(p) < 2 || len(p) > maxSnappedPath || p[0].Type != vg.MoveComp {
		return false
	}
	var start, last vg.Point
	for i := range p {
		at := p[i].Pos
		switch p[i].Type {
		case vg.MoveComp:
			start = at
		case vg.LineComp:
			if at.X != last.X && at.Y != last.Y {
				return false
			}
		case vg.CloseComp:
			if at = start; at.X != last.X && at.Y != last.Y {
				return false
			}
		default:
			return false
		}
		last = at
	}
	return true
}
