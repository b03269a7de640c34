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
	barPadding    = 4 // px between the widest label and the right edge
)

// drawColorBar draws the bar right of the data area, its ticks with their labels, and the bar's label above it.
func (l *panelLayout) drawColorBar(c *Canvas) {
	if !l.showColorBar {
		return
	}
	bar := l.panel.ColorBar
	place := Rect{l.dataArea.right() + theme.ColorBarGap, l.dataArea.Y, theme.ColorBarWidth, l.dataArea.H}
	c.Image(place, gradientImage(bar.Colors, place.W, place.H))
	taken := noSpan
	for _, t := range l.barTicks {
		y := float64(place.bottom()) - bar.axis().position(t.Value, place.H)
		row := min(max(int(math.Floor(y)), place.Y), place.bottom()-1)
		if t.Minor {
			c.Fill(Rect{place.right(), row, minorTickLength(barTickLength), 1}, l.theme.Axis)
			continue
		}
		c.Fill(Rect{place.right(), row, barTickLength, 1}, l.theme.Axis)
		taken = l.drawVerticalLabel(c, float64(place.right()+barLabelGap), y, t, math.Inf(1), Left, taken)
	}
	if l.showYLabel {
		text, x := l.colorBarLabel()
		c.Text(x, float64(l.dataArea.Y-yLabelGap), text, l.mutedStyle(), Left)
	}
}

// axis returns an axis with the bar's scale and range. It is used to choose the bar's ticks.
func (b *ColorBar) axis() Axis {
	return Axis{Scale: b.Scale, Lo: b.Lo, Hi: b.Hi, Zone: b.Zone, Spacing: b.Spacing}
}

// colorBarLabel returns the label above the bar, and the position of its left end. This is the bar's left edge, or
// further left if the label would extend beyond the right edge. The label is truncated to a third of the panel's width.
func (l *panelLayout) colorBarLabel() (text string, x float64) {
	s := l.mutedStyle()
	text = s.truncate(l.panel.ColorBar.Label, float64(l.width)/3)
	x = min(float64(l.dataArea.right()+theme.ColorBarGap), float64(l.outer.right()-barPadding)-s.width(text))
	return text, math.Floor(x)
}

// gradientImage returns an image of the colours, the first at the bottom. Each px has the colour at its centre. The
// image has the size at which it is drawn, because scaling would blur it.
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
