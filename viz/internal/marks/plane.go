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
type plane struct {
	x, y func(float64) vg.Length
	area vg.Rectangle
}

func newPlane(c *draw.Canvas, p *plot.Plot) plane {
	x, y := p.Transforms(c)
	return plane{x: x, y: y, area: c.Rectangle}
}

// point is where the datum (x, y) falls; ok is false where it falls nowhere.
func (a *plane) point(x, y float64) (at vg.Point, ok bool) {
	if !finite(x) || !finite(y) {
		return vg.Point{}, false
	}
	at = vg.Point{X: a.x(x), Y: a.y(y)}
	return at, finite(float64(at.X)) && finite(float64(at.Y))
}

// holds says whether a point lies in the area, its border included.
func (a *plane) holds(at vg.Point) bool {
	return at.X >= a.area.Min.X && at.X <= a.area.Max.X && at.Y >= a.area.Min.Y && at.Y <= a.area.Max.Y
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// snap is the pixel border nearest to v, so that edges of shapes are sharp.
func snap(v vg.Length) vg.Length { return vg.Length(math.Round(float64(v/px))) * px }

// snapCentre is the pixel centre nearest to v, where a line of 1 px is sharp.
func snapCentre(v vg.Length) vg.Length { return (vg.Length(math.Floor(float64(v/px))) + 0.5) * px }

func clamp(v, lo, hi vg.Length) vg.Length { return max(lo, min(v, hi)) }
