package marks

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// px is one pixel at 96 dpi.
const px = 0.75 * vg.Length(1)

// transform maps data coordinates to the canvas. It also holds the rectangle to which marks are clipped.
type transform struct {
	x, y                         func(float64) vg.Length
	xMinExclusive, yMinExclusive float64 // a value has a position if it is greater: 0 on a logarithmic axis
	area                         vg.Rectangle
}

// newTransform returns the transform of plot p on canvas c.
func newTransform(c *draw.Canvas, p *plot.Plot) transform {
	x, y := p.Transforms(c)
	x, y = linearTransform(p.X, x), linearTransform(p.Y, y)
	return transform{x: x, y: y, xMinExclusive: domainMinimum(p.X), yMinExclusive: domainMinimum(p.Y), area: c.Rectangle}
}

// linearTransform returns a transform along a linear axis that costs one multiplication. gonum's transform is slower:
// it copies the whole axis for each point. For an axis with another scale, linearTransform returns gonum's transform.
func linearTransform(a plot.Axis, gonum func(float64) vg.Length) func(float64) vg.Length {
	if _, linear := a.Scale.(plot.LinearScale); !linear {
		return gonum
	}
	lo, start := a.Min, gonum(a.Min)
	unit := (gonum(a.Max) - start) / vg.Length(a.Max-lo)
	return func(v float64) vg.Length { return start + vg.Length(v-lo)*unit }
}

// domainMinimum returns the value that all values on the axis must exceed: 0 on a logarithmic axis, whose scale panics for
// smaller values.
func domainMinimum(a plot.Axis) float64 {
	if _, log := a.Scale.(plot.LogScale); log {
		return 0
	}
	return math.Inf(-1)
}

// point returns the position of the data point (x, y) on the canvas. ok is false if it has none.
func (tr *transform) point(x, y float64) (at vg.Point, ok bool) {
	if !tr.inDomain(x, y) {
		return vg.Point{}, false
	}
	at = vg.Point{X: tr.x(x), Y: tr.y(y)}
	return at, math.Abs(float64(at.X)) < maxCoordinate && math.Abs(float64(at.Y)) < maxCoordinate
}

// maxCoordinate is an upper bound of the absolute values of coordinates, so that clipping does not overflow. Positions
// in a useful range are far below it.
const maxCoordinate = 1e100

// inDomain reports whether both values have a position on their axes.
func (tr *transform) inDomain(x, y float64) bool {
	return minmax.IsFinite(x) && minmax.IsFinite(y) && x > tr.xMinExclusive && y > tr.yMinExclusive
}

// baseline returns the position of y = 0, or the lower edge of the area if the axis has no 0.
func (tr *transform) baseline() vg.Length {
	if tr.yMinExclusive >= 0 {
		return tr.area.Min.Y
	}
	return tr.y(0)
}

// contains reports whether a point is in the area or on its border.
func (tr *transform) contains(at vg.Point) bool {
	return at.X >= tr.area.Min.X && at.X <= tr.area.Max.X && at.Y >= tr.area.Min.Y && at.Y <= tr.area.Max.Y
}

// snapToPixel returns the pixel border nearest to v. Shapes whose edges are on pixel borders are sharp.
func snapToPixel(v vg.Length) vg.Length { return vg.Length(math.Floor(float64(v/px)+0.5)) * px }

// snapToHalfPixel returns the left border of the half-pixel column that contains v.
func snapToHalfPixel(v vg.Length) vg.Length { return vg.Length(math.Floor(float64(v/px*2))) * px / 2 }

// snapToPixelCentre returns the centre of the pixel that contains v. A line 1 px wide whose axis is on pixel centres is
// sharp.
func snapToPixelCentre(v vg.Length) vg.Length {
	return (vg.Length(math.Floor(float64(v/px))) + 0.5) * px
}
