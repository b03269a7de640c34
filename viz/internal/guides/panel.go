package guides

import (
	"image/color"
	"time"

	"github.com/streamgage/streamgage/viz/internal/theme"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// Scale is the kind of the values along an axis.
type Scale uint8

// The kinds of values.
const (
	Number   Scale = iota
	Time           // ns since the Unix epoch, shown in the axis' zone
	Category       // category i is at the value i
)

// Axis describes one axis of a panel. If Lo or Hi is not finite, the axis has no ticks. If Lo is greater than Hi,
// values increase from right to left or from top to bottom.
type Axis struct {
	Label      string
	Lo, Hi     float64 // the values at the left or lower and at the right or upper end
	Scale      Scale
	Categories []string       // used only if Scale is Category
	Zone       *time.Location // of a Time axis; nil: UTC
	Origin     int64          // of a Time axis: values are ns after Origin, which is in ns since the Unix epoch
	Spacing    ticks.Scale    // of a Number axis

	// Normalize returns the position of v as a fraction of the way from lo to hi, lo < hi. nil: that of Spacing.
	Normalize func(lo, hi, v float64) float64

	// What the user has chosen:
	Ticks     []ticks.Tick         // the ticks, in any order; nil: chosen by the axis
	TickCount int                  // about the number of ticks; 0: chosen by the axis' length
	Format    func(float64) string // the label of a tick; nil: chosen by the axis. A Category axis ignores it.
}

// LegendKey is the key of a legend's entry: the mark before its label.
type LegendKey uint8

// The shapes of keys.
const (
	LineKey LegendKey = iota
	DotKey
	SquareKey
)

// LegendEntry is one entry of a legend. Without a Color it has no key.
type LegendEntry struct {
	Label string
	Color color.Color
	Key   LegendKey
}

// ColorBar is a legend for colours that represent values. The first colour represents Lo and the last one Hi. A bar
// without Colors is not drawn.
type ColorBar struct {
	Label   string
	Scale   Scale // Number or Time
	Lo, Hi  float64
	Colors  []color.RGBA
	Spacing ticks.Scale    // of numbers
	Zone    *time.Location // of times; nil: UTC
}

// Panel describes the guides of one data area. Title, subtitle and legend are above it, aligned left. The y label is
// above the y axis. The x label is below the x axis at the right. The colour bar is at the right. The caller draws the
// data between DrawBackground and DrawForeground.
//
// A guide that does not fit is truncated with an ellipsis or left out. The least important guides are left out first,
// so that even the smallest picture has some space for the data.
type Panel struct {
	Title, Subtitle string
	X, Y            Axis
	Legend          []LegendEntry
	ColorBar        *ColorBar
	GridX, GridY    bool         // draw grid lines at the ticks of x, of y
	Background      color.Color  // of the data area; nil: it is not filled
	NoAxes          bool         // draw only title, subtitle, legend and colour bar
	Theme           *theme.Theme // nil: theme.Light
}

// Margins returns the margins that the guides need in a panel of w by h px. The caller may enlarge them to align
// neighbouring panels. state keeps the margins constant from frame to frame. For a single picture it is nil.
func (p *Panel) Margins(w, h int, state *MarginState) Margins {
	return p.layout(w, h).margins(state)
}

// DrawBackground draws the guides behind the data: the data area's background and the grid. outer is the panel's
// rectangle on the canvas. The caller must have filled its background.
func (p *Panel) DrawBackground(c *Canvas, outer Rect, margins Margins) {
	l := p.layout(outer.W, outer.H)
	l.place(outer, margins)
	if !l.dataArea.Empty() {
		l.drawBackground(c)
		l.drawGrid(c)
	}
}

// DrawForeground draws the guides around the data and in front of it: axes, ticks and labels, title, subtitle, legend
// and colour bar. outer and margins must be those of DrawBackground.
func (p *Panel) DrawForeground(c *Canvas, outer Rect, margins Margins) {
	l := p.layout(outer.W, outer.H)
	l.place(outer, margins)
	l.drawTitles(c)
	l.drawLegend(c)
	if !l.dataArea.Empty() {
		l.drawColorBar(c)
		l.drawXAxis(c)
		l.drawYAxis(c)
	}
}

// theme returns the panel's theme, or theme.Light if it has none.
func (p *Panel) theme() *theme.Theme {
	if p.Theme == nil {
		return theme.Light
	}
	return p.Theme
}
