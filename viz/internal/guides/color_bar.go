package guides

import (
	"image"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// drawColorBar draws the bar at the right of the data area, its labels and its label.
func (l *panelLayout) drawColorBar(c *Canvas) {
	if !l.showColorBar {
		return
	}
	bar := l.panel.ColorBar
	place := Rect{l.dataArea.right() + theme.ColorBarGap, l.dataArea.Y, theme.ColorBarWidth, l.dataArea.H}
	c.Image(place, gradientImage(bar.Colors, place.W, place.H))
	for _, t := range l.barTicks {
		y := float64(place.bottom()) - bar.axis().position(t.Value, place.H)
		row := min(max(int(math.Floor(y)), place.Y), place.bottom()-1)
		c.Fill(Rect{place.right(), row, barTickLength, 1}, l.theme.Axis)
		c.Text(float64(place.right()+barLabelGap), math.Floor(y)+capHeight/2, t.Label, l.labelStyle(), Left)
	}
	if l.showYLabel {
		text, x := l.colorBarLabel()
		c.Text(x, float64(l.dataArea.Y-yLabelGap), text, l.mutedStyle(), Left)
	}
}

// axis is the bar as an axis.
func (b *ColorBar) axis() Axis { return Axis{Scale: b.Scale, Lo: b.Lo, Hi: b.Hi} }

// colorBarLabel is the label above the bar and where it begins: at the bar's left, or as far
// left of that as it is too long.
func (l *panelLayout) colorBarLabel() (text string, x float64) {
	s := l.mutedStyle()
	text = s.truncate(l.panel.ColorBar.Label, float64(l.width)/3)
	x = min(float64(l.dataArea.right()+theme.ColorBarGap), float64(l.outer.right()-barPadding)-s.width(text))
	return text, math.Floor(x)
}

// gradient shows colors from the bottom up, each px that of its middle: drawn at its own
// size it needs no scaling, which would blur it.
func gradientImage(colors []color.RGBA, w, h int) *image.RGBA {
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
