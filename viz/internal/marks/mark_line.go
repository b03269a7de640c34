package marks

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Line connects the points (X[i], Y[i]) in their order. It has a gap at a missing X or Y. A single point between two
// gaps is drawn as a dot, so that the first row of a stream is visible. Points beyond the shorter slice are ignored.
type Line struct {
	X, Y  []float64
	Width float64     // px
	Color color.Color // nil: nothing is drawn
}

// Plot draws the line, with at most eight points for each column of half a pixel. The cost is linear in the number of
// points.
func (l *Line) Plot(c draw.Canvas, p *plot.Plot) {
	if l.Color == nil || l.Width <= 0 {
		return
	}
	tr := newTransform(&c, p)
	buf := bufferPool.Get().(*buffers)
	defer bufferPool.Put(buf)
	c.SetColor(l.Color)
	c.SetLineWidth(vg.Length(l.Width) * px)
	c.SetLineDash(nil, 0)
	n := min(len(l.X), len(l.Y))
	for from, to := range validRuns(n, func(i int) bool { return tr.inDomain(l.X[i], l.Y[i]) }) {
		buf.points = tr.decimate(buf.points[:0], l.X[from:to], l.Y[from:to])
		if len(buf.points) == 1 && tr.contains(buf.points[0]) {
			fillDisc(c.Canvas, buf, buf.points[0], vg.Length(l.Width)*px)
		}
		tr.strokeLine(c.Canvas, buf, buf.points)
	}
}
