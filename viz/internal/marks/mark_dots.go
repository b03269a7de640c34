package marks

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Dots draws a disc at each point (X[i], Y[i]), the last one on top. A dot is left out if its centre is missing or outside
// the area. Points beyond the shorter slice are ignored. RowColors says which colour a dot has.
type Dots struct {
	X, Y    []float64
	Radius  float64     // px
	Fill    color.Color // nil: dots without another colour are not filled
	Values  []float64
	Lo, Hi  float64 // the values of the table's first and last colour
	Table   *[256]color.RGBA
	Colors  []color.Color
	Outline color.Color // the colour of a border of 1 px; nil: no border
}

// Plot draws the dots, each as one path. The canvas uses most of the time.
func (d *Dots) Plot(c draw.Canvas, p *plot.Plot) {
	if d.Radius <= 0 {
		return
	}
	tr := newTransform(&c, p)
	buf := bufferPool.Get().(*buffers)
	defer bufferPool.Put(buf)
	c.SetLineWidth(px)
	c.SetLineDash(nil, 0)
	radius := vg.Length(d.Radius) * px
	colors := RowColors{Fill: d.Fill, Values: d.Values, Lo: d.Lo, Hi: d.Hi, Table: d.Table, Colors: d.Colors,
		interned: buf.internColors(d.Table)}
	var current color.Color // the canvas' colour; nil: not set yet
	setColor := func(next color.Color) {
		if next != current {
			c.SetColor(next)
			current = next
		}
	}
	for i := range min(len(d.X), len(d.Y)) {
		at, ok := tr.point(d.X[i], d.Y[i])
		if !ok || !tr.contains(at) {
			continue
		}
		if fill := colors.Of(i); fill != nil {
			setColor(fill)
			fillDisc(c.Canvas, buf, at, radius)
		}
		if d.Outline != nil {
			setColor(d.Outline)
			circlePath(buf, at, max(radius-px/2, px/2)) // the border is inside the disc
			c.Stroke(buf.path)
		}
	}
}

// fillDisc fills a disc with the canvas' colour.
func fillDisc(c vg.Canvas, buf *buffers, at vg.Point, radius vg.Length) {
	circlePath(buf, at, radius)
	c.Fill(buf.path)
}

// circlePath sets buf.path to a circle.
func circlePath(buf *buffers, at vg.Point, radius vg.Length) {
	buf.path = buf.path[:0]
	buf.path.Move(vg.Point{X: at.X + radius, Y: at.Y})
	buf.path.Arc(at, radius, 0, 2*math.Pi)
	buf.path.Close()
}
