package marks

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Dots draws a disc at each point (X[i], Y[i]), the last on top. A dot whose
// centre is outside the area, or missing, is left out. Points beyond the
// shorter slice are ignored.
//
// A dot's colour is Colors[i] if Colors has an entry i that is not nil; else, if
// Values has an entry i that is a number, the colour of Table at Values[i]'s
// place between Lo and Hi (at the end for values beyond); else Fill.
type Dots struct {
	X, Y    []float64
	Radius  float64     // px
	Fill    color.Color // nil: dots without another colour are not filled
	Values  []float64
	Lo, Hi  float64 // the values of the table's first and last colour
	Table   *[256]color.RGBA
	Colors  []color.Color
	Outline color.Color // of a border of 1 px; nil: none
}

// Plot draws the dots, one path each: its time is mostly the canvas's.
func (d *Dots) Plot(c draw.Canvas, p *plot.Plot) {
	if d.Radius <= 0 {
		return
	}
	a := newTransform(&c, p)
	s := bufferPool.Get().(*buffers)
	defer bufferPool.Put(s)
	c.SetLineWidth(px)
	c.SetLineDash(nil, 0)
	radius := vg.Length(d.Radius) * px
	var ink color.Color // the canvas's, nil before the first
	use := func(next color.Color) {
		if next != ink {
			c.SetColor(next)
			ink = next
		}
	}
	for i := range min(len(d.X), len(d.Y)) {
		at, ok := a.point(d.X[i], d.Y[i])
		if !ok || !a.contains(at) {
			continue
		}
		if fill := d.color(i); fill != nil {
			use(fill)
			fillDisc(c, s, at, radius)
		}
		if d.Outline != nil {
			use(d.Outline)
			circlePath(s, at, max(radius-px/2, px/2)) // the border is part of the disc
			c.Stroke(s.path)
		}
	}
}

func (d *Dots) color(i int) color.Color {
	switch {
	case i < len(d.Colors) && d.Colors[i] != nil:
		return d.Colors[i]
	case d.Table != nil && i < len(d.Values) && !math.IsNaN(d.Values[i]):
		return d.Table[d.tableIndex(d.Values[i])]
	default:
		return d.Fill
	}
}

// step is the value's place in the table; without a span all values are its first.
func (d *Dots) tableIndex(v float64) int {
	switch {
	case !(d.Lo < d.Hi) || v <= d.Lo:
		return 0
	case v >= d.Hi:
		return 255
	default:
		return min(int((v-d.Lo)/(d.Hi-d.Lo)*256), 255)
	}
}

func fillDisc(c vg.Canvas, s *buffers, at vg.Point, radius vg.Length) {
	circlePath(s, at, radius)
	c.Fill(s.path)
}

// circle makes s.path a circle.
func circlePath(s *buffers, at vg.Point, radius vg.Length) {
	s.path = s.path[:0]
	s.path.Move(vg.Point{X: at.X + radius, Y: at.Y})
	s.path.Arc(at, radius, 0, 2*math.Pi)
	s.path.Close()
}
