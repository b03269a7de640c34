package guides

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// Measures in px. Baselines are counted from the one above.
const (
	bottomPadding  = theme.PadTop
	compactPadding = 2 // all round, in the smallest pictures

	titleBaseline       = 26 // from the top
	subtitleAdvance     = 19
	legendAdvance       = 22
	legendRowHeight     = 18
	yLabelAdvance       = 23
	titleGap            = 20 // to the data area
	legendGap           = 16
	yLabelGap           = 18 // leaves air between the label and a tick label at the very top
	tickLabelBaseline   = 18 // from the data area
	secondLineBaseline  = 34
	lastBaselinePadding = 12 // from the last baseline to the lower edge
	barTickLength       = 3
	barLabelGap         = 7 // between the bar and its labels
	barPadding          = 4 // least between these and the right edge

	minDataWidth, minDataHeight = 48, 32 // of the data area, before furniture gives way
	yTickSpacing, xTickSpacing  = 52, 90
)

// fitted is a panel's furniture, with what fits into w by h px.
type panelLayout struct {
	panel         *Panel
	theme         *theme.Theme
	width, height int

	showTitle, showSubtitle, showYLabel, showSecondLine, showXTicks, showYTicks, showColorBar, compact bool
	legendRows                                                                                         [][]legendItem // of the legend

	topMargin, bottomMargin       int
	titleY, subtitleY             int // baselines, from the top
	legendY                       int
	leftLabelWidth, barLabelWidth int // width of the widest
	outer, dataArea               Rect
	xTicks, yTicks, barTicks      []ticks.Tick
}

func (p *Panel) layout(w, h int) *panelLayout {
	l := &panelLayout{panel: p, theme: p.theme(), width: w, height: h,
		showTitle: p.Title != "", showSubtitle: p.Subtitle != "", showColorBar: p.ColorBar != nil && len(p.ColorBar.Colors) > 0,
		showXTicks: !p.NoAxes, showYTicks: !p.NoAxes,
		showSecondLine: !p.NoAxes && (p.X.Scale == Time || p.X.Label != ""),
	}
	l.showYLabel = !p.NoAxes && p.Y.Label != "" || l.showColorBar && p.ColorBar.Label != ""
	l.legendRows = l.layoutLegend()
	for l.placeBaselines(); h-l.topMargin-l.bottomMargin < minDataHeight && l.dropForHeight(); {
		l.placeBaselines()
	}
	for l.measureTickLabels(); w-l.leftMargin(l.leftLabelWidth)-l.rightMargin(l.barLabelWidth) < minDataWidth && l.dropForWidth(); {
		l.measureTickLabels()
	}
	return l
}

// shorter gives up the least important part that takes height, if there is one left.
func (l *panelLayout) dropForHeight() bool {
	switch {
	case l.showSubtitle:
		l.showSubtitle = false
	case l.legendRows != nil:
		l.legendRows = nil
	case l.showSecondLine:
		l.showSecondLine = false
	case l.showYLabel:
		l.showYLabel = false
	case l.showXTicks:
		l.showXTicks = false
	case !l.compact:
		l.compact = true
	case l.showTitle:
		l.showTitle = false
	default:
		return false
	}
	return true
}

// narrower gives up the least important part that takes width.
func (l *panelLayout) dropForWidth() bool {
	switch {
	case l.showColorBar:
		l.showColorBar = false
	case l.showYTicks:
		l.showYTicks = false
	case !l.compact:
		l.compact = true
		l.placeBaselines()
	default:
		return false
	}
	return true
}

// stack places the baselines above the data area and sums up the heights.
func (l *panelLayout) placeBaselines() {
	at, below := 0, 0 // the last baseline, and the room below it
	next := func(advance, room int) int {
		if at == 0 {
			advance = titleBaseline
		}
		at, below = at+advance, room
		return at
	}
	if l.showTitle {
		l.titleY = next(titleBaseline, titleGap)
	}
	if l.showSubtitle {
		l.subtitleY = next(subtitleAdvance, titleGap)
	}
	if n := len(l.legendRows); n > 0 {
		l.legendY = next(legendAdvance, legendGap)
		at += (n - 1) * legendRowHeight
	}
	if l.showYLabel {
		next(yLabelAdvance, yLabelGap)
	}
	if l.topMargin = at + below; at == 0 {
		l.topMargin = l.padding(theme.PadTop)
	}
	switch {
	case l.showSecondLine:
		l.bottomMargin = secondLineBaseline + lastBaselinePadding
	case l.showXTicks:
		l.bottomMargin = tickLabelBaseline + lastBaselinePadding
	default:
		l.bottomMargin = l.padding(bottomPadding)
	}
}

func (l *panelLayout) padding(px int) int {
	if l.compact {
		return compactPadding
	}
	return px
}

// measure finds the widest labels at the left and at the right.
func (l *panelLayout) measureTickLabels() {
	height := float64(max(0, l.height-l.topMargin-l.bottomMargin))
	l.leftLabelWidth, l.barLabelWidth = 0, 0
	if l.showYTicks {
		l.leftLabelWidth = min(l.widestLabel(l.panel.Y.verticalTicks(height)), l.width*2/5)
	}
	if b := l.panel.ColorBar; l.showColorBar {
		l.barLabelWidth = l.widestLabel(b.axis().verticalTicks(height))
	}
}

func (l *panelLayout) widestLabel(of []ticks.Tick) int {
	width := 0.0
	for _, t := range of {
		width = max(width, theme.Measure(t.Label, theme.LabelSize, theme.Regular))
	}
	return int(math.Ceil(width))
}

// left is the inset for labels that are so wide.
func (l *panelLayout) leftMargin(labels int) int {
	if labels == 0 {
		return l.padding(theme.PadLeft)
	}
	return l.padding(theme.PadLeft) + labels + theme.LabelGap
}

func (l *panelLayout) rightMargin(labels int) int {
	if !l.showColorBar {
		return l.padding(theme.PadRight)
	}
	if labels == 0 {
		return theme.ColorBarGap + theme.ColorBarWidth + l.padding(theme.PadRight)
	}
	return theme.ColorBarGap + theme.ColorBarWidth + barLabelGap + labels + barPadding
}

func (l *panelLayout) margins(m *Memory) Insets {
	left, bar := l.leftLabelWidth, l.barLabelWidth
	if m != nil {
		m.resetOnResize(l.width, l.height)
		left, bar = m.left.update(left), m.right.update(bar)
	}
	return Insets{Left: l.leftMargin(left), Right: l.rightMargin(bar), Top: l.topMargin, Bottom: l.bottomMargin}
}

// place puts the furniture at its place on the canvas and chooses the ticks for the room
// that there really is.
func (l *panelLayout) place(outer Rect, in Insets) {
	l.outer, l.dataArea = outer, outer.Inset(in)
	if l.dataArea.Empty() {
		return
	}
	width, height := float64(l.dataArea.W), float64(l.dataArea.H)
	if !l.panel.NoAxes {
		l.xTicks, l.yTicks = l.panel.X.horizontalTicks(width), l.panel.Y.verticalTicks(height)
	}
	if b := l.panel.ColorBar; l.showColorBar {
		l.barTicks = b.axis().verticalTicks(height)
	}
}
