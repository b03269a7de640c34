package canvas

import (
	"image"
	"image/draw"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

// imageBuffers is the memory for drawing images.
type imageBuffers struct {
	view       image.RGBA // the image, from the origin
	converted  []uint8    // the pixels of an image that is not an image.RGBA
	transposed []uint8
	columns    []sample
	rows       []sample
	sums       []float32
}

// DrawImage draws an image, scaled to the rectangle. Where it is enlarged, each pixel of the canvas shows the nearest pixel
// of the image, so the image's pixels are sharp rectangles. Where it is reduced, each pixel of the canvas is the average of
// the image's pixels in it. This applies to columns and to rows separately. At its own size, an image does not change. The
// rectangle is rounded to whole pixels. An image on a canvas that is rotated by other than right angles is sampled several
// times a pixel, also at its borders.
//
// The cost is linear in the number of pixels on the canvas, plus the number of the image's pixels if it is reduced or is
// not an image.RGBA.
func (c *Canvas) DrawImage(rect vg.Rectangle, img image.Image) {
	b := img.Bounds()
	if b.Empty() {
		return
	}
	c.prepare()
	// m maps the image's pixels, from its upper left corner, to pixels of the canvas.
	size := rect.Size()
	m := c.state.toPixels.Then(affine.Map{
		XX: float64(size.X) / float64(b.Dx()), YY: -float64(size.Y) / float64(b.Dy()),
		X0: float64(rect.Min.X), Y0: float64(rect.Max.Y),
	})
	if c.state.clip.Empty() || !isFinite(m.XX+m.XY+m.YX+m.YY+m.X0+m.Y0) {
		return
	}
	buf := &c.workspace.image
	src := buf.toRGBA(img)
	defer func() { buf.view = image.RGBA{} }() // it may be the user's image
	// A rotation by a right angle leaves traces of rounding.
	const traces = 1e-9
	switch {
	case math.Abs(m.XY)+math.Abs(m.YX) <= traces*(math.Abs(m.XX)+math.Abs(m.YY)):
		c.drawUpright(src, m)
	case math.Abs(m.XX)+math.Abs(m.YY) <= traces*(math.Abs(m.XY)+math.Abs(m.YX)):
		m.XX, m.YY = m.XY, m.YX
		c.drawUpright(buf.transpose(src), m)
	default:
		c.drawRotated(src, m)
	}
}

// toRGBA returns the image as an image.RGBA whose bounds begin at the origin.
func (buf *imageBuffers) toRGBA(img image.Image) *image.RGBA {
	b := img.Bounds()
	if rgba, ok := img.(*image.RGBA); ok {
		buf.view = image.RGBA{Pix: rgba.Pix[rgba.PixOffset(b.Min.X, b.Min.Y):], Stride: rgba.Stride, Rect: image.Rectangle{Max: b.Size()}}
		return &buf.view
	}
	if n := 4 * b.Dx() * b.Dy(); cap(buf.converted) < n {
		buf.converted = make([]uint8, n)
	}
	buf.view = image.RGBA{Pix: buf.converted[:4*b.Dx()*b.Dy()], Stride: 4 * b.Dx(), Rect: image.Rectangle{Max: b.Size()}}
	draw.Draw(&buf.view, buf.view.Rect, img, b.Min, draw.Src)
	return &buf.view
}

// transpose exchanges the columns and rows of the image.
func (buf *imageBuffers) transpose(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Max.X, src.Rect.Max.Y
	if cap(buf.transposed) < 4*w*h {
		buf.transposed = make([]uint8, 4*w*h)
	}
	pix := buf.transposed[:4*w*h]
	for y := range h {
		row := src.Pix[y*src.Stride : y*src.Stride+4*w]
		for x := range w {
			copy(pix[4*(x*h+y):4*(x*h+y)+4], row[4*x:4*x+4])
		}
	}
	buf.view = image.RGBA{Pix: pix, Stride: 4 * h, Rect: image.Rect(0, 0, h, w)}
	return &buf.view
}
