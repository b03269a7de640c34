package marks

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Area fills what lies between Lower[i] and Upper[i] along X. It is open where
// X, Lower or Upper is missing. Points beyond the shortest slice are ignored.
type Area struct {
	X            []float64
	Lower, Upper []float64   // Lower nil: 0, or the foot of a logarithmic axis
	Fill         color.Color // nil: not filled
	Line         color.Color // of an outline along Upper; nil: none
	Width        float64     // of the outline, px
}

// Plot draws the area; the cost is that of two lines.
func (m *Area) Plot(c draw.Canvas, p *plot.Plot) {
	a := newTransform(&c, p)
	s := bufferPool.Get().(*buffers)
	defer bufferPool.Put(s)
	n := min(len(m.X), len(m.Upper))
	placed := func(i int) bool { return a.inDomain(m.X[i], m.Upper[i]) }
	if m.Lower != nil {
		n = min(n, len(m.Lower))
		placed = func(i int) bool { return a.inDomain(m.X[i], m.Upper[i]) && a.inDomain(m.X[i], m.Lower[i]) }
	}
	for from, to := range validRuns(n, placed) {
		s.points = a.decimate(s.points[:0], m.X[from:to], m.Upper[from:to])
		if len(s.points) == 0 {
			continue
		}
		if m.Fill != nil {
			c.SetColor(m.Fill)
			a.fillPolygon(c, s, m.polygon(&a, s, from, to))
		}
		if m.Line != nil && m.Width > 0 {
			c.SetColor(m.Line)
			c.SetLineWidth(vg.Length(m.Width) * px)
			c.SetLineDash(nil, 0)
			a.strokeLine(c, s, s.points, !opaque(m.Line))
		}
	}
}

// outline is the closed shape from the traced upper edge in s.points back along the lower one.
func (m *Area) polygon(a *transform, s *buffers, from, to int) []vg.Point {
	if m.Lower == nil {
		base := a.baseline()
		s.polygon = append(s.polygon[:0], vg.Point{X: s.points[0].X, Y: base}, vg.Point{X: s.points[len(s.points)-1].X, Y: base})
	} else {
		s.polygon = a.decimate(s.polygon[:0], m.X[from:to], m.Lower[from:to])
	}
	slices.Reverse(s.polygon)
	s.polygon = append(s.polygon, s.points...)
	return s.polygon
}

// fill fills the polygon's part inside the area.
func (a *transform) fillPolygon(c vg.Canvas, s *buffers, poly []vg.Point) {
	poly = clipPolygon(a.area, poly)
	if len(poly) < 3 {
		return
	}
	s.path = s.path[:0]
	s.path.Move(poly[0])
	for _, p := range poly[1:] {
		s.path.Line(p)
	}
	s.path.Close()
	c.Fill(s.path)
}
