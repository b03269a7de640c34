package marks

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Segments draws a line from (X0[i], Y0[i]) to (X1[i], Y1[i]) for each i, the last one on top. An infinite coordinate is
// the edge of the plot in its direction, so a rule across the whole plot has infinite ends. A segment with a missing
// coordinate is left out. Horizontal and vertical segments are on whole pixels.
type Segments struct {
	X0, Y0, X1, Y1 []float64
	RowColors
	Width float64   // px
	Dash  []float64 // the lengths of dashes and gaps, in px; nil: solid
	Cap   float64   // the length of a line across both ends, px; 0: none
	Head  float64   // the length of an arrow's head at the second end, px; 0: none
}

// Plot draws the segments, each as one path.
func (m *Segments) Plot(c draw.Canvas, p *plot.Plot) {
	if m.Width <= 0 {
		return
	}
	tr := newTransform(&c, p)
	buf := bufferPool.Get().(*buffers)
	defer bufferPool.Put(buf)
	width := vg.Length(m.Width) * px
	dash := make([]vg.Length, len(m.Dash))
	for i, d := range m.Dash {
		dash[i] = vg.Length(d) * px
	}
	c.SetLineWidth(width)
	c.SetLineDash(dash, 0)
	var current color.Color
	for i := range min(len(m.X0), len(m.Y0), len(m.X1), len(m.Y1)) {
		col := m.Of(i)
		from, ok := tr.end(m.X0[i], m.Y0[i])
		to, okEnd := tr.end(m.X1[i], m.Y1[i])
		if col == nil || !ok || !okEnd {
			continue
		}
		if col != current {
			c.SetColor(col)
			current = col
		}
		from, to = alignToPixels(from, to, m.Width)
		end := to
		if m.Head > 0 {
			end = m.drawHead(c, &tr, buf, from, to)
		}
		tr.strokeSegment(c, buf, from, end)
		if m.Cap > 0 {
			tr.strokeCap(c, buf, from, to, vg.Length(m.Cap)*px)
			tr.strokeCap(c, buf, to, from, vg.Length(m.Cap)*px)
		}
	}
}

// end returns the position of an end, which is at the edge of the plot for an infinite coordinate.
func (tr *transform) end(x, y float64) (at vg.Point, ok bool) {
	var okY bool
	at.X, ok = tr.position(x, tr.x, tr.xMinExclusive, tr.area.Min.X, tr.area.Max.X)
	at.Y, okY = tr.position(y, tr.y, tr.yMinExclusive, tr.area.Min.Y, tr.area.Max.Y)
	return at, ok && okY
}

// alignToPixels moves a horizontal or vertical segment so that its edges are on pixel borders: its axis is on pixel
// centres if its width is an odd number of px, and on pixel borders if it is even.
func alignToPixels(from, to vg.Point, widthPx float64) (a, b vg.Point) {
	snap := snapToPixelCentre
	if int(math.Round(widthPx))%2 == 0 {
		snap = snapToPixel
	}
	if from.X == to.X {
		from.X = snap(from.X)
		to.X = from.X
	}
	if from.Y == to.Y {
		from.Y = snap(from.Y)
		to.Y = from.Y
	}
	return from, to
}

// strokeSegment strokes the part of a segment that is in the area.
func (tr *transform) strokeSegment(c vg.Canvas, buf *buffers, from, to vg.Point) {
	from, to, ok := clipSegment(tr.area, from, to)
	if !ok || from == to {
		return
	}
	buf.path = buf.path[:0]
	buf.path.Move(from)
	buf.path.Line(to)
	c.Stroke(buf.path)
}

// strokeCap strokes a line of a length across the end of a segment that is at the point end. other is its other end.
func (tr *transform) strokeCap(c vg.Canvas, buf *buffers, end, other vg.Point, length vg.Length) {
	if !tr.contains(end) {
		return
	}
	dx, dy := direction(other, end)
	half := vg.Length(math.Round(float64(length/px)/2)) * px
	a := vg.Point{X: end.X - dy*half, Y: end.Y + dx*half}
	b := vg.Point{X: end.X + dy*half, Y: end.Y - dx*half}
	if dx == 0 || dy == 0 {
		a, b = alignToPixels(a, b, 1)
	}
	tr.strokeSegment(c, buf, a, b)
}

// direction returns the unit vector from one point to another. It is the vertical one if the points are equal.
func direction(from, to vg.Point) (dx, dy vg.Length) {
	length := vg.Length(math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y)))
	if length == 0 {
		return 0, 1
	}
	return (to.X - from.X) / length, (to.Y - from.Y) / length
}

// drawHead fills the head of an arrow, a triangle whose tip is at the point to. The head is at most as long as the
// arrow. It returns the point at which the shaft ends, inside the head.
func (m *Segments) drawHead(c vg.Canvas, tr *transform, buf *buffers, from, to vg.Point) (shaftEnd vg.Point) {
	length := min(vg.Length(m.Head)*px, vg.Length(math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y))))
	if length <= 0 {
		return to
	}
	dx, dy := direction(from, to)
	half := length * 0.42
	base := vg.Point{X: to.X - dx*length, Y: to.Y - dy*length}
	buf.polygon = append(buf.polygon[:0], to,
		vg.Point{X: base.X - dy*half, Y: base.Y + dx*half}, vg.Point{X: base.X + dy*half, Y: base.Y - dx*half})
	tr.fillPolygon(c, buf, buf.polygon)
	return vg.Point{X: to.X - dx*length*0.9, Y: to.Y - dy*length*0.9}
}
