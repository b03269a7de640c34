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

// Renderer draws a figure for one viewer, again and again: it remembers what must not jump from frame to frame, such as
// margins, and reuses its buffers. One goroutine at a time may use it.
type Renderer struct {
	figure *Figure
	view   View
	width  int
	height int
	panels []*panel
	image  *image.RGBA
	canvas *vgimg.Canvas // draws on image
}

// Renderer makes a renderer for a view. The view's X and Y hold for a figure of a single plot. What is wrong with the
// figure, or its data, is an error of the renderer's methods, as is a size of more than 16,384 pixels a side.
func (f *Figure) Renderer(v View) *Renderer {
	r := &Renderer{figure: f, view: v, width: v.Width, height: v.Height}
	if r.width <= 0 {
		r.width = f.width
	}
	if r.height <= 0 {
		r.height = f.height
	}
	for _, e := range f.parts {
		r.panels = append(r.panels, &panel{element: e})
	}
	return r
}

// Look changes what the viewer looks at: the ranges from the next frame on.
func (r *Renderer) Look(x, y Range) { r.view.X, r.view.Y = x, y }

// Image draws the figure: an opaque picture of the view's size times its ratio. It is valid until the next call.
func (r *Renderer) Image() (*image.RGBA, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	if r.image == nil {
		r.allocate()
	}
	vg.Initialize(r.canvas)
	if err := r.paint(r.canvas, func(c color.Color) {
		draw.Draw(r.image, r.image.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	}); err != nil {
		return nil, err
	}
	return r.image, nil
}

// allocate makes the picture and its canvas.
func (r *Renderer) allocate() {
	ratio := r.view.ratio()
	side := func(px int) int { return max(1, int(math.Round(float64(px)*ratio))) }
	w, h, dpi := side(r.width), side(r.height), max(1, int(math.Round(96*ratio)))
	blank := image.NewRGBA(image.Rect(0, 0, w, h))
	r.canvas = vgimg.NewWith(vgimg.UseImage(blank), vgimg.UseDPI(dpi))
	// A canvas has a whole number of dots an inch, which most ratios do not give: stretch it over the picture.
	stretch := func(dots, px int) float64 { return float64(dots) / (float64(px*dpi) / 96) }
	r.canvas.Scale(stretch(w, r.width), stretch(h, r.height))
	r.image = r.canvas.Image().(*image.RGBA) // not blank, which vgimg copies
}

// SVG draws the figure as an SVG document.
func (r *Renderer) SVG(w io.Writer) error {
	if err := r.check(); err != nil {
		return err
	}
	c := vgsvg.New(points(r.width), points(r.height))
	if err := r.paint(c, r.fill(c)); err != nil {
		return err
	}
	var document bytes.Buffer
	if _, err := c.WriteTo(&document); err != nil {
		return err
	}
	_, err := w.Write(guides.SVG(document.Bytes()))
	return err
}

// Draw draws the figure on a canvas of gonum's, from its lower left corner, at 96 pixels an inch.
func (r *Renderer) Draw(c vg.CanvasSizer) error {
	if err := r.check(); err != nil {
		return err
	}
	return r.paint(c, r.fill(c))
}

func points(px int) vg.Length { return vg.Length(px) * 0.75 }

// fill paints the whole canvas.
func (r *Renderer) fill(c vg.Canvas) func(color.Color) {
	return func(col color.Color) {
		c.SetColor(col)
		c.Fill(vg.Rectangle{Max: vg.Point{X: points(r.width), Y: points(r.height)}}.Path())
	}
}

const maxSide = 1 << 14

func (r *Renderer) check() error {
	if r.figure.err != nil {
		return r.figure.err
	}
	if ratio := r.view.ratio(); float64(max(r.width, r.height))*ratio > maxSide {
		return fmt.Errorf("viz.Renderer: %w: at most %d pixels a side, got %d x %d at ratio %v", ErrOption, maxSide, r.width, r.height, ratio)
	}
	return nil
}

func (r *Renderer) paint(c vg.Canvas, background func(color.Color)) error {
	cells := r.cells()
	if err := r.plan(cells); err != nil {
		return err
	}
	base := r.panels[0].settings.theme.Background
	background(base)
	canvas := guides.NewCanvas(c, r.width, r.height)
	for i, p := range r.panels {
		if own := p.settings.theme.Background; own != base {
			canvas.Fill(cells[i], own)
		}
		p.draw(canvas, cells[i])
	}
	return nil
}

// cells are the places of the plots, stretched to the view's size.
func (r *Renderer) cells() []guides.Rect {
	sx, sy := float64(r.width)/float64(r.figure.width), float64(r.height)/float64(r.figure.height)
	at := func(v int, s float64) int { return int(math.Round(float64(v) * s)) }
	cells := make([]guides.Rect, len(r.figure.cells))
	for i, c := range r.figure.cells {
		x, y := at(c.x, sx), at(c.y, sy)
		cells[i] = guides.Rect{X: x, Y: y, W: at(c.x+c.w, sx) - x, H: at(c.y+c.h, sy) - y}
	}
	return cells
}
