package canvas

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

// Format is the name under which this package is registered with draw.RegisterFormat: it can be passed to Plot.WriterTo
// and to draw.NewFormattedCanvas, and is an extension for Plot.Save. The written format is PNG.
const Format = "fastpng"

func init() { draw.RegisterFormat(Format, NewWriterTo) }

// NewWriterTo makes a canvas with 16 levels of antialiasing, which make most PNG files two to three times smaller and faster
// to write; see [Levels]. It has the form that draw.RegisterFormat takes.
func NewWriterTo(width, height vg.Length) vg.CanvasWriterTo { return New(width, height, Levels(16)) }

// Canvas draws on an image. It is a vg.Canvas, a vg.CanvasSizer and a vg.CanvasWriterTo. The origin is the lower left
// corner, and lengths are in points. Only one goroutine at a time may use it.
type Canvas struct {
	width, height vg.Length
	dpi           float64
	background    color.RGBA
	levels        *[256]uint32 // the blending weight of each coverage
	img           *image.RGBA
	state         state
	stack         []state
	dashes        []float64 // the dash patterns of the state and of the stack
	painter       painter
	workspace     *workspace // nil until something is drawn
	isReused      bool       // Reset has been called: there are several pictures
	paletted      *image.Paletted
	colors        colorTable
}

var (
	_ vg.CanvasWriterTo = (*Canvas)(nil)
	_ vg.CanvasSizer    = (*Canvas)(nil)
)

// maxSide is the largest width and height of an image, in pixels.
const maxSide = 1 << 15

// New makes a canvas. Its image has the width and height times the resolution, rounded to whole pixels. By default the
// resolution is 96 pixels per inch and the background is white. New panics if the width or height is not positive, or
// gives more than 32,768 pixels.
func New(width, height vg.Length, opts ...Option) *Canvas {
	c := &Canvas{
		width: width, height: height, dpi: defaultDPI,
		background: color.RGBA{R: 255, G: 255, B: 255, A: 255}, levels: fullLevels(),
	}
	for _, o := range opts {
		o(c)
	}
	w, h := c.sidePixels(width), c.sidePixels(height)
	c.img = image.NewRGBA(image.Rect(0, 0, w, h))
	c.painter = painter{pix: c.img.Pix, stride: c.img.Stride, levels: c.levels, area: c.img.Rect}
	c.Reset()
	c.isReused = false
	return c
}

// sidePixels converts a width or height to pixels. It panics if the canvas would be empty or too large.
func (c *Canvas) sidePixels(side vg.Length) int {
	px := math.Floor(side.Dots(c.dpi) + 0.5)
	if !(side > 0) || !(px <= maxSide) {
		panic(fmt.Sprintf("canvas.New: width and height must be positive and at most %d pixels, got %v points at %v DPI",
			maxSide, float64(side), c.dpi))
	}
	return max(1, int(px))
}

// Size returns the width and height that were passed to New. They are not rounded to pixels.
func (c *Canvas) Size() (width, height vg.Length) { return c.width, c.height }

// DPI returns the resolution in pixels per inch.
func (c *Canvas) DPI() float64 { return c.dpi }

// Image returns the image on which the canvas draws. It is not a copy: it changes with the canvas.
func (c *Canvas) Image() *image.RGBA { return c.img }

// Painted returns the smallest rectangle known to contain all pixels drawn since the last Reset. It is empty on a new
// canvas. A frame differs from the last one only in the union of both frames' rectangles.
func (c *Canvas) Painted() image.Rectangle {
	if c.painter.area.Empty() { // it begins inside out
		return image.Rectangle{}
	}
	return c.painter.area
}

// Reset makes the canvas as it was after New: it paints the background and sets all values to their initial ones. It keeps
// all memory, so the next frame allocates nothing. Its cost is that of filling Painted: at most 0.03 ms for 600 x 400
// pixels.
func (c *Canvas) Reset() {
	c.isReused = true
	c.painter.setColor(c.background)
	c.painter.replace(c.painter.area)
	c.painter.area = image.Rectangle{Min: c.img.Rect.Max} // inside out: add makes it larger
	c.stack, c.dashes = c.stack[:0], c.dashes[:0]
	scale := c.dpi / float64(vg.Inch)
	c.state = state{
		toPixels: affine.Map{XX: scale, YY: -scale, Y0: float64(c.img.Rect.Max.Y)},
		clip:     c.img.Rect,
	}
	vg.Initialize(c)
}
