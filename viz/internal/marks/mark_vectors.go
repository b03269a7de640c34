package marks

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Vectors draws an arrow at each point (X[i], Y[i]). The direction and the length of an arrow are those of the picture,
// whatever the scales of the axes are. A point outside the plot, or with a missing number, has no arrow.
type Vectors struct {
	X, Y   []float64
	Angle  []float64 // radians, counterclockwise from the right
	Length []float64 // px; or, with Fit, parts of the longest arrow, from 0 to 1
	Fit    bool      // the longest arrow is as long as the points are apart
	Tip    bool      // the point is the arrow's tip, not its middle
	RowColors
	Width float64 // px
}

const (
	shortestFit, longestFit = 8 * px, 64 * px // of the longest arrow
	headOfArrow             = 0.35            // the head's length, as a part of the arrow's
	longestHead             = 9.0             // px
)

// Plot draws the arrows, a line and a triangle each.
func (m *Vectors) Plot(c draw.Canvas, p *plot.Plot) {
	tr := newTransform(&c, p)
	buf := bufferPool.Get().(*buffers)
	defer bufferPool.Put(buf)
	n := min(len(m.X), len(m.Y), len(m.Angle), len(m.Length))
	unit := px
	if m.Fit {
		size := c.Rectangle.Size()
		unit = vg.Length(math.Sqrt(float64(size.X*size.Y)/float64(max(1, n)))) * 0.9
		unit = min(max(unit, shortestFit), longestFit)
	}
	c.SetLineWidth(vg.Length(m.Width) * px)
	c.SetLineDash(nil, 0)
	for i := range n {
		at, ok := tr.point(m.X[i], m.Y[i])
		col := m.Of(i)
		if length := vg.Length(m.Length[i]) * unit; ok && tr.contains(at) && col != nil && length > 0 && !math.IsInf(float64(length), 0) {
			sin, cos := math.Sincos(m.Angle[i])
			if math.IsNaN(sin) {
				continue
			}
			dx, dy := length*vg.Length(cos), length*vg.Length(sin)
			to := at
			if !m.Tip {
				to = vg.Point{X: at.X + dx/2, Y: at.Y + dy/2}
			}
			from := vg.Point{X: to.X - dx, Y: to.Y - dy}
			c.SetColor(col)
			head := Segments{Head: min(longestHead, headOfArrow*float64(length/px))}
			tr.strokeSegment(c, buf, from, head.drawHead(c, &tr, buf, from, to))
		}
	}
}
