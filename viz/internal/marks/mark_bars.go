package marks

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Bars draws a histogram: bar i reaches from y = 0 to Heights[i], between Edges[i] and Edges[i+1] on the x axis. A bar
// with a missing edge or height is left out. Surplus edges and heights are ignored.
type Bars struct {
	Edges, Heights []float64
	Fill           color.Color // nil: nothing is drawn
}

// Plot draws the bars on whole pixels. There is 1 px between bars that are at least 3 px wide. A bar is at least 1 px wide.
func (b *Bars) Plot(c draw.Canvas, p *plot.Plot) {
	if b.Fill == nil {
		return
	}
	tr := newTransform(&c, p)
	buf := bufferPool.Get().(*buffers)
	defer bufferPool.Put(buf)
	c.SetColor(b.Fill)
	base := snapToPixel(tr.baseline())
	for i := range min(len(b.Heights), len(b.Edges)-1) {
		from, ok := tr.point(b.Edges[i], b.Heights[i])
		to, okEnd := tr.point(b.Edges[i+1], b.Heights[i])
		if !ok || !okEnd {
			continue
		}
		left, right := snapToPixel(min(from.X, to.X)), snapToPixel(max(from.X, to.X))
		if right-left > 2.5*px {
			right -= px
		}
		top := snapToPixel(from.Y)
		tr.fillRectangle(c.Canvas, buf, vg.Rectangle{
			Min: vg.Point{X: left, Y: min(base, top)},
			Max: vg.Point{X: max(right, left+px), Y: max(base, top)},
		})
	}
}

// fillRectangle fills the part of r that is inside the area.
func (tr *transform) fillRectangle(c vg.Canvas, buf *buffers, r vg.Rectangle) {
	r.Min.X, r.Max.X = max(r.Min.X, tr.area.Min.X), min(r.Max.X, tr.area.Max.X)
	r.Min.Y, r.Max.Y = max(r.Min.Y, tr.area.Min.Y), min(r.Max.Y, tr.area.Max.Y)
	if r.Min.X >= r.Max.X || r.Min.Y >= r.Max.Y {
		return
	}
	buf.path = buf.path[:0]
	buf.path.Move(r.Min)
	buf.path.Line(vg.Point{X: r.Max.X, Y: r.Min.Y})
	buf.path.Line(r.Max)
	buf.path.Line(vg.Point{X: r.Min.X, Y: r.Max.Y})
	buf.path.Close()
	c.Fill(buf.path)
}
