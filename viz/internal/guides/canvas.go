package guides

import (
	"image"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// pixel is the length of 1 px in points. An inch has 96 px.
const pixel vg.Length = 0.75

// Canvas draws on a gonum canvas. Its unit is 1 px, and y is measured from the top.
type Canvas struct {
	target        vg.Canvas
	width, height int
	devicePixel   vg.Length
	path          vg.Path // reused, because no gonum canvas keeps a path after drawing it
}

// NewCanvas returns a Canvas on the lower left widthPx by heightPx pixels of c.
func NewCanvas(c vg.Canvas, widthPx, heightPx int) *Canvas {
	return &Canvas{target: c, width: widthPx, height: heightPx, devicePixel: devicePixel(c)}
}

// Bounds returns the whole canvas.
func (c *Canvas) Bounds() Rect { return Rect{W: c.width, H: c.height} }

// Sub returns the part r of the canvas as a gonum canvas, for plotters. It moves rectilinear paths to whole pixels. A plotter
// can draw outside r, because gonum's canvases do not clip.
func (c *Canvas) Sub(r Rect) draw.Canvas {
	return draw.Canvas{Canvas: newSnapCanvas(c.target), Rectangle: c.rectangle(r)}
}

// rectangle returns r in points, with its borders on the borders of device pixels.
func (c *Canvas) rectangle(r Rect) vg.Rectangle {
	rectangle := vg.Rectangle{
		Min: c.toPoint(float64(r.X), float64(r.bottom())),
		Max: c.toPoint(float64(r.right()), float64(r.Y)),
	}
	if c.devicePixel == pixel {
		return rectangle
	}
	round := func(v vg.Length) vg.Length { return snap(v/c.devicePixel) * c.devicePixel }
	lo, hi := rectangle.Min, rectangle.Max
	lo.X, lo.Y = round(lo.X), round(lo.Y)
	hi.X, hi.Y = max(round(hi.X), lo.X+c.devicePixel), max(round(hi.Y), lo.Y+c.devicePixel)
	return vg.Rectangle{Min: lo, Max: hi}
}

// toPoint converts px from the upper left corner to gonum's points from the lower left one.
func (c *Canvas) toPoint(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(x) * pixel, Y: vg.Length(float64(c.height)-y) * pixel}
}

// Fill fills a rectangle. The lines of axes and grids are also filled rectangles. On a canvas with pixels, they cover whole
// pixels and at least one, so they are sharp at every resolution.
func (c *Canvas) Fill(r Rect, col color.Color) {
	if r.Empty() {
		return
	}
	at := c.rectangle(r)
	c.path = append(c.path[:0],
		vg.PathComp{Type: vg.MoveComp, Pos: at.Min},
		vg.PathComp{Type: vg.LineComp, Pos: vg.Point{X: at.Max.X, Y: at.Min.Y}},
		vg.PathComp{Type: vg.LineComp, Pos: at.Max},
		vg.PathComp{Type: vg.LineComp, Pos: vg.Point{X: at.Min.X, Y: at.Max.Y}},
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

// Image draws img into r, scaled to its size.
func (c *Canvas) Image(r Rect, img image.Image) {
	if r.Empty() || img.Bounds().Empty() {
		return
	}
	c.target.DrawImage(c.rectangle(r), img)
}

// TextStyle is the size, weight and colour of a text.
type TextStyle struct {
	Size   float64 // the font size, in px
	Weight theme.Weight
	Color  color.Color
}

// width returns the width of text in px.
func (s TextStyle) width(text string) float64 { return theme.Measure(text, s.Size, s.Weight) }

// Align is the end of a text that is at the position x.
type Align uint8

// The ends of a text.
const (
	Left Align = iota
	Right
)

// Text draws text on a baseline. The text begins at a whole px, so equal texts look equal at every position.
func (c *Canvas) Text(x, baseline float64, text string, s TextStyle, a Align) {
	if text == "" {
		return
	}
	if a == Right {
		x -= s.width(text)
	}
	x, baseline = math.Round(x), math.Round(baseline)
	c.target.SetColor(s.Color)
	for _, run := range theme.Runs(text, s.Size, s.Weight) {
		face := theme.Cache().Lookup(run.Font, run.Font.Size)
		c.target.FillString(face, c.toPoint(x+run.X, baseline), run.Text)
	}
}

// TurnedText draws text that is turned by a right angle and reads upwards. It ends at the height top, and its baseline is the
// vertical line at x.
func (c *Canvas) TurnedText(x, top float64, text string, s TextStyle) {
	if text == "" {
		return
	}
	c.target.Push()
	defer c.target.Pop()
	c.target.SetColor(s.Color)
	c.target.Translate(c.toPoint(math.Round(x), math.Round(top+s.width(text))))
	c.target.Rotate(math.Pi / 2)
	for _, run := range theme.Runs(text, s.Size, s.Weight) {
		face := theme.Cache().Lookup(run.Font, run.Font.Size)
		c.target.FillString(face, vg.Point{X: vg.Length(run.X) * pixel}, run.Text)
	}
}
