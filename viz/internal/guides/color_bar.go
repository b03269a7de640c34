package guides

import (
	"image"
	"image/color"
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

const (
	barTickLength = 3
	barLabelGap   = 7 // px between the bar and its labels
	barPadding    = 4 // the least px between the labels and the right edge
)

// drawColorBar draws the bar right of the data area, its ticks with their labels, and its own label above.
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

// axis returns the bar as an axis, for its ticks.
func (b *ColorBar) axis() Axis { return Axis{Scale: b.Scale, Lo: b.Lo, Hi: b.Hi} }

// colorBarLabel returns the label above the bar and where it begins: at the bar's left edge, or further left if it is too
// long for that. It is truncated to a third of the panel.
func (l *panelLayout) colorBarLabel() (text string, x float64) {
	s := l.mutedStyle()
	text = s.truncate(l.panel.ColorBar.Label, float64(l.width)/3)
	x = min(float64(l.dataArea.right()+theme.ColorBarGap), float64(l.outer.right()-barPadding)-s.width(text))
	return text, math.Floor(x)
}

// gradientImage returns an image of colors from the bottom up. A px has the colour at its middle. The image is drawn at
// its own size, because scaling would blur it.
func gradientImage(colors []color.RGBA, w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		position := (float64(h-y) - 0.5) / float64(h) * float64(len(colors))
		col := colors[min(int(position), len(colors)-1)]
		for x := range w {
			img.SetRGBA(x, y, col)
		}
	}
	return img
}
