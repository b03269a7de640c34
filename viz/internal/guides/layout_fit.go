package guides

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// Measures of a panel, in px.
const (
	bottomPadding  = theme.PadTop
	compactPadding = 2 // on all sides of the smallest panels
	turnedLabelGap = 7 // between the x axis and turned names
	edgePadding    = 8 // between a tick label of the x axis and the edge of the picture

	// Distances to a baseline from the baseline of the text above it. The first baseline is titleBaseline below the top.
	titleBaseline   = 26
	subtitleAdvance = 19
	legendAdvance   = 22
	yLabelAdvance   = 23

	// Distances from the last baseline above the data area to the data area.
	titleGap  = 20
	legendGap = 16
	yLabelGap = 18 // leaves space between the label and a tick label at the upper end of the axis

	// Distances from the data area down to a baseline, and from the last baseline to the lower edge of the panel.
	tickLabelBaseline   = 18
	secondLineBaseline  = 34
	lastBaselinePadding = 12

	minDataWidth, minDataHeight = 48, 32 // if the data area is smaller, guides are left out
)

// panelLayout holds which guides of a panel fit into its size, and their positions.
type panelLayout struct {
	panel         *Panel
	theme         *theme.Theme
	width, height int

	showTitle, showSubtitle, showYLabel  bool
	showSecondLine                       bool // below the x axis: dates, and the axis' label
	showXTicks, showYTicks, showColorBar bool
	legendRows                           [][]legendItem // nil: no legend
	compact                              bool           // padding is compactPadding

	topMargin, bottomMargin       int
	titleY, subtitleY, legendY    int // baselines, measured from the panel's top; legendY is that of the first row
	turnedLabels                  int // the length of the turned names below the x axis, in px; 0: names are horizontal
	leftLabelWidth, barLabelWidth int // the width of the widest tick label of the y axis and of the colour bar

	// Set by place, from the margins that the caller chose:
	outer, dataArea          Rect
	xTicks, yTicks, barTicks []ticks.Tick
}

// layout determines which guides fit into a panel of this size. It leaves out guides one by one, until the data area
// has its minimum size or there is no guide that can be left out.
func (p *Panel) layout(width, height int) *panelLayout {
	l := &panelLayout{panel: p, theme: p.theme(), width: width, height: height,
		showTitle: p.Title != "", showSubtitle: p.Subtitle != "",
		showColorBar: p.ColorBar != nil && len(p.ColorBar.Colors) > 0,
		showXTicks:   !p.NoAxes, showYTicks: !p.NoAxes,
		showSecondLine: !p.NoAxes && (p.X.Scale == Time || p.X.Label != ""),
	}
	l.showYLabel = !p.NoAxes && p.Y.Label != "" || l.showColorBar && p.ColorBar.Label != ""
	l.legendRows = l.layoutLegend()
	l.placeBaselines()
	for height-l.topMargin-l.bottomMargin < minDataHeight && l.dropForHeight() {
		l.placeBaselines()
	}
	l.measureTickLabels()
	if l.turnLabels(); l.turnedLabels > 0 {
		l.placeBaselines()
		for height-l.topMargin-l.bottomMargin < minDataHeight && l.dropForHeight() {
			l.placeBaselines()
		}
		l.measureTickLabels()
	}
	for width-l.leftMargin(l.leftLabelWidth)-l.rightMargin(l.barLabelWidth) < minDataWidth && l.dropForWidth() {
		l.measureTickLabels()
	}
	return l
}

// dropForHeight leaves out the least important guide that needs height. It returns false if there is none.
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
	case l.turnedLabels > 0:
		l.turnedLabels = 0
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

// dropForWidth leaves out the least important guide that needs width. It returns false if there is none.
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

// placeBaselines computes the baselines above the data area and the margins above and below it.
func (l *panelLayout) placeBaselines() {
	baseline, gap := 0, 0 // the baseline of the last text, and the distance from it to the data area
	next := func(advance, gapBelow int) int {
		if baseline == 0 {
			advance = titleBaseline
		}
		baseline, gap = baseline+advance, gapBelow
		return baseline
	}
	if l.showTitle {
		l.titleY = next(titleBaseline, titleGap)
	}
	if l.showSubtitle {
		l.subtitleY = next(subtitleAdvance, titleGap)
	}
	if n := len(l.legendRows); n > 0 {
		l.legendY = next(legendAdvance, legendGap)
		baseline += (n - 1) * legendRowHeight
	}
	if l.showYLabel {
		next(yLabelAdvance, yLabelGap)
	}
	if l.topMargin = baseline + gap; baseline == 0 {
		l.topMargin = l.padding(theme.PadTop)
	}
	switch {
	case l.showSecondLine:
		l.bottomMargin = l.xLabelBaseline() + lastBaselinePadding
	case l.turnedLabels > 0:
		l.bottomMargin = turnedLabelGap + l.turnedLabels + lastBaselinePadding
	case l.showXTicks:
		l.bottomMargin = tickLabelBaseline + lastBaselinePadding
	default:
		l.bottomMargin = l.padding(bottomPadding)
	}
}

// turnLabels decides whether the names of categories below the x axis are turned.
func (l *panelLayout) turnLabels() {
	x := l.panel.X
	if !l.showXTicks || x.Scale != Category || x.Ticks != nil {
		return
	}
	width := float64(l.width - l.leftMargin(l.leftLabelWidth) - l.rightMargin(l.barLabelWidth))
	if size := x.categorySize(width); size > 0 {
		l.turnedLabels = x.chooseNaming(size, min(maxTurnedLength, float64(l.height)/3)).turned
	}
}

// xLabelBaseline returns the distance from the data area down to the baseline of the x axis' label.
func (l *panelLayout) xLabelBaseline() int {
	if l.turnedLabels > 0 {
		return turnedLabelGap + l.turnedLabels + secondLineBaseline - tickLabelBaseline
	}
	return secondLineBaseline
}

// padding returns px, or compactPadding if the layout is compact.
func (l *panelLayout) padding(px int) int {
	if l.compact {
		return compactPadding
	}
	return px
}

// measureTickLabels measures the widest label of the y axis and of the colour bar. The labels of the y axis get at most
// two fifths of the panel's width.
func (l *panelLayout) measureTickLabels() {
	height := float64(max(0, l.height-l.topMargin-l.bottomMargin))
	l.leftLabelWidth, l.barLabelWidth = 0, 0
	if l.showYTicks {
		l.leftLabelWidth = min(widestLabel(l.panel.Y.verticalTicks(height)), l.width*2/5)
	}
	if b := l.panel.ColorBar; l.showColorBar {
		l.barLabelWidth = widestLabel(b.axis().verticalTicks(height))
	}
}

// widestLabel returns the width of the widest label of a vertical axis in whole px.
func widestLabel(all []ticks.Tick) int {
	width := 0.0
	for _, t := range all {
		width = max(width, labelWidth(t.Label), labelWidth(t.SecondLine))
	}
	return int(math.Ceil(width))
}

// leftMargin returns the left margin if the widest label of the y axis has labelWidth px. 0 means that there are no
// labels.
func (l *panelLayout) leftMargin(labelWidth int) int {
	if labelWidth == 0 {
		return l.padding(theme.PadLeft)
	}
	return l.padding(theme.PadLeft) + labelWidth + theme.LabelGap
}

// rightMargin returns the right margin if the widest label of the colour bar has labelWidth px. 0 means that there are
// no labels.
func (l *panelLayout) rightMargin(labelWidth int) int {
	if !l.showColorBar {
		return l.padding(theme.PadRight)
	}
	if labelWidth == 0 {
		return theme.ColorBarGap + theme.ColorBarWidth + l.padding(theme.PadRight)
	}
	return theme.ColorBarGap + theme.ColorBarWidth + barLabelGap + labelWidth + barPadding
}

// margins returns the margins of this layout. If state is not nil, it keeps the left and right margins constant from
// frame to frame.
func (l *panelLayout) margins(state *MarginState) Margins {
	left, bar := l.leftLabelWidth, l.barLabelWidth
	if state != nil {
		state.resetOnResize(l.width, l.height)
		left, bar = state.left.update(left), state.right.update(bar)
	}
	return Margins{Left: l.leftMargin(left), Right: l.rightMargin(bar), Top: l.topMargin, Bottom: l.bottomMargin}
}

// place sets the panel's rectangle on the canvas and its margins, and chooses the ticks for the resulting data area. The
// margins can be wider than those of this layout, so the ticks can differ from those that were measured.
func (l *panelLayout) place(outer Rect, margins Margins) {
	l.outer, l.dataArea = outer, outer.Inset(margins)
	if l.dataArea.Empty() {
		return
	}
	width, height := float64(l.dataArea.W), float64(l.dataArea.H)
	if !l.panel.NoAxes {
		l.xTicks, l.yTicks = l.panel.X.horizontalTicks(width, l.turnedLabels), l.panel.Y.verticalTicks(height)
	}
	if b := l.panel.ColorBar; l.showColorBar {
		l.barTicks = b.axis().verticalTicks(height)
	}
}
