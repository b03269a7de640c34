package marks

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Box is one box with whiskers (Tukey's box plot), centred at X on the x axis. If a number is missing, the parts that need
// it are left out.
type Box struct {
	X, Width       float64 // x units
	Q1, Median, Q3 float64
	Low, High      float64 // the ends of the whiskers
	Outliers       []float64
	Fill           color.Color // nil: not filled
	LineColor      color.Color // of the border, the median and the whiskers; nil: black
	OutlierColor   color.Color // of the outliers; nil: LineColor
}

// outlierRadius is the radius of an outlier's dot.
const outlierRadius = 2.25 * px

// Plot draws the box on whole pixels. The width of the box is an odd number of pixels, so the whiskers are exactly in
// its middle. Border and whiskers are 1 px wide. The median line is 2 px wide.
func (b *Box) Plot(c draw.Canvas, p *plot.Plot) {
	tr := newTransform(&c, p)
	left, ok := tr.point(b.X-b.Width/2, 1)
	right, okEnd := tr.point(b.X+b.Width/2, 1)
	if !ok || !okEnd {
		return
	}
	buf := bufferPool.Get().(*buffers)
	defer bufferPool.Put(buf)
	width := max(left.X, right.X) - min(left.X, right.X)
	painter := boxPainter{
		transform: &tr, canvas: c.Canvas, buffers: buf,
		centre:    snapToPixelCentre((left.X + right.X) / 2),
		halfWidth: vg.Length(math.Round(float64(width/px-1)/2)) * px,
	}
	painter.halfWidth = max(painter.halfWidth, 0)
	lineColor := b.LineColor
	if lineColor == nil {
		lineColor = color.Black
	}
	c.SetColor(lineColor)
	painter.drawWhisker(b.Low, b.Q1)
	painter.drawWhisker(b.High, b.Q3)
	painter.drawBody(b.Q1, b.Q3, b.Fill, lineColor)
	painter.drawMedian(b.Median)
	if b.OutlierColor != nil {
		c.SetColor(b.OutlierColor)
	}
	painter.drawOutliers(b.X, b.Outliers)
}

// boxPainter draws the parts of one box on whole pixels.
type boxPainter struct {
	*transform
	canvas            vg.Canvas
	buffers           *buffers
	centre, halfWidth vg.Length // the centre of the middle column; the distance from it to the centre of the border
}

// pixelRow returns the centre of the pixel row of v. It returns false if v has no position.
func (b *boxPainter) pixelRow(v float64) (vg.Length, bool) {
	if !b.inDomain(1, v) {
		return 0, false
	}
	y := b.y(v)
	if top := b.area.Max.Y; y > top-px/2 && y <= top+px/100 {
		y = top - px/2 // a value on the upper border is drawn in the last row below it
	}
	return snapToPixelCentre(y), math.Abs(float64(y)) < maxCoordinate
}

// fillRows fills the pixels between two rows, inclusive, whose distance from the middle column is at most halfWidth.
func (b *boxPainter) fillRows(halfWidth, from, to vg.Length) {
	b.fillRectangle(b.canvas, b.buffers, vg.Rectangle{
		Min: vg.Point{X: b.centre - halfWidth - px/2, Y: min(from, to) - px/2},
		Max: vg.Point{X: b.centre + halfWidth + px/2, Y: max(from, to) + px/2},
	})
}

// drawWhisker draws a line from the whisker's end to the box, with a cap half as wide as the box.
func (b *boxPainter) drawWhisker(end, quartile float64) {
	from, ok := b.pixelRow(end)
	to, okEnd := b.pixelRow(quartile)
	if !ok || !okEnd {
		return
	}
	if from != to {
		b.fillRows(0, from, to)
	}
	b.fillRows(snapToPixel(b.halfWidth/2), from, from)
}

// drawBody draws the box between the quartiles: the filling and the border on top of it.
func (b *boxPainter) drawBody(q1, q3 float64, fill, lineColor color.Color) {
	low, ok := b.pixelRow(q1)
	high, okEnd := b.pixelRow(q3)
	if !ok || !okEnd {
		return
	}
	if low > high {
		low, high = high, low
	}
	if fill != nil {
		b.canvas.SetColor(fill)
		b.fillRows(b.halfWidth, low, high)
		b.canvas.SetColor(lineColor)
	}
	b.fillRows(b.halfWidth, low, low)
	b.fillRows(b.halfWidth, high, high)
	for _, x := range [2]vg.Length{b.centre - b.halfWidth, b.centre + b.halfWidth} {
		b.fillRectangle(b.canvas, b.buffers, vg.Rectangle{Min: vg.Point{X: x - px/2, Y: low}, Max: vg.Point{X: x + px/2, Y: high}})
	}
}

// drawMedian draws a line two rows high.
func (b *boxPainter) drawMedian(v float64) {
	if at, ok := b.pixelRow(v); ok {
		if b.y(v) < at { // the two rows nearest to v are this row and the row below it
			at -= px
		}
		b.fillRows(b.halfWidth, at, at+px)
	}
}

// drawOutliers draws dots on the line of the whiskers.
func (b *boxPainter) drawOutliers(at float64, values []float64) {
	for _, v := range values {
		if p, ok := b.point(at, v); ok && b.contains(p) {
			p.X = b.centre
			fillDisc(b.canvas, b.buffers, p, outlierRadius)
		}
	}
}
