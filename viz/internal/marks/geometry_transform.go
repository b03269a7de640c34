// Package marks holds the plotters that viz draws data with: [Line], [Area],
// [Dots], [Box], [Bars] and [Image].
//
// Each is a plot.Plotter whose exported fields are filled in as a literal. The
// axes' ranges come from the plot (p.X.Min and so on), never from the mark: no
// mark has a DataRange or GlyphBoxes, which would cost a pass over the data and
// let margins move from frame to frame. vg's canvases cannot clip, so each mark
// clips its own geometry to the canvas it is given.
//
// Widths and radii are in px, and 1 px is 0.75 pt (96 dpi). A missing value is
// NaN; infinities count as missing too.
package marks

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// px is one pixel at 96 dpi.
const px = 0.75 * vg.Length(1)

// plane maps data coordinates to the canvas and knows the rectangle that
// drawing must stay in.
type transform struct {
	x, y                         func(float64) vg.Length
	xMinExclusive, yMinExclusive float64 // values at or below have no place: 0 on a logarithmic axis
	area                         vg.Rectangle
}

func newTransform(c *draw.Canvas, p *plot.Plot) transform {
	x, y := p.Transforms(c)
	x, y = linearTransform(p.X, x), linearTransform(p.Y, y)
	return transform{x: x, y: y, xMinExclusive: domainMinimum(p.X), yMinExclusive: domainMinimum(p.Y), area: c.Rectangle}
}

// straight is the transform along a linear axis in one multiplication; gonum's
// copies the whole axis for each point.
func linearTransform(a plot.Axis, to func(float64) vg.Length) func(float64) vg.Length {
	if _, linear := a.Scale.(plot.LinearScale); !linear {
		return to
	}
	low, from := a.Min, to(a.Min)
	unit := (to(a.Max) - from) / vg.Length(a.Max-low)
	return func(v float64) vg.Length { return from + vg.Length(v-low)*unit }
}

// lowest is 0 for a logarithmic axis, whose scale panics at 0 and below.
func domainMinimum(a plot.Axis) float64 {
	if _, log := a.Scale.(plot.LogScale); log {
		return 0
	}
	return math.Inf(-1)
}

// point is where the datum (x, y) falls; ok is false where it falls nowhere.
func (a *transform) point(x, y float64) (at vg.Point, ok bool) {
	if !a.inDomain(x, y) {
		return vg.Point{}, false
	}
	at = vg.Point{X: a.x(x), Y: a.y(y)}
	return at, math.Abs(float64(at.X)) < maxCoordinate && math.Abs(float64(at.Y)) < maxCoordinate
}

// far is where clipping would run out of numbers; no sensible range leads there.
const maxCoordinate = 1e100

// placed says whether both values have a place on their axis.
func (a *transform) inDomain(x, y float64) bool {
	return finite(x) && finite(y) && x > a.xMinExclusive && y > a.yMinExclusive
}

// base is the height of y = 0, or the area's foot where there is no 0.
func (a *transform) baseline() vg.Length {
	if a.yMinExclusive >= 0 {
		return a.area.Min.Y
	}
	return a.y(0)
}

// holds says whether a point lies in the area, its border included.
func (a *transform) contains(at vg.Point) bool {
	return at.X >= a.area.Min.X && at.X <= a.area.Max.X && at.Y >= a.area.Min.Y && at.Y <= a.area.Max.Y
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// snap is the pixel border nearest to v, so that edges of shapes are sharp.
func snapToPixel(v vg.Length) vg.Length { return vg.Length(math.Floor(float64(v/px)+0.5)) * px }

// snapToHalfPixel is the left border of v's column of half a pixel.
func snapToHalfPixel(v vg.Length) vg.Length { return vg.Length(math.Floor(float64(v/px*2))) * px / 2 }

// snapToPixelCentre is the pixel centre nearest to v, where a line of 1 px is sharp.
func snapToPixelCentre(v vg.Length) vg.Length {
	return (vg.Length(math.Floor(float64(v/px))) + 0.5) * px
}
