package guides

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// The least room in px for the name of a category; where there is less some go without.
const minCategoryWidth, minCategoryHeight = 36, 16

// horizontal chooses the ticks of an axis px long, from left to right.
func (a Axis) horizontalTicks(px float64) []ticks.Tick {
	all := a.ascendingTicks(px)
	if a.Lo > a.Hi {
		slices.Reverse(all)
	}
	return all
}

func (a Axis) ascendingTicks(px float64) []ticks.Tick {
	switch a.Scale {
	case Time:
		return ticks.Times(a.Lo, a.Hi, px, labelWidth)
	case Category:
		return a.categoryTicks(px, minCategoryWidth, true)
	}
	return ticks.FitNumbers(a.Lo, a.Hi, px, xTickSpacing, labelWidth)
}

// vertical chooses the ticks of an axis px high.
func (a Axis) verticalTicks(px float64) []ticks.Tick {
	switch a.Scale {
	case Time:
		return ticks.Times(a.Lo, a.Hi, px, func(string) float64 { return yTickSpacing - ticks.MinLabelGap })
	case Category:
		return a.categoryTicks(px, minCategoryHeight, false)
	}
	return ticks.Numbers(a.Lo, a.Hi, px, yTickSpacing)
}

// thinned names every category that lies on the axis, or every n-th where they have less
// than room px each. A name on a horizontal axis is cut to its share of the px.
func (a Axis) categoryTicks(px, room float64, flat bool) []ticks.Tick {
	each := px / math.Abs(a.Hi-a.Lo)
	if !finite(each) || each <= 0 {
		return nil
	}
	n := max(1, int(math.Ceil(min(room/each, 1e9))))
	width := math.Inf(1)
	if flat {
		width = each*float64(n) - theme.LabelGap
	}
	lo, hi := min(a.Lo, a.Hi), max(a.Lo, a.Hi)
	var all []ticks.Tick
	for i := 0; i < len(a.Categories); i += n {
		if at := float64(i); at >= lo && at <= hi {
			all = append(all, ticks.Tick{Value: at, Label: truncate(a.Categories[i], width, theme.LabelSize, theme.Regular)})
		}
	}
	return all
}

// along is where v stands on an axis of px pixels, counted from Lo's end.
func (a Axis) position(v float64, px int) float64 {
	if a.Lo == a.Hi {
		return float64(px) / 2
	}
	// Halves, because the length of a range can exceed the largest float.
	return (v/2 - a.Lo/2) / (a.Hi/2 - a.Lo/2) * float64(px)
}

// drawXAxis draws the line below the data area, the ticks and their labels, and the x label.
func (l *panelLayout) drawXAxis(c *Canvas) {
	if l.panel.NoAxes {
		return
	}
	line := Rect{l.dataArea.X, l.dataArea.bottom(), l.dataArea.W, 1}
	c.Fill(line, l.theme.Axis)
	if !l.showXTicks {
		return
	}
	tickEnd, secondEnd := math.Inf(-1), math.Inf(-1)
	for _, t := range l.xTicks {
		at := l.panel.X.position(t.Value, l.dataArea.W)
		if l.panel.X.Scale != Category {
			c.Fill(Rect{l.pixelColumn(at), line.Y, 1, theme.TickLength}, l.theme.Axis)
		}
		tickEnd = l.drawTickLabel(c, at, t.Label, tickLabelBaseline, tickEnd)
		if l.showSecondLine && t.SecondLine != "" {
			secondEnd = l.drawTickLabel(c, at, t.SecondLine, secondLineBaseline, secondEnd)
		}
	}
	if l.showSecondLine {
		l.drawXLabel(c)
	}
}

// drawXLabel writes the label of the x axis at the right, or left of the dates that stand
// there, if there is room.
func (l *panelLayout) drawXLabel(c *Canvas) {
	s := l.mutedStyle()
	left, right := float64(l.outer.X+l.padding(theme.PadLeft)), float64(l.dataArea.right())
	text := s.truncate(l.panel.X.Label, right-left)
	for i := len(l.xTicks) - 1; i >= 0; i-- {
		t := l.xTicks[i]
		if t.SecondLine == "" {
			continue
		}
		start := l.labelStart(l.panel.X.position(t.Value, l.dataArea.W), s.width(t.SecondLine), secondLineBaseline)
		if start < right+ticks.MinLabelGap && start+s.width(t.SecondLine) > right-s.width(text)-ticks.MinLabelGap {
			right = start - ticks.MinLabelGap
		}
	}
	if right-s.width(text) >= left {
		c.Text(right, float64(l.dataArea.bottom()+secondLineBaseline), text, s, Right)
	}
}

// below writes a tick's label under it, unless that was moved onto the one before. It
// returns where the last label of its line ends.
func (l *panelLayout) drawTickLabel(c *Canvas, at float64, text string, baseline int, before float64) float64 {
	s := l.labelStyle()
	if baseline == secondLineBaseline {
		s = l.mutedStyle()
	}
	x := l.labelStart(at, s.width(text), baseline)
	if x < before+minLabelGap {
		return before
	}
	c.Text(x, float64(l.dataArea.bottom()+baseline), text, s, Left)
	return x + s.width(text)
}

// minLabelGap is the least room in px between labels that were moved.
const minLabelGap = 4

// start is where a text begins that is centred so many px right of the data area's left
// edge, or moved where it would leave the picture. Dates keep flush with the title.
func (l *panelLayout) labelStart(at, width float64, baseline int) float64 {
	least, most := float64(l.outer.X+compactPadding), float64(l.outer.right()-compactPadding)
	if baseline == secondLineBaseline {
		least = float64(min(l.outer.X+l.padding(theme.PadLeft), l.dataArea.X))
	}
	return max(min(float64(l.dataArea.X)+at-width/2, most-width), least)
}

// drawYAxis draws the labels at the left of the data area and the y label above them.
func (l *panelLayout) drawYAxis(c *Canvas) {
	if l.panel.NoAxes {
		return
	}
	if l.showYTicks {
		room := float64(l.dataArea.X - theme.LabelGap - l.outer.X - l.padding(theme.PadLeft))
		for _, t := range l.yTicks {
			y := float64(l.dataArea.bottom()) - l.panel.Y.position(t.Value, l.dataArea.H)
			text := l.labelStyle().truncate(t.Label, max(room, float64(l.leftLabelWidth)))
			c.Text(float64(l.dataArea.X-theme.LabelGap), math.Floor(y)+capHeight/2, text, l.labelStyle(), Right)
		}
	}
	if l.showYLabel {
		x := float64(l.outer.X + l.padding(theme.PadLeft))
		end := float64(l.dataArea.right())
		if l.showColorBar {
			_, start := l.colorBarLabel()
			end = min(end, start) - theme.ColorBarGap
		}
		c.Text(x, float64(l.dataArea.Y-yLabelGap), l.mutedStyle().truncate(l.panel.Y.Label, end-x), l.mutedStyle(), Left)
	}
}

// capHeight is the height in px of digits and capitals of labels.
const capHeight = 9

func (l *panelLayout) labelStyle() TextStyle {
	return TextStyle{Size: theme.LabelSize, Weight: theme.Regular, Color: l.theme.Text}
}
func (l *panelLayout) mutedStyle() TextStyle {
	return TextStyle{Size: theme.LabelSize, Weight: theme.Regular, Color: l.theme.Muted}
}

func labelWidth(s string) float64 { return theme.Measure(s, theme.LabelSize, theme.Regular) }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
