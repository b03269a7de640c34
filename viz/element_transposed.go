package viz

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// transposed draws a plotter with x and y exchanged: the plotter's x axis is the plot's vertical one.
type transposed struct{ plotter plot.Plotter }

// Plot gives the plotter a plot and a canvas whose axes are exchanged.
func (t transposed) Plot(c draw.Canvas, p *plot.Plot) {
	exchanged := *p
	exchanged.X, exchanged.Y = p.Y, p.X
	t.plotter.Plot(draw.Canvas{
		Canvas:    &transposedCanvas{target: c.Canvas},
		Rectangle: vg.Rectangle{Min: transpose(c.Min), Max: transpose(c.Max)},
	}, &exchanged)
}

func transpose(p vg.Point) vg.Point { return vg.Point{X: p.Y, Y: p.X} }

// transposedCanvas exchanges the coordinates of all that is drawn on it. Texts stay upright: only their position changes.
// Transformations of the canvas are not supported, and the plotters of viz use none.
type transposedCanvas struct {
	target vg.Canvas
	path   vg.Path
}

// transposePath returns the path with x and y exchanged. An arc then runs in the other direction.
func (c *transposedCanvas) transposePath(p vg.Path) vg.Path {
	c.path = append(c.path[:0], p...)
	for i := range c.path {
		part := &c.path[i]
		part.Pos = transpose(part.Pos)
		if part.Type == vg.ArcComp {
			part.Start, part.Angle = math.Pi/2-part.Start, -part.Angle
		}
		if len(part.Control) > 0 {
			control := make([]vg.Point, len(part.Control))
			for j, at := range part.Control {
				control[j] = transpose(at)
			}
			part.Control = control
		}
	}
	return c.path
}

func (c *transposedCanvas) SetLineWidth(w vg.Length) { c.target.SetLineWidth(w) }
func (c *transposedCanvas) SetLineDash(pattern []vg.Length, off vg.Length) {
	c.target.SetLineDash(pattern, off)
}
func (c *transposedCanvas) SetColor(col color.Color) { c.target.SetColor(col) }
func (c *transposedCanvas) Push()                    { c.target.Push() }
func (c *transposedCanvas) Pop()                     { c.target.Pop() }
func (c *transposedCanvas) Rotate(float64)           {}
func (c *transposedCanvas) Translate(vg.Point)       {}
func (c *transposedCanvas) Scale(float64, float64)   {}
func (c *transposedCanvas) Stroke(p vg.Path)         { c.target.Stroke(c.transposePath(p)) }
func (c *transposedCanvas) Fill(p vg.Path)           { c.target.Fill(c.transposePath(p)) }
func (c *transposedCanvas) FillString(f font.Face, at vg.Point, text string) {
	c.target.FillString(f, transpose(at), text)
}

// DPI returns the resolution of the target, or 96 if it has none, so that images keep to its pixels.
func (c *transposedCanvas) DPI() float64 {
	if t, ok := c.target.(interface{ DPI() float64 }); ok {
		return t.DPI()
	}
	return 96
}

// DrawImage draws the image mirrored at its rising diagonal.
func (c *transposedCanvas) DrawImage(r vg.Rectangle, img image.Image) {
	b := img.Bounds()
	mirrored := image.NewRGBA(image.Rect(0, 0, b.Dy(), b.Dx()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			mirrored.Set(b.Dy()-1-y, b.Dx()-1-x, img.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	c.target.DrawImage(vg.Rectangle{Min: transpose(r.Min), Max: transpose(r.Max)}, mirrored)
}
