package guides

import (
	"image"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// colorBar draws the bar at the right of the data area, its labels and its label.
func (l *fitted) colorBar(c *Canvas) {
	if !l.bar {
		return
	}
	bar := l.p.ColorBar
	place := Rect{l.area.right() + theme.ColorBarGap, l.area.Y, theme.ColorBarWidth, l.area.H}
	c.Image(place, gradient(bar.Colors, place.W, place.H))
	for _, t := range l.ticksC {
		y := float64(place.bottom()) - bar.axis().along(t.At, place.H)
		row := min(max(int(math.Floor(y)), place.Y), place.bottom()-1)
		c.Fill(Rect{place.right(), row, barTick, 1}, l.t.Axis)
		c.Text(float64(place.right()+barLabelGap), math.Floor(y)+capHeight/2, t.Label, l.label(), Left)
	}
	if l.yLabel {
		text, x := l.barLabel()
		c.Text(x, float64(l.area.Y-belowYLabel), text, l.muted(), Left)
	}
}

// axis is the bar as an axis.
func (b *ColorBar) axis() Axis { return Axis{Scale: b.Scale, Lo: b.Lo, Hi: b.Hi} }

// barLabel is the label above the bar and where it begins: at the bar's left, or as far
// left of that as it is too long.
func (l *fitted) barLabel() (text string, x float64) {
	s := l.muted()
	text = s.cut(l.p.ColorBar.Label, float64(l.w)/3)
	x = min(float64(l.area.right()+theme.ColorBarGap), float64(l.outer.right()-barPad)-s.width(text))
	return text, math.Floor(x)
}

// gradient shows colors from the bottom up, each px that of its middle: drawn at its own
// size it needs no scaling, which would blur it.
func gradient(colors []color.RGBA, w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		at := (float64(h-y) - 0.5) / float64(h) * float64(len(colors))
		col := colors[min(int(at), len(colors)-1)]
		for x := range w {
			img.SetRGBA(x, y, col)
		}
	}
	return img
}
