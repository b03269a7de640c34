// Package affine maps the plane: what the canvases' Translate, Rotate and Scale add up to.
package affine

import "gonum.org/v1/plot/vg"

// Map maps (x, y) to (XX x + XY y + X0, YX x + YY y + Y0).
type Map struct{ XX, XY, YX, YY, X0, Y0 float64 }

// Apply returns the image of a point.
func (m Map) Apply(p vg.Point) (x, y float64) {
	x, y = float64(p.X), float64(p.Y)
	return m.XX*x + m.XY*y + m.X0, m.YX*x + m.YY*y + m.Y0
}

// Then returns the map that applies first and then m.
func (m Map) Then(first Map) Map {
	return Map{
		XX: m.XX*first.XX + m.XY*first.YX, XY: m.XX*first.XY + m.XY*first.YY,
		YX: m.YX*first.XX + m.YY*first.YX, YY: m.YX*first.XY + m.YY*first.YY,
		X0: m.XX*first.X0 + m.XY*first.Y0 + m.X0, Y0: m.YX*first.X0 + m.YY*first.Y0 + m.Y0,
	}
}
