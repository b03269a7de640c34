package svg

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

// Canvas writes one document. It is a vg.Canvas, a vg.CanvasSizer and a vg.CanvasWriterTo. Only one goroutine at a time may
// use it.
type Canvas struct {
	width, height vg.Length
	out           []byte
	state         state
	stack         []state
	rectangles    []byte // path data of neighbouring rectangles, which are not written yet
	rectanglesIn  color.RGBA
	textStyle     []byte // the attributes of the group of texts that is open; empty: none is open
	style         []byte // reused
	image         bytes.Buffer
	encoder       png.Encoder
}

var (
	_ vg.CanvasWriterTo = (*Canvas)(nil)
	_ vg.CanvasSizer    = (*Canvas)(nil)
)

// state is what Push saves.
type state struct {
	toPixels   affine.Map // from points to px
	color      color.RGBA
	lineWidth  float64 // px
	dash       []vg.Length
	dashOffset vg.Length
}

// apply returns the image of a point.
func apply(m affine.Map, at vg.Point) point {
	x, y := m.Apply(at)
	return point{x, y}
}

// pixelsPerPoint converts points to px. An inch has 96 px and 72 points.
const pixelsPerPoint = 96.0 / 72

// New returns a canvas with an empty document.
func New(width, height vg.Length) *Canvas {
	c := &Canvas{width: width, height: height}
	c.encoder = png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: new(encoderBuffer)}
	c.Reset()
	return c
}

// Reset makes the document empty. It keeps the memory.
func (c *Canvas) Reset() {
	c.stack, c.rectangles, c.textStyle = c.stack[:0], c.rectangles[:0], c.textStyle[:0]
	c.state = state{toPixels: affine.Map{XX: pixelsPerPoint, YY: -pixelsPerPoint, Y0: float64(c.height) * pixelsPerPoint}}
	c.out = append(c.out[:0], `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`...)
	w, h := hundredths(float64(c.width)*pixelsPerPoint), hundredths(float64(c.height)*pixelsPerPoint)
	c.number(` width="`, w)
	c.number(`" height="`, h)
	c.number(`" viewBox="0 0 `, w)
	c.number(" ", h)
	c.write(`" font-family="` + defaultFamily + `" stroke-linejoin="round">` + "\n")
	vg.Initialize(c)
}

// Size returns the size of the document.
func (c *Canvas) Size() (width, height vg.Length) { return c.width, c.height }

// Bytes returns the document. It is valid until the next call of Reset, after which the canvas can be used again.
func (c *Canvas) Bytes() []byte {
	c.finish()
	document := append(c.out, "</svg>\n"...)
	c.out = document[:len(c.out)] // with the memory for the end
	return document
}

// WriteTo writes the document.
func (c *Canvas) WriteTo(w io.Writer) (int64, error) {
	n, err := w.Write(c.Bytes())
	return int64(n), err
}

// write appends text to the document.
func (c *Canvas) write(s string) { c.out = append(c.out, s...) }

// number appends text and a number in hundredths.
func (c *Canvas) number(before string, v int) { c.out = appendHundredths(append(c.out, before...), v) }

// finish writes the rectangles that are not written yet, and ends the group of texts.
func (c *Canvas) finish() {
	if len(c.textStyle) > 0 {
		c.textStyle = c.textStyle[:0]
		c.write("</g>\n")
	}
	if len(c.rectangles) > 0 {
		c.write("<path")
		c.colorAttribute("fill", c.rectanglesIn)
		c.write(` d="`)
		c.out = append(c.out, c.rectangles...)
		c.write(`"/>` + "\n")
		c.rectangles = c.rectangles[:0]
	}
}

// colorAttribute writes a colour, and its opacity if it is not opaque.
func (c *Canvas) colorAttribute(name string, clr color.RGBA) {
	c.write(" " + name)
	c.out = appendColor(append(c.out, `="`...), clr)
	c.write(`"`)
	if clr.A < 255 {
		c.write(" " + name)
		c.number(`-opacity="`, int(math.Round(float64(clr.A)*100/255)))
		c.write(`"`)
	}
}

// appendColor appends a colour without its opacity, such as #3f90da.
func appendColor(dst []byte, clr color.RGBA) []byte {
	straight := color.NRGBA(clr)
	if clr.A < 255 {
		straight = color.NRGBAModel.Convert(clr).(color.NRGBA)
	}
	const digits = "0123456789abcdef"
	dst = append(dst, '#')
	for _, v := range [3]uint8{straight.R, straight.G, straight.B} {
		dst = append(dst, digits[v>>4], digits[v&15])
	}
	return dst
}

// SetLineWidth sets the width of lines. If it is not positive, lines are not drawn.
func (c *Canvas) SetLineWidth(w vg.Length) { c.state.lineWidth = float64(w) * pixelsPerPoint }

// SetLineDash sets the lengths of dashes and gaps.
func (c *Canvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.state.dash, c.state.dashOffset = append([]vg.Length(nil), pattern...), offset
}

// SetColor sets the colour of lines, fills and text. nil is black.
func (c *Canvas) SetColor(clr color.Color) {
	if rgba, ok := clr.(color.RGBA); ok {
		c.state.color = rgba
		return
	}
	if clr == nil {
		clr = color.Black
	}
	c.state.color = color.RGBAModel.Convert(clr).(color.RGBA)
}

// Rotate rotates what is drawn from now on, counter-clockwise around the origin.
func (c *Canvas) Rotate(radians float64) {
	sin, cos := math.Sincos(radians)
	c.state.toPixels = c.state.toPixels.Then(affine.Map{XX: cos, XY: -sin, YX: sin, YY: cos})
}

// Translate moves the origin.
func (c *Canvas) Translate(to vg.Point) {
	c.state.toPixels = c.state.toPixels.Then(affine.Map{XX: 1, YY: 1, X0: float64(to.X), Y0: float64(to.Y)})
}

// Scale scales coordinates, text and images.
func (c *Canvas) Scale(x, y float64) {
	c.state.toPixels = c.state.toPixels.Then(affine.Map{XX: x, YY: y})
}

// Push saves the line width, the dashes, the colour and the transformation.
func (c *Canvas) Push() { c.stack = append(c.stack, c.state) }

// Pop restores what the last Push saved.
func (c *Canvas) Pop() {
	c.state = c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
}

// DrawImage embeds an image as a PNG.
func (c *Canvas) DrawImage(rect vg.Rectangle, img image.Image) {
	if img.Bounds().Empty() {
		return
	}
	c.finish()
	c.image.Reset()
	_ = c.encoder.Encode(&c.image, img) // a buffer has no errors, and the image is not empty
	size := rect.Size()
	m := c.state.toPixels.Then(affine.Map{XX: 1, YY: -1, X0: float64(rect.Min.X), Y0: float64(rect.Max.Y)})
	c.write("<image")
	if m.XY == 0 && m.YX == 0 && m.XX > 0 && m.YY > 0 {
		left, top := hundredths(m.X0), hundredths(m.Y0)
		c.number(` x="`, left)
		c.number(`" y="`, top)
		c.number(`" width="`, hundredths(m.X0+m.XX*float64(size.X))-left)
		c.number(`" height="`, hundredths(m.Y0+m.YY*float64(size.Y))-top)
		c.write(`"`)
	} else {
		c.number(` width="`, hundredths(float64(size.X)))
		c.number(`" height="`, hundredths(float64(size.Y)))
		c.write(`"`)
		c.out = appendTransform(c.out, m)
	}
	c.write(` preserveAspectRatio="none" xlink:href="data:image/png;base64,`)
	c.out = base64.StdEncoding.AppendEncode(c.out, c.image.Bytes())
	c.write(`"/>` + "\n")
}

// encoderBuffer keeps the memory of the PNG encoder.
type encoderBuffer struct{ kept *png.EncoderBuffer }

// Get returns the kept memory, or nil.
func (b *encoderBuffer) Get() *png.EncoderBuffer { return b.kept }

// Put keeps memory.
func (b *encoderBuffer) Put(buffer *png.EncoderBuffer) { b.kept = buffer }
