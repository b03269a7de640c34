package marks

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Area fills the area between Lower[i] and Upper[i] along X. It has a gap at each point whose X, Lower or Upper is
// missing. Points beyond the shortest slice are ignored.
type Area struct {
	X            []float64
	Lower, Upper []float64   // Lower nil: 0, or the lower edge of the plot on a logarithmic axis
	Fill         color.Color // nil: not filled
	Outline      color.Color // the colour of a line along Upper; nil: no line
	OutlineWidth float64     // the width of this line, px
}

// Plot draws the area. It costs as much as two lines.
func (m *Area) Plot(c draw.Canvas, p *plot.Plot) {
	tr := newTransform(&c, p)
	buf := bufferPool.Get().(*buffers)
	defer bufferPool.Put(buf)
	n := min(len(m.X), len(m.Upper))
	inDomain := func(i int) bool { return tr.inDomain(m.X[i], m.Upper[i]) }
	if m.Lower != nil {
		n = min(n, len(m.Lower))
		inDomain = func(i int) bool { return tr.inDomain(m.X[i], m.Upper[i]) && tr.inDomain(m.X[i], m.Lower[i]) }
	}
	for from, to := range validRuns(n, inDomain) {
		buf.points = tr.decimate(buf.points[:0], m.X[from:to], m.Upper[from:to])
		if len(buf.points) == 0 {
			continue
		}
		if m.Fill != nil {
			c.SetColor(m.Fill)
			tr.fillPolygon(c.Canvas, buf, m.polygon(&tr, buf, from, to))
		}
		if m.Outline != nil && m.OutlineWidth > 0 {
			c.SetColor(m.Outline)
			c.SetLineWidth(vg.Length(m.OutlineWidth) * px)
			c.SetLineDash(nil, 0)
			tr.strokeLine(c.Canvas, buf, buf.points)
		}
	}
}

// polygon returns the closed shape between the upper edge, which is in buf.points, and the lower edge of the rows
// from..to-1.
func (m *Area) polygon(tr *transform, buf *buffers, from, to int) []vg.Point {
	if m.Lower == nil {
		base := tr.baseline()
		buf.polygon = append(buf.polygon[:0], vg.Point{X: buf.points[0].X, Y: base}, vg.Point{X: buf.points[len(buf.points)-1].X, Y: base})
	} else {
		buf.polygon = tr.decimate(buf.polygon[:0], m.X[from:to], m.Lower[from:to])
	}
	slices.Reverse(buf.polygon)
	buf.polygon = append(buf.polygon, buf.points...)
	return buf.polygon
}

// fillPolygon fills the part of the polygon that is inside the area.
func (tr *transform) fillPolygon(c vg.Canvas, buf *buffers, poly []vg.Point) {
	poly = clipPolygon(tr.area, poly)
	if len(poly) < 3 {
		return
	}
	buf.path = buf.path[:0]
	buf.path.Move(poly[0])
	for _, p := range poly[1:] {
		buf.path.Line(p)
	}
	buf.path.Close()
	c.Fill(buf.path)
}
