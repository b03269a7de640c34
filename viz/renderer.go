package viz

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"math"

	"github.com/streamgage/streamgage/viz/internal/furniture"
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
	canvas *vgimg.Canvas
}

// Renderer makes a renderer for a view. The view's X and Y hold for a figure of a single plot.
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
	if r.canvas == nil {
		dpi := int(math.Round(96 * r.view.ratio()))
		r.canvas = vgimg.NewWith(vgimg.UseWH(points(r.width), points(r.height)), vgimg.UseDPI(dpi))
	}
	img := r.canvas.Image().(*image.RGBA)
	vg.Initialize(r.canvas)
	if err := r.paint(r.canvas, func(c color.Color) {
		draw.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	}); err != nil {
		return nil, err
	}
	return img, nil
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
	_, err := c.WriteTo(w)
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
	background(r.panels[0].settings.theme.Background)
	canvas := furniture.NewCanvas(c, r.width, r.height)
	for i, p := range r.panels {
		if err := p.draw(canvas, cells[i]); err != nil {
			return err
		}
	}
	return nil
}

// cells are the places of the plots, stretched to the view's size.
func (r *Renderer) cells() []furniture.Rect {
	sx, sy := float64(r.width)/float64(r.figure.width), float64(r.height)/float64(r.figure.height)
	at := func(v int, s float64) int { return int(math.Round(float64(v) * s)) }
	cells := make([]furniture.Rect, len(r.figure.cells))
	for i, c := range r.figure.cells {
		x, y := at(c.x, sx), at(c.y, sy)
		cells[i] = furniture.Rect{X: x, Y: y, W: at(c.x+c.w, sx) - x, H: at(c.y+c.h, sy) - y}
	}
	return cells
}

// plan finds out what is to be drawn, and where. What an element makes may depend on the size of its area, and that on
// the labels round what it makes: so it is asked again, once, if the area is not what it was told.
func (r *Renderer) plan(cells []furniture.Rect) error {
	areas := make([]furniture.Rect, len(cells))
	for i, p := range r.panels {
		if areas[i] = p.area; p.area.W <= 0 {
			areas[i] = inner(cells[i], furniture.Insets{Left: 48, Right: 20, Top: 48, Bottom: 48})
		}
	}
	for try := range 2 {
		again := false
		if err := r.evaluate(areas); err != nil {
			return err
		}
		r.align(cells)
		for i, p := range r.panels {
			got := inner(cells[i], p.insets)
			again = again || p.table == nil && p.element.sized() && (got.W != areas[i].W || got.H != areas[i].H)
			areas[i] = got
		}
		if !again || try == 1 {
			return nil
		}
	}
	return nil
}

func (r *Renderer) evaluate(areas []furniture.Rect) error {
	view := r.view
	if len(r.panels) > 1 {
		view.X, view.Y = Range{}, Range{}
	}
	for i, p := range r.panels {
		if err := p.evaluate(view, max(0, areas[i].W), max(0, areas[i].H)); err != nil {
			return err
		}
	}
	if r.figure.shared && len(r.panels) > 1 {
		share(r.panels)
	}
	for i, p := range r.panels {
		if p.table == nil {
			p.fit(areas[i].W, areas[i].H)
		}
	}
	return nil
}

// share gives axes of one dimension the data of all.
func share(panels []*panel) {
	type key struct {
		dim   string
		scale furniture.Scale
	}
	all := map[key]Range{}
	each := func(f func(k key, a *axis)) {
		for _, p := range panels {
			for i := range p.joined {
				if a := &p.joined[i]; p.table == nil && a.dim != "" && a.scale != furniture.Category && !a.empty() {
					f(key{a.dim, a.scale}, a)
				}
			}
		}
	}
	each(func(k key, a *axis) {
		if r, ok := all[k]; ok {
			all[k] = r.union(a.data)
		} else {
			all[k] = a.data
		}
	})
	each(func(k key, a *axis) { a.data = all[k] })
}

// align makes the areas of plots in one row start and end at the same height, and of those in one column, at the same
// place across.
func (r *Renderer) align(cells []furniture.Rect) {
	for i, p := range r.panels {
		if p.table == nil {
			p.insets = p.frame.Insets(cells[i].W, cells[i].H, &p.memory)
		}
	}
	for _, p := range r.panels {
		if p.table != nil {
			p.insets = furniture.Insets{}
		}
	}
	for i, p := range r.panels {
		for j, q := range r.panels {
			if p.table != nil || q.table != nil {
				continue
			}
			if cells[i].Y == cells[j].Y {
				p.insets.Top, p.insets.Bottom = max(p.insets.Top, q.insets.Top), max(p.insets.Bottom, q.insets.Bottom)
			}
			if cells[i].X == cells[j].X {
				p.insets.Left, p.insets.Right = max(p.insets.Left, q.insets.Left), max(p.insets.Right, q.insets.Right)
			}
		}
	}
}
