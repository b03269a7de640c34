package marks

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Dots draws a disc at each point (X[i], Y[i]), the last one on top. A dot is left out if its centre is missing or outside
// the area. Points beyond the shorter slice are ignored.
//
// A dot has the first of these colours that exists: Colors[i], unless it is nil; the entry of Table for Values[i],
// unless Values[i] is missing; Fill. A value outside Lo to Hi has the first or the last entry of Table.
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
	buf.setColors(d.Table)
	c.SetLineWidth(px)
	c.SetLineDash(nil, 0)
	radius := vg.Length(d.Radius) * px
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
		if fill := d.color(i, buf); fill != nil {
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

// setColors sets buf.colors to the table. It keeps the colours that have not changed.
func (buf *buffers) setColors(table *[256]color.RGBA) {
	if table == nil {
		return
	}
	for i, c := range table {
		if kept, ok := buf.colors[i].(color.RGBA); !ok || kept != c {
			buf.colors[i] = c
		}
	}
}

// color returns the colour of dot i, or nil. The caller has set buf.colors to the table.
func (d *Dots) color(i int, buf *buffers) color.Color {
	switch {
	case i < len(d.Colors) && d.Colors[i] != nil:
		return d.Colors[i]
	case d.Table != nil && i < len(d.Values) && !math.IsNaN(d.Values[i]):
		return buf.colors[d.tableIndex(d.Values[i])]
	default:
		return d.Fill
	}
}

// tableIndex returns the index of a value's colour in the table. If Lo is not less than Hi, it is 0 for all values.
func (d *Dots) tableIndex(v float64) int {
	switch {
	case !(d.Lo < d.Hi) || v <= d.Lo:
		return 0
	case v >= d.Hi:
		return 255
	default:
		return min(int((v-d.Lo)/(d.Hi-d.Lo)*256), 255)
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
