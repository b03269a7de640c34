package viz

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"math"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Renderer draws a figure for one viewer, repeatedly. It keeps state that must not change abruptly from frame to frame,
// such as margins, and reuses its buffers. Only one goroutine at a time may use it.
type Renderer struct {
	figure *Figure
	view   View
	width  int
	height int
	panels []*panel
	image  *image.RGBA
	canvas *vgimg.Canvas // draws on image
}

// maxSide is the largest width and height of a picture, in device pixels.
const maxSide = 1 << 14

// Renderer makes a renderer for a view. The view's X and Y apply to a figure of a single plot. The renderer's methods
// return the figure's Err, errors of making its elements, and ErrOption for a picture whose width or height exceeds
// 16,384 device pixels.
func (f *Figure) Renderer(v View) *Renderer {
	r := &Renderer{figure: f, view: v, width: v.Width, height: v.Height}
	if r.width <= 0 {
		r.width = f.width
	}
	if r.height <= 0 {
		r.height = f.height
	}
	for _, e := range f.elements {
		r.panels = append(r.panels, &panel{element: e})
	}
	return r
}

// SetRanges changes the X and Y of the view, from the next frame on.
func (r *Renderer) SetRanges(x, y Range) { r.view.X, r.view.Y = x, y }

// Image draws the figure and returns an opaque picture. Its size is the view's size times the view's ratio. The picture
// is valid until the next call.
func (r *Renderer) Image() (*image.RGBA, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	if r.image == nil {
		r.allocateImage()
	}
	vg.Initialize(r.canvas)
	if err := r.drawPanels(r.canvas, func(c color.Color) {
		draw.Draw(r.image, r.image.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	}); err != nil {
		return nil, err
	}
	return r.image, nil
}

// allocateImage allocates the picture and its canvas.
func (r *Renderer) allocateImage() {
	ratio := r.view.ratio()
	devicePixels := func(px int) int { return max(1, int(math.Round(float64(px)*ratio))) }
	w, h, dpi := devicePixels(r.width), devicePixels(r.height), max(1, int(math.Round(96*ratio)))
	blank := image.NewRGBA(image.Rect(0, 0, w, h))
	r.canvas = vgimg.NewWith(vgimg.UseImage(blank), vgimg.UseDPI(dpi))
	// A canvas must have a whole number of dots per inch. Most ratios need a fraction, so the canvas is scaled to the
	// picture.
	correction := func(dots, px int) float64 { return float64(dots) / (float64(px*dpi) / 96) }
	r.canvas.Scale(correction(w, r.width), correction(h, r.height))
	r.image = r.canvas.Image().(*image.RGBA) // vgimg draws on a copy of blank
}

// SVG writes the figure as an SVG document.
func (r *Renderer) SVG(w io.Writer) error {
	if err := r.check(); err != nil {
		return err
	}
	c := vgsvg.New(toPoints(r.width), toPoints(r.height))
	if err := r.drawPanels(c, r.backgroundFiller(c)); err != nil {
		return err
	}
	var document bytes.Buffer
	if _, err := c.WriteTo(&document); err != nil {
		return err
	}
	_, err := w.Write(guides.CorrectSVG(document.Bytes()))
	return err
}

// Draw draws the figure on a gonum canvas, from the canvas' lower left corner, at 96 pixels per inch.
func (r *Renderer) Draw(c vg.CanvasSizer) error {
	if err := r.check(); err != nil {
		return err
	}
	return r.drawPanels(c, r.backgroundFiller(c))
}

// toPoints converts pixels to points, gonum's unit. An inch has 96 pixels and 72 points.
func toPoints(px int) vg.Length { return vg.Length(px) * 0.75 }

// backgroundFiller returns a function that fills the area of the figure on a canvas with a colour.
func (r *Renderer) backgroundFiller(c vg.Canvas) func(color.Color) {
	return func(col color.Color) {
		c.SetColor(col)
		c.Fill(vg.Rectangle{Max: vg.Point{X: toPoints(r.width), Y: toPoints(r.height)}}.Path())
	}
}

// check returns the figure's error, or ErrOption if the picture would be too large.
func (r *Renderer) check() error {
	if r.figure.err != nil {
		return r.figure.err
	}
	if ratio := r.view.ratio(); float64(max(r.width, r.height))*ratio > maxSide {
		return fmt.Errorf("viz.Renderer: %w: at most %d pixels a side, got %d x %d at ratio %v",
			ErrOption, maxSide, r.width, r.height, ratio)
	}
	return nil
}

// drawPanels evaluates the figure for the view and draws it. fillBackground fills the whole picture.
func (r *Renderer) drawPanels(c vg.Canvas, fillBackground func(color.Color)) error {
	cells := r.cells()
	if err := r.layOut(cells); err != nil {
		return err
	}
	background := r.panels[0].settings.theme.Background
	fillBackground(background)
	canvas := guides.NewCanvas(c, r.width, r.height)
	for i, p := range r.panels {
		if own := p.settings.theme.Background; own != background {
			canvas.Fill(cells[i], own)
		}
		if err := p.draw(canvas, cells[i]); err != nil {
			r.image = nil // a plotter that panicked has left the canvas in any state
			return err
		}
	}
	return nil
}

// cells returns the cells of the plots, scaled to the size of the view.
func (r *Renderer) cells() []guides.Rect {
	scaleX, scaleY := float64(r.width)/float64(r.figure.width), float64(r.height)/float64(r.figure.height)
	scaled := func(px int, scale float64) int { return int(math.Round(float64(px) * scale)) }
	cells := make([]guides.Rect, len(r.figure.cells))
	for i, c := range r.figure.cells {
		x, y := scaled(c.x, scaleX), scaled(c.y, scaleY)
		cells[i] = guides.Rect{X: x, Y: y, W: scaled(c.x+c.w, scaleX) - x, H: scaled(c.y+c.h, scaleY) - y}
	}
	return cells
}
