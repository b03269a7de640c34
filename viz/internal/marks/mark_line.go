package marks

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Line joins the points (X[i], Y[i]) in their order. A missing X or Y lifts the
// pen; a point that is alone between two of them is drawn as a dot, so that a
// stream's first row can be seen. Points beyond the shorter slice are ignored.
type Line struct {
	X, Y  []float64
	Width float64     // px
	Color color.Color // nil: nothing is drawn
}

// Plot draws the line. Its cost is linear in the number of points, and what is
// drawn is at most eight points a column of half a pixel.
func (l *Line) Plot(c draw.Canvas, p *plot.Plot) {
	if l.Color == nil || l.Width <= 0 {
		return
	}
	a := newTransform(&c, p)
	s := bufferPool.Get().(*buffers)
	defer bufferPool.Put(s)
	c.SetColor(l.Color)
	c.SetLineWidth(vg.Length(l.Width) * px)
	c.SetLineDash(nil, 0)
	whole := !opaque(l.Color)
	n := min(len(l.X), len(l.Y))
	for from, to := range validRuns(n, func(i int) bool { return a.inDomain(l.X[i], l.Y[i]) }) {
		s.points = a.decimate(s.points[:0], l.X[from:to], l.Y[from:to])
		if len(s.points) == 1 && a.contains(s.points[0]) {
			fillDisc(c, s, s.points[0], vg.Length(l.Width)*px)
		}
		a.strokeLine(c, s, s.points, whole)
	}
}
