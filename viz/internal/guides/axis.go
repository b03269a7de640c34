package guides

import (
	"math"
	"slices"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// The least room in px for the name of a category; where there is less some go without.
const nameWidth, nameHeight = 36, 16

// horizontal chooses the ticks of an axis px long, from left to right.
func (a Axis) horizontal(px float64) []ticks.Tick {
	all := a.across(px)
	if a.Lo > a.Hi {
		slices.Reverse(all)
	}
	return all
}

func (a Axis) across(px float64) []ticks.Tick {
	switch a.Scale {
	case Time:
		return ticks.Times(a.Lo, a.Hi, px, labelWidth)
	case Category:
		return a.thinned(px, nameWidth, true)
	}
	return ticks.Fit(a.Lo, a.Hi, px, xSpacing, labelWidth)
}

// vertical chooses the ticks of an axis px high.
func (a Axis) vertical(px float64) []ticks.Tick {
	switch a.Scale {
	case Time:
		return ticks.Times(a.Lo, a.Hi, px, func(string) float64 { return ySpacing - ticks.Gap })
	case Category:
		return a.thinned(px, nameHeight, false)
	}
	return ticks.Numbers(a.Lo, a.Hi, px, ySpacing)
}

// thinned names every category that lies on the axis, or every n-th where they have less
// than room px each. A name on a horizontal axis is cut to its share of the px.
func (a Axis) thinned(px, room float64, flat bool) []ticks.Tick {
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
			all = append(all, ticks.Tick{At: at, Label: cut(a.Categories[i], width, theme.LabelSize, theme.Regular)})
		}
	}
	return all
}

// along is where v stands on an axis of px pixels, counted from Lo's end.
func (a Axis) along(v float64, px int) float64 {
	if a.Lo == a.Hi {
		return float64(px) / 2
	}
	// Halves, because the length of a range can exceed the largest float.
	return (v/2 - a.Lo/2) / (a.Hi/2 - a.Lo/2) * float64(px)
}

// xAxis draws the line below the data area, the ticks and their labels, and the x label.
func (l *fitted) xAxis(c *Canvas) {
	if l.p.NoAxes {
		return
	}
	line := Rect{l.area.X, l.area.bottom(), l.area.W, 1}
	c.Fill(line, l.t.Axis)
	if !l.xTicks {
		return
	}
	tickEnd, secondEnd := math.Inf(-1), math.Inf(-1)
	for _, t := range l.ticksX {
		at := l.p.X.along(t.At, l.area.W)
		if l.p.X.Scale != Category {
			c.Fill(Rect{l.column(at), line.Y, 1, theme.TickLength}, l.t.Axis)
		}
		tickEnd = l.below(c, at, t.Label, tickBaseline, tickEnd)
		if l.second && t.Second != "" {
			secondEnd = l.below(c, at, t.Second, secondBaseline, secondEnd)
		}
	}
	if l.second {
		l.xLabel(c)
	}
}

// xLabel writes the label of the x axis at the right, or left of the dates that stand
// there, if there is room.
func (l *fitted) xLabel(c *Canvas) {
	s := l.muted()
	left, right := float64(l.outer.X+l.pad(theme.PadLeft)), float64(l.area.right())
	text := s.cut(l.p.X.Label, right-left)
	for i := len(l.ticksX) - 1; i >= 0; i-- {
		t := l.ticksX[i]
		if t.Second == "" {
			continue
		}
		start := l.start(l.p.X.along(t.At, l.area.W), s.width(t.Second), secondBaseline)
		if start < right+ticks.Gap && start+s.width(t.Second) > right-s.width(text)-ticks.Gap {
			right = start - ticks.Gap
		}
	}
	if right-s.width(text) >= left {
		c.Text(right, float64(l.area.bottom()+secondBaseline), text, s, Right)
	}
}

// below writes a tick's label under it, unless that was moved onto the one before. It
// returns where the last label of its line ends.
func (l *fitted) below(c *Canvas, at float64, text string, baseline int, before float64) float64 {
	s := l.label()
	if baseline == secondBaseline {
		s = l.muted()
	}
	x := l.start(at, s.width(text), baseline)
	if x < before+leastGap {
		return before
	}
	c.Text(x, float64(l.area.bottom()+baseline), text, s, Left)
	return x + s.width(text)
}

// leastGap is the least room in px between labels that were moved.
const leastGap = 4

// start is where a text begins that is centred so many px right of the data area's left
// edge, or moved where it would leave the picture. Dates keep flush with the title.
func (l *fitted) start(at, width float64, baseline int) float64 {
	least, most := float64(l.outer.X+padSnug), float64(l.outer.right()-padSnug)
	if baseline == secondBaseline {
		least = float64(min(l.outer.X+l.pad(theme.PadLeft), l.area.X))
	}
	return max(min(float64(l.area.X)+at-width/2, most-width), least)
}

// yAxis draws the labels at the left of the data area and the y label above them.
func (l *fitted) yAxis(c *Canvas) {
	if l.p.NoAxes {
		return
	}
	if l.yTicks {
		room := float64(l.area.X - theme.LabelGap - l.outer.X - l.pad(theme.PadLeft))
		for _, t := range l.ticksY {
			y := float64(l.area.bottom()) - l.p.Y.along(t.At, l.area.H)
			text := l.label().cut(t.Label, max(room, float64(l.leftLabels)))
			c.Text(float64(l.area.X-theme.LabelGap), math.Floor(y)+capHeight/2, text, l.label(), Right)
		}
	}
	if l.yLabel {
		x := float64(l.outer.X + l.pad(theme.PadLeft))
		end := float64(l.area.right())
		if l.bar {
			_, start := l.barLabel()
			end = min(end, start) - theme.ColorBarGap
		}
		c.Text(x, float64(l.area.Y-belowYLabel), l.muted().cut(l.p.Y.Label, end-x), l.muted(), Left)
	}
}

// capHeight is the height in px of digits and capitals of labels.
const capHeight = 9

func (l *fitted) label() Style {
	return Style{Px: theme.LabelSize, Weight: theme.Regular, Color: l.t.Text}
}
func (l *fitted) muted() Style {
	return Style{Px: theme.LabelSize, Weight: theme.Regular, Color: l.t.Muted}
}

func labelWidth(s string) float64 { return theme.Measure(s, theme.LabelSize, theme.Regular) }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
