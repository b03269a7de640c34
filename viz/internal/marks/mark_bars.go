package marks

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Bars is a histogram: bar i stands on y = 0 between Edges[i] and Edges[i+1]
// and is Heights[i] high, below 0 if that is negative. A bar with a missing
// edge or height is left out; edges and heights without a partner are ignored.
type Bars struct {
	Edges, Heights []float64
	Fill           color.Color // nil: nothing is drawn
}

// Plot draws the bars on whole pixels, 1 px apart where they are at least 3 px
// wide, and never narrower than 1 px.
func (b *Bars) Plot(c draw.Canvas, p *plot.Plot) {
	if b.Fill == nil {
		return
	}
	a := newTransform(&c, p)
	s := bufferPool.Get().(*buffers)
	defer bufferPool.Put(s)
	c.SetColor(b.Fill)
	foot := snapToPixel(a.baseline())
	for i := range min(len(b.Heights), len(b.Edges)-1) {
		from, ok := a.point(b.Edges[i], b.Heights[i])
		to, ok2 := a.point(b.Edges[i+1], b.Heights[i])
		if !ok || !ok2 {
			continue
		}
		left, right := snapToPixel(min(from.X, to.X)), snapToPixel(max(from.X, to.X))
		if right-left > 2.5*px {
			right -= px
		}
		top := snapToPixel(from.Y)
		a.fillRectangle(c, s, vg.Rectangle{
			Min: vg.Point{X: left, Y: min(foot, top)},
			Max: vg.Point{X: max(right, left+px), Y: max(foot, top)},
		})
	}
}

// rectangle fills the part of r that is in the area.
func (a *transform) fillRectangle(c vg.Canvas, s *buffers, r vg.Rectangle) {
	r.Min.X, r.Max.X = max(r.Min.X, a.area.Min.X), min(r.Max.X, a.area.Max.X)
	r.Min.Y, r.Max.Y = max(r.Min.Y, a.area.Min.Y), min(r.Max.Y, a.area.Max.Y)
	if r.Min.X >= r.Max.X || r.Min.Y >= r.Max.Y {
		return
	}
	s.path = s.path[:0]
	s.path.Move(r.Min)
	s.path.Line(vg.Point{X: r.Max.X, Y: r.Min.Y})
	s.path.Line(r.Max)
	s.path.Line(vg.Point{X: r.Min.X, Y: r.Max.Y})
	s.path.Close()
	c.Fill(s.path)
}
