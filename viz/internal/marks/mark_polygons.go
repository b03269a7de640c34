package marks

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Polygons fills closed shapes, the last one on top. Shape i has the corners (X[i][j], Y[i][j]). A shape with a corner
// that is missing or infinite is left out.
type Polygons struct {
	X, Y [][]float64
	RowColors
	Outline      color.Color // nil: no outline
	OutlineWidth float64     // px
}

// Plot draws the shapes, each as one path. The cost is linear in the number of corners.
func (m *Polygons) Plot(c draw.Canvas, p *plot.Plot) {
	tr := newTransform(&c, p)
	buf := bufferPool.Get().(*buffers)
	defer bufferPool.Put(buf)
	c.SetLineDash(nil, 0)
	for i := range min(len(m.X), len(m.Y)) {
		if !tr.corners(buf, m.X[i], m.Y[i]) {
			continue
		}
		if fill := m.Of(i); fill != nil {
			c.SetColor(fill)
			buf.polygon = append(buf.polygon[:0], buf.points...)
			tr.fillPolygon(c, buf, buf.polygon)
		}
		if m.Outline != nil && m.OutlineWidth > 0 {
			c.SetColor(m.Outline)
			c.SetLineWidth(vg.Length(m.OutlineWidth) * px)
			tr.strokeLine(c.Canvas, buf, append(buf.points, buf.points[0]))
		}
	}
}

// corners sets buf.points to the positions of the corners. It returns false if there are none, or if one has none.
func (tr *transform) corners(buf *buffers, x, y []float64) bool {
	buf.points = buf.points[:0]
	for j := range min(len(x), len(y)) {
		at, ok := tr.point(x[j], y[j])
		if !ok {
			return false
		}
		buf.points = append(buf.points, at)
	}
	return len(buf.points) > 2
}
