package marks

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Rectangles fills the rectangle from (X0[i], Y0[i]) to (X1[i], Y1[i]) for each i, the last one on top. An infinite
// coordinate is the edge of the plot in its direction. A rectangle with a missing coordinate is left out. The edges are
// on whole pixels, and each side is at least 1 px long.
type Rectangles struct {
	X0, Y0, X1, Y1 []float64
	RowColors
	Centred      bool        // the width is an odd number of px, so that a line 1 px wide is exactly in the middle
	Gap          float64     // the space between neighbours, px; it is left out of rectangles smaller than 3 gaps
	Outline      color.Color // nil: no outline
	OutlineWidth float64     // px; the outline is inside the rectangle
}

// Plot draws the rectangles, each as one path.
func (m *Rectangles) Plot(c draw.Canvas, p *plot.Plot) {
	tr := newTransform(&c, p)
	buf := bufferPool.Get().(*buffers)
	defer bufferPool.Put(buf)
	var current color.Color
	for i := range min(len(m.X0), len(m.Y0), len(m.X1), len(m.Y1)) {
		r, ok := tr.rectangle(m.X0[i], m.Y0[i], m.X1[i], m.Y1[i], m.Gap)
		if !ok {
			continue
		}
		if m.Centred {
			r.Min.X, r.Max.X = tr.centredInterval(m.X0[i], m.X1[i])
		}
		if fill := m.Of(i); fill != nil {
			if fill != current {
				c.SetColor(fill)
				current = fill
			}
			tr.fillRectangle(c, buf, r)
		}
		if m.Outline != nil && m.OutlineWidth > 0 {
			c.SetColor(m.Outline)
			current = m.Outline
			tr.outlineRectangle(c, buf, r, vg.Length(math.Max(1, math.Round(m.OutlineWidth)))*px)
		}
	}
}

// rectangle returns a rectangle on whole pixels. It returns false if a coordinate has no position.
func (tr *transform) rectangle(x0, y0, x1, y1, gap float64) (r vg.Rectangle, ok bool) {
	left, ok0 := tr.position(x0, tr.x, tr.xMinExclusive, tr.area.Min.X, tr.area.Max.X)
	right, ok1 := tr.position(x1, tr.x, tr.xMinExclusive, tr.area.Min.X, tr.area.Max.X)
	bottom, ok2 := tr.position(y0, tr.y, tr.yMinExclusive, tr.area.Min.Y, tr.area.Max.Y)
	top, ok3 := tr.position(y1, tr.y, tr.yMinExclusive, tr.area.Min.Y, tr.area.Max.Y)
	if !ok0 || !ok1 || !ok2 || !ok3 {
		return r, false
	}
	r.Min.X, r.Max.X = pixelInterval(min(left, right), max(left, right), gap)
	r.Min.Y, r.Max.Y = pixelInterval(min(bottom, top), max(bottom, top), gap)
	return r, true
}

// centredInterval returns an interval of an odd number of pixels, with the middle of x0 and x1 in its middle pixel.
func (tr *transform) centredInterval(x0, x1 float64) (from, to vg.Length) {
	centre := snapToPixelCentre((tr.x(x0) + tr.x(x1)) / 2)
	width := math.Abs(float64((tr.x(x1) - tr.x(x0)) / px))
	half := vg.Length(max(0, math.Floor(width/2-0.5)))*px + px/2
	return centre - half, centre + half
}

// position returns the position of one coordinate. That of an infinite one is an end of the plot. ok is false if the
// coordinate has none.
func (tr *transform) position(v float64, axis func(float64) vg.Length, minExclusive float64, lo, hi vg.Length) (at vg.Length, ok bool) {
	switch {
	case math.IsInf(v, 1):
		return hi, true
	case math.IsInf(v, -1):
		return lo, true
	case math.IsNaN(v):
		return 0, false
	case v <= minExclusive: // of a logarithmic axis
		return lo, true
	}
	at = axis(v)
	return at, math.Abs(float64(at)) < maxCoordinate
}

// pixelInterval rounds an interval to whole pixels. It is at least 1 px long. If it is long enough, gap px are taken off
// its upper end.
func pixelInterval(lo, hi vg.Length, gap float64) (from, to vg.Length) {
	from, to = snapToPixel(lo), snapToPixel(hi)
	if gap > 0 && float64((to-from)/px) >= 3*gap {
		to -= vg.Length(gap) * px
	}
	return from, max(to, from+px)
}

// outlineRectangle fills the border of r, which is width thick and inside r.
func (tr *transform) outlineRectangle(c vg.Canvas, buf *buffers, r vg.Rectangle, width vg.Length) {
	inner := vg.Rectangle{Min: vg.Point{X: r.Min.X + width, Y: r.Min.Y + width}, Max: vg.Point{X: r.Max.X - width, Y: r.Max.Y - width}}
	if inner.Min.X >= inner.Max.X || inner.Min.Y >= inner.Max.Y {
		tr.fillRectangle(c, buf, r)
		return
	}
	for _, side := range [4]vg.Rectangle{
		{Min: r.Min, Max: vg.Point{X: r.Max.X, Y: inner.Min.Y}},
		{Min: vg.Point{X: r.Min.X, Y: inner.Max.Y}, Max: r.Max},
		{Min: vg.Point{X: r.Min.X, Y: inner.Min.Y}, Max: vg.Point{X: inner.Min.X, Y: inner.Max.Y}},
		{Min: vg.Point{X: inner.Max.X, Y: inner.Min.Y}, Max: vg.Point{X: r.Max.X, Y: inner.Max.Y}},
	} {
		tr.fillRectangle(c, buf, side)
	}
}
