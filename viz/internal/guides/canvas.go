package guides

import (
	"image"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// point is the length of a px: there are 96 to the inch.
const pixel vg.Length = 0.75

// Canvas draws in px, y from the top, on one of gonum's canvases.
type Canvas struct {
	target        vg.Canvas
	width, height int
	splitRuns     func(s string, px float64, w theme.Weight) []theme.Run
	path          vg.Path // reused: no canvas keeps the path it is given
}

// NewCanvas returns a Canvas on the lower left widthPx by heightPx pixels of c.
func NewCanvas(c vg.Canvas, widthPx, heightPx int) *Canvas {
	runs := theme.RasterRuns
	if _, ok := c.(*vgsvg.Canvas); ok {
		runs = theme.FontRuns // whole texts, which browsers kern, find and copy
	}
	return &Canvas{target: c, width: widthPx, height: heightPx, splitRuns: runs}
}

// Bounds returns the whole canvas.
func (c *Canvas) Bounds() Rect { return Rect{W: c.width, H: c.height} }

// Sub returns the part r for gonum's plotters. They may draw outside it: gonum's canvases
// do not clip.
func (c *Canvas) Sub(r Rect) draw.Canvas {
	return draw.Canvas{Canvas: c.target, Rectangle: vg.Rectangle{
		Min: c.toPoint(float64(r.X), float64(r.bottom())),
		Max: c.toPoint(float64(r.right()), float64(r.Y)),
	}}
}

func (c *Canvas) toPoint(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(x) * pixel, Y: vg.Length(float64(c.height)-y) * pixel}
}

// Fill fills a rectangle. Lines of the furniture are filled rectangles too: on whole px
// they are crisp at every resolution, on paper as on a screen.
func (c *Canvas) Fill(r Rect, col color.Color) {
	if r.Empty() {
		return
	}
	left, right, top, bottom := float64(r.X), float64(r.right()), float64(r.Y), float64(r.bottom())
	c.path = append(c.path[:0],
		vg.PathComp{Type: vg.MoveComp, Pos: c.toPoint(left, bottom)},
		vg.PathComp{Type: vg.LineComp, Pos: c.toPoint(right, bottom)},
		vg.PathComp{Type: vg.LineComp, Pos: c.toPoint(right, top)},
		vg.PathComp{Type: vg.LineComp, Pos: c.toPoint(left, top)},
		vg.PathComp{Type: vg.CloseComp})
	c.target.SetColor(col)
	c.target.Fill(c.path)
}

// Dot fills a circle.
func (c *Canvas) Dot(x, y, radius float64, col color.Color) {
	c.path = append(c.path[:0],
		vg.PathComp{Type: vg.MoveComp, Pos: c.toPoint(x+radius, y)},
		vg.PathComp{Type: vg.ArcComp, Pos: c.toPoint(x, y), Radius: vg.Length(radius) * pixel, Angle: 2 * math.Pi},
		vg.PathComp{Type: vg.CloseComp})
	c.target.SetColor(col)
	c.target.Fill(c.path)
}

// Image draws img into r.
func (c *Canvas) Image(r Rect, img image.Image) {
	if r.Empty() || img.Bounds().Empty() {
		return
	}
	c.target.DrawImage(c.Sub(r).Rectangle, img)
}

// Style is how text looks.
type TextStyle struct {
	Size   float64 // size of the font
	Weight theme.Weight
	Color  color.Color
}

func (s TextStyle) width(text string) float64 { return theme.Measure(text, s.Size, s.Weight) }

// Align says which part of a text stands at its x.
type Align uint8

const (
	Left Align = iota
	Center
	Right
)

// Text draws text on a baseline. It begins at a whole px, so that equal texts look equal
// wherever they stand.
func (c *Canvas) Text(x, baseline float64, text string, s TextStyle, a Align) {
	if text == "" {
		return
	}
	switch a {
	case Center:
		x -= s.width(text) / 2
	case Right:
		x -= s.width(text)
	}
	x, baseline = math.Round(x), math.Round(baseline)
	c.target.SetColor(s.Color)
	for _, run := range c.splitRuns(text, s.Size, s.Weight) {
		face := theme.Cache().Lookup(run.Font, run.Font.Size)
		c.target.FillString(face, c.toPoint(x+run.X, baseline), run.Text)
	}
}
