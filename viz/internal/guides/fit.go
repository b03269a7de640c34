package guides

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// Measures in px. Baselines are counted from the one above.
const (
	padBottom = theme.PadTop
	padSnug   = 2 // all round, in the smallest pictures

	titleBaseline   = 26 // from the top
	subtitleAdvance = 19
	legendAdvance   = 22
	legendRow       = 18
	yLabelAdvance   = 23
	belowTitle      = 20 // to the data area
	belowLegend     = 16
	belowYLabel     = 18 // leaves air between the label and a tick label at the very top
	tickBaseline    = 18 // from the data area
	secondBaseline  = 34
	belowBaseline   = 12 // from the last baseline to the lower edge
	barTick         = 3
	barLabelGap     = 7 // between the bar and its labels
	barPad          = 4 // least between these and the right edge

	leastWidth, leastHeight = 48, 32 // of the data area, before furniture gives way
	ySpacing, xSpacing      = 52, 90
)

// fitted is a panel's furniture, with what fits into w by h px.
type fitted struct {
	p    *Panel
	t    *theme.Theme
	w, h int

	title, subtitle, yLabel, second, xTicks, yTicks, bar, snug bool
	rows                                                       [][]entry // of the legend

	top, bottom            int
	titleAt, subAt         int // baselines, from the top
	legendAt               int
	leftLabels, barLabels  int // width of the widest
	outer, area            Rect
	ticksX, ticksY, ticksC []ticks.Tick
}

func (p *Panel) fit(w, h int) *fitted {
	l := &fitted{p: p, t: p.theme(), w: w, h: h,
		title: p.Title != "", subtitle: p.Subtitle != "", bar: p.ColorBar != nil && len(p.ColorBar.Colors) > 0,
		xTicks: !p.NoAxes, yTicks: !p.NoAxes,
		second: !p.NoAxes && (p.X.Scale == Time || p.X.Label != ""),
	}
	l.yLabel = !p.NoAxes && p.Y.Label != "" || l.bar && p.ColorBar.Label != ""
	l.rows = l.wrap()
	for l.stack(); h-l.top-l.bottom < leastHeight && l.shorter(); {
		l.stack()
	}
	for l.measure(); w-l.left(l.leftLabels)-l.right(l.barLabels) < leastWidth && l.narrower(); {
		l.measure()
	}
	return l
}

// shorter gives up the least important part that takes height, if there is one left.
func (l *fitted) shorter() bool {
	switch {
	case l.subtitle:
		l.subtitle = false
	case l.rows != nil:
		l.rows = nil
	case l.second:
		l.second = false
	case l.yLabel:
		l.yLabel = false
	case l.xTicks:
		l.xTicks = false
	case !l.snug:
		l.snug = true
	case l.title:
		l.title = false
	default:
		return false
	}
	return true
}

// narrower gives up the least important part that takes width.
func (l *fitted) narrower() bool {
	switch {
	case l.bar:
		l.bar = false
	case l.yTicks:
		l.yTicks = false
	case !l.snug:
		l.snug = true
		l.stack()
	default:
		return false
	}
	return true
}

// stack places the baselines above the data area and sums up the heights.
func (l *fitted) stack() {
	at, below := 0, 0 // the last baseline, and the room below it
	next := func(advance, room int) int {
		if at == 0 {
			advance = titleBaseline
		}
		at, below = at+advance, room
		return at
	}
	if l.title {
		l.titleAt = next(titleBaseline, belowTitle)
	}
	if l.subtitle {
		l.subAt = next(subtitleAdvance, belowTitle)
	}
	if n := len(l.rows); n > 0 {
		l.legendAt = next(legendAdvance, belowLegend)
		at += (n - 1) * legendRow
	}
	if l.yLabel {
		next(yLabelAdvance, belowYLabel)
	}
	if l.top = at + below; at == 0 {
		l.top = l.pad(theme.PadTop)
	}
	switch {
	case l.second:
		l.bottom = secondBaseline + belowBaseline
	case l.xTicks:
		l.bottom = tickBaseline + belowBaseline
	default:
		l.bottom = l.pad(padBottom)
	}
}

func (l *fitted) pad(px int) int {
	if l.snug {
		return padSnug
	}
	return px
}

// measure finds the widest labels at the left and at the right.
func (l *fitted) measure() {
	height := float64(max(0, l.h-l.top-l.bottom))
	l.leftLabels, l.barLabels = 0, 0
	if l.yTicks {
		l.leftLabels = min(l.widest(l.p.Y.vertical(height)), l.w*2/5)
	}
	if b := l.p.ColorBar; l.bar {
		l.barLabels = l.widest(b.axis().vertical(height))
	}
}

func (l *fitted) widest(of []ticks.Tick) int {
	width := 0.0
	for _, t := range of {
		width = max(width, theme.Measure(t.Label, theme.LabelSize, theme.Regular))
	}
	return int(math.Ceil(width))
}

// left is the inset for labels that are so wide.
func (l *fitted) left(labels int) int {
	if labels == 0 {
		return l.pad(theme.PadLeft)
	}
	return l.pad(theme.PadLeft) + labels + theme.LabelGap
}

func (l *fitted) right(labels int) int {
	if !l.bar {
		return l.pad(theme.PadRight)
	}
	if labels == 0 {
		return theme.ColorBarGap + theme.ColorBarWidth + l.pad(theme.PadRight)
	}
	return theme.ColorBarGap + theme.ColorBarWidth + barLabelGap + labels + barPad
}

func (l *fitted) insets(m *Memory) Insets {
	left, bar := l.leftLabels, l.barLabels
	if m != nil {
		m.resized(l.w, l.h)
		left, bar = m.left.hold(left), m.right.hold(bar)
	}
	return Insets{Left: l.left(left), Right: l.right(bar), Top: l.top, Bottom: l.bottom}
}

// place puts the furniture at its place on the canvas and chooses the ticks for the room
// that there really is.
func (l *fitted) place(outer Rect, in Insets) {
	l.outer, l.area = outer, outer.Inset(in)
	if l.area.Empty() {
		return
	}
	width, height := float64(l.area.W), float64(l.area.H)
	if !l.p.NoAxes {
		l.ticksX, l.ticksY = l.p.X.horizontal(width), l.p.Y.vertical(height)
	}
	if b := l.p.ColorBar; l.bar {
		l.ticksC = b.axis().vertical(height)
	}
}
