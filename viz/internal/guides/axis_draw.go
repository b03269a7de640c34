package guides

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

const (
	minLabelGap = 4 // px: the smallest distance between two labels of one line
	descent     = 3 // px: the height of what labels have below their baseline
	// px: the distance of the two lines of a label of a vertical axis
	verticalLineAdvance = 16
	capHeight           = 9 // px: the height of the digits and capitals of labels
)

// drawXAxis draws the line below the data area, the ticks, their labels and the axis' own label.
func (l *panelLayout) drawXAxis(c *Canvas) {
	if l.panel.NoAxes {
		return
	}
	line := Rect{l.dataArea.X, l.dataArea.bottom(), l.dataArea.W, 1}
	c.Fill(line, l.theme.Axis)
	if !l.showXTicks {
		return
	}
	labelsEnd, secondLineEnd := math.Inf(-1), math.Inf(-1)
	for _, t := range l.xTicks {
		x := l.panel.X.position(t.Value, l.dataArea.W)
		if t.Minor {
			c.Fill(Rect{l.pixelColumn(x), line.Y, 1, minorTickLength(theme.TickLength)}, l.theme.Axis)
			continue
		}
		if l.panel.X.Scale != Category {
			c.Fill(Rect{l.pixelColumn(x), line.Y, 1, theme.TickLength}, l.theme.Axis)
		}
		if l.turnedLabels > 0 {
			c.TurnedText(float64(l.dataArea.X)+x+capHeight/2, float64(line.Y+turnedLabelGap), t.Label, l.labelStyle())
			continue
		}
		labelsEnd = l.drawTickLabel(c, x, t.Label, tickLabelBaseline, labelsEnd)
		if l.showSecondLine && t.SecondLine != "" {
			secondLineEnd = l.drawTickLabel(c, x, t.SecondLine, secondLineBaseline, secondLineEnd)
		}
	}
	if l.showSecondLine {
		l.drawXLabel(c)
	}
}

// drawXLabel draws the label of the x axis in the second line of tick labels. It is at the right end, or left of the
// dates that are there. If there is no space for it, it is left out.
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
		c.Text(right, float64(l.dataArea.bottom()+l.xLabelBaseline()), text, s, Right)
	}
}

// drawTickLabel draws a label below the x axis. Its centre is x px right of the data area's left edge. previousEnd is
// the right end of the previous label of its line. If the label would be too close to that one, it is left out.
// drawTickLabel returns the right end of the last label in the line.
func (l *panelLayout) drawTickLabel(c *Canvas, x float64, text string, baseline int, previousEnd float64) float64 {
	s := l.labelStyle()
	if baseline == secondLineBaseline {
		s = l.mutedStyle()
	}
	start := l.labelStart(x, s.width(text), baseline)
	if start < previousEnd+minLabelGap {
		return previousEnd
	}
	c.Text(start, float64(l.dataArea.bottom()+baseline), text, s, Left)
	return start + s.width(text)
}

// labelStart returns the left end of a label whose centre is x px right of the data area's left edge. The label is
// moved if it would extend beyond the edge of the picture. Labels of the second line never begin left of the title.
func (l *panelLayout) labelStart(x, width float64, baseline int) float64 {
	leftmost, rightmost := float64(l.outer.X+l.padding(edgePadding)), float64(l.outer.right()-l.padding(edgePadding))
	if baseline == secondLineBaseline {
		leftmost = float64(min(l.outer.X+l.padding(theme.PadLeft), l.dataArea.X))
	}
	return max(min(float64(l.dataArea.X)+x-width/2, rightmost-width), leftmost)
}

// drawYAxis draws the tick labels left of the data area, and the axis' label above them. A y axis has no line.
func (l *panelLayout) drawYAxis(c *Canvas) {
	if l.panel.NoAxes {
		return
	}
	if l.showYTicks {
		available := float64(l.dataArea.X - theme.LabelGap - l.outer.X - l.padding(theme.PadLeft))
		taken := noSpan
		if l.panel.Y.Scale == Category {
			elideLabels(l.yTicks, max(available, float64(l.leftLabelWidth)))
		}
		for _, t := range l.yTicks {
			y := float64(l.dataArea.bottom()) - l.panel.Y.position(t.Value, l.dataArea.H)
			if t.Minor {
				length := minorTickLength(theme.TickLength)
				c.Fill(Rect{l.dataArea.X - length, min(int(math.Floor(y)), l.dataArea.bottom()-1), length, 1}, l.theme.Axis)
				continue
			}
			width := max(available, float64(l.leftLabelWidth))
			taken = l.drawVerticalLabel(c, float64(l.dataArea.X-theme.LabelGap), y, t, width, Right, taken)
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

// drawVerticalLabel draws the label of a tick of a vertical axis, and its second line below the label. The two are centred at
// y, but not below the data area, where the labels of the x axis are. If the label would be too close to the previous one,
// which is at taken, it is left out. drawVerticalLabel returns where the last label is.
func (l *panelLayout) drawVerticalLabel(
	c *Canvas, x, y float64, t ticks.Tick, width float64, align Align, taken verticalSpan,
) verticalSpan {
	label, muted := l.labelStyle(), l.mutedStyle()
	baseline := math.Floor(y) + capHeight/2
	lastBaseline := baseline
	if t.SecondLine != "" {
		lastBaseline = min(baseline+verticalLineAdvance/2, float64(l.dataArea.bottom()+capHeight/2))
		baseline = lastBaseline - verticalLineAdvance
	}
	span := verticalSpan{baseline - capHeight, lastBaseline + descent}
	if span.top < taken.bottom && taken.top < span.bottom {
		return taken
	}
	c.Text(x, baseline, label.truncate(t.Label, width), label, align)
	if t.SecondLine != "" {
		c.Text(x, lastBaseline, muted.truncate(t.SecondLine, width), muted, align)
	}
	return span
}

// verticalSpan is the part of a vertical axis that a label takes, in px.
type verticalSpan struct{ top, bottom float64 }

// noSpan is the verticalSpan of no label.
var noSpan = verticalSpan{math.Inf(1), math.Inf(-1)}

// minorTickLength returns the length of a tick without a label, whose neighbours with labels have the length px.
func minorTickLength(px int) int { return max(1, px*3/5) }

// labelStyle is the style of tick labels and of the legend.
func (l *panelLayout) labelStyle() TextStyle {
	return TextStyle{Size: theme.LabelSize, Weight: theme.Regular, Color: l.theme.Text}
}

// mutedStyle is the style of axis labels and of the second line of tick labels.
func (l *panelLayout) mutedStyle() TextStyle {
	return TextStyle{Size: theme.LabelSize, Weight: theme.Regular, Color: l.theme.Muted}
}

// labelWidth returns the width in px of a label.
func labelWidth(s string) float64 { return theme.Measure(s, theme.LabelSize, theme.Regular) }
