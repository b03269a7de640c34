package viz

import (
	"fmt"
	"image"
	"image/color"
	"io"
	"math"

	"gonum.org/v1/plot/vg"

	"github.com/streamgage/streamgage/viz/canvas"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/svg"
)

// Renderer draws a figure for one viewer, repeatedly. It keeps state that must not change abruptly from frame to frame,
// such as margins, and reuses its buffers. Only one goroutine at a time may use it.
type Renderer struct {
	figure     *Figure
	view       View
	width      int
	height     int
	panels     []*panel
	raster     *canvas.Canvas // nil before the first picture
	background color.Color    // of raster
	document   *svg.Canvas    // nil before the first document
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
	c, err := r.Canvas()
	if err != nil {
		return nil, err
	}
	return c.Image(), nil
}

// PNG writes the figure as a PNG. A picture of at most 256 colours has a palette; most figures have fewer.
func (r *Renderer) PNG(w io.Writer) error {
	c, err := r.Canvas()
	if err != nil {
		return err
	}
	_, err = c.WriteTo(w)
	return err
}

// Canvas draws the figure and returns the canvas with the picture, which has 16 levels of antialiasing. It is for programs
// that encode pictures themselves: with the picture's palette if there is one, or only the part that has changed. The
// canvas is valid until the next call.
func (r *Renderer) Canvas() (*canvas.Canvas, error) {
	cells, err := r.layOut()
	if err != nil {
		return nil, err
	}
	if background := r.backgroundColor(); r.raster == nil || r.background != background {
		r.raster = canvas.New(toPoints(r.width), toPoints(r.height),
			canvas.DPI(96*r.view.ratio()), canvas.Levels(16), canvas.Background(background))
		r.background = background
	}
	r.raster.Reset()
	if err := r.drawPanels(r.raster, cells); err != nil {
		return nil, err
	}
	return r.raster, nil
}

// SVG writes the figure as an SVG document, with one Write. Coordinates are rounded to 1/100 pixel.
func (r *Renderer) SVG(w io.Writer) error {
	cells, err := r.layOut()
	if err != nil {
		return err
	}
	if r.document == nil {
		r.document = svg.New(toPoints(r.width), toPoints(r.height))
	}
	r.document.Reset()
	r.fillBackground(r.document)
	if err := r.drawPanels(r.document, cells); err != nil {
		return err
	}
	_, err = r.document.WriteTo(w)
	return err
}

// Draw draws the figure on a gonum canvas, from the canvas' lower left corner, at 96 pixels per inch.
func (r *Renderer) Draw(c vg.CanvasSizer) error {
	cells, err := r.layOut()
	if err != nil {
		return err
	}
	r.fillBackground(c)
	return r.drawPanels(c, cells)
}

// toPoints converts pixels to points, gonum's unit. An inch has 96 pixels and 72 points.
func toPoints(px int) vg.Length { return vg.Length(px) * 0.75 }

// backgroundColor returns the colour of the picture's background.
func (r *Renderer) backgroundColor() color.Color { return r.panels[0].settings.theme.Background }

// fillBackground fills the area of the figure on a canvas.
func (r *Renderer) fillBackground(c vg.Canvas) {
	c.SetColor(r.backgroundColor())
	c.Fill(vg.Rectangle{Max: vg.Point{X: toPoints(r.width), Y: toPoints(r.height)}}.Path())
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

// layOut evaluates the figure for the view, computes its layout, and returns the cells of the plots.
func (r *Renderer) layOut() ([]guides.Rect, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	cells := r.cells()
	return cells, r.placePanels(cells)
}

// drawPanels draws the panels of a figure that has been laid out.
func (r *Renderer) drawPanels(c vg.Canvas, cells []guides.Rect) error {
	target := guides.NewCanvas(c, r.width, r.height)
	for i, p := range r.panels {
		if own := p.settings.theme.Background; own != r.backgroundColor() {
			target.Fill(cells[i], own)
		}
		if err := p.draw(target, cells[i]); err != nil {
			r.raster, r.document = nil, nil // a plotter that panicked has left them in any state
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
