package marks

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Box is one box with whiskers (Tukey's box plot) about x = At. A missing
// number leaves out the parts that need it.
type Box struct {
	At, Width      float64 // x units
	Q1, Median, Q3 float64
	Low, High      float64 // where the whiskers end
	Outliers       []float64
	Fill           color.Color // nil: not filled
	Ink            color.Color // of the border, the median and the whiskers; nil: black
	Dots           color.Color // of the outliers; nil: Ink
}

// outlier is the radius of an outlier's dot.
const outlierRadius = 2.25 * px

// Plot draws the box on whole pixels and symmetric about its whiskers: its width
// is an odd number of pixels. Border and whiskers are 1 px, the median is 2.
func (b *Box) Plot(c draw.Canvas, p *plot.Plot) {
	a := newTransform(&c, p)
	left, ok := a.point(b.At-b.Width/2, 1)
	right, ok2 := a.point(b.At+b.Width/2, 1)
	if !ok || !ok2 {
		return
	}
	s := bufferPool.Get().(*buffers)
	defer bufferPool.Put(s)
	width := max(left.X, right.X) - min(left.X, right.X)
	t := boxPainter{
		transform: &a, canvas: c, buffers: s,
		centre:    snapToPixelCentre((left.X + right.X) / 2),
		halfWidth: vg.Length(math.Round(float64(width/px-1)/2)) * px,
	}
	t.halfWidth = max(t.halfWidth, 0)
	ink := b.Ink
	if ink == nil {
		ink = color.Black
	}
	c.SetColor(ink)
	t.whisker(b.Low, b.Q1)
	t.whisker(b.High, b.Q3)
	t.body(b.Q1, b.Q3, b.Fill, ink)
	t.median(b.Median)
	if b.Dots != nil {
		c.SetColor(b.Dots)
	}
	t.outliers(b.At, b.Outliers)
}

// tower draws the parts of a box from rows and columns of whole pixels.
type boxPainter struct {
	*transform
	canvas            vg.Canvas
	buffers           *buffers
	centre, halfWidth vg.Length // the centre of the middle column; how far the box reaches beyond that column
}

// row is the centre of the pixel row of v.
func (t *boxPainter) pixelRow(v float64) (vg.Length, bool) {
	if !t.inDomain(1, v) {
		return 0, false
	}
	y := t.y(v)
	if top := t.area.Max.Y; y > top-px/2 && y <= top+px/100 {
		y = top - px/2 // a value on the upper border is drawn in the last row below it
	}
	return snapToPixelCentre(y), math.Abs(float64(y)) < maxCoordinate
}

// block fills the pixels within reach of the middle column from one row to another.
func (t *boxPainter) fillRows(reach, from, to vg.Length) {
	t.fillRectangle(t.canvas, t.buffers, vg.Rectangle{
		Min: vg.Point{X: t.centre - reach - px/2, Y: min(from, to) - px/2},
		Max: vg.Point{X: t.centre + reach + px/2, Y: max(from, to) + px/2},
	})
}

// whisker is a line from its end to the box, with a cap half as wide as the box.
func (t *boxPainter) whisker(end, quartile float64) {
	from, ok := t.pixelRow(end)
	to, ok2 := t.pixelRow(quartile)
	if !ok || !ok2 {
		return
	}
	if from != to {
		t.fillRows(0, from, to)
	}
	t.fillRows(snapToPixel(t.halfWidth/2), from, from)
}

// body is the box between the quartiles: the filling, and its border over it.
func (t *boxPainter) body(q1, q3 float64, fill, ink color.Color) {
	low, ok := t.pixelRow(q1)
	high, ok2 := t.pixelRow(q3)
	if !ok || !ok2 {
		return
	}
	if low > high {
		low, high = high, low
	}
	if fill != nil {
		t.canvas.SetColor(fill)
		t.fillRows(t.halfWidth, low, high)
		t.canvas.SetColor(ink)
	}
	t.fillRows(t.halfWidth, low, low)
	t.fillRows(t.halfWidth, high, high)
	for _, x := range [2]vg.Length{t.centre - t.halfWidth, t.centre + t.halfWidth} {
		t.fillRectangle(t.canvas, t.buffers, vg.Rectangle{Min: vg.Point{X: x - px/2, Y: low}, Max: vg.Point{X: x + px/2, Y: high}})
	}
}

func (t *boxPainter) median(v float64) {
	if at, ok := t.pixelRow(v); ok {
		if t.y(v) < at { // of the two rows about v
			at -= px
		}
		t.fillRows(t.halfWidth, at, at+px)
	}
}

// outliers are dots on the whisker's line.
func (t *boxPainter) outliers(at float64, values []float64) {
	for _, v := range values {
		if p, ok := t.point(at, v); ok && t.contains(p) {
			p.X = t.centre
			fillDisc(t.canvas, t.buffers, p, outlierRadius)
		}
	}
}
