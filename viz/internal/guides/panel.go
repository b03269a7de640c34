package guides

import (
	"image/color"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// Scale is what the numbers of an axis mean.
type Scale uint8

const (
	Number   Scale = iota
	Time           // ns since the Unix epoch, shown in UTC
	Category       // category i is at i
)

// Axis is one axis of a panel. Where Lo or Hi is not finite there is nothing to put ticks at.
type Axis struct {
	Label      string
	Lo, Hi     float64
	Scale      Scale
	Categories []string
}

// Shape is the mark in front of a legend's label.
type Shape uint8

const (
	Line Shape = iota
	Dot
	Square
)

// Entry is one entry of a legend.
type Entry struct {
	Label string
	Color color.Color
	Shape Shape
}

// ColorBar explains colours that stand for values: Colors[0] is Lo, the last one Hi.
type ColorBar struct {
	Label  string
	Scale  Scale // Number or Time
	Lo, Hi float64
	Colors []color.RGBA
}

// Panel is what stands round one data area: title, subtitle and legend flush left above
// it, the y label above its axis, the x label below at the right, a colour bar at the
// right. The data is drawn between Under and Over.
//
// What does not fit is cut with an ellipsis or left out, the least important first, so
// that data keeps some room in the smallest picture.
type Panel struct {
	Title, Subtitle string
	X, Y            Axis
	Legend          []Entry
	ColorBar        *ColorBar
	GridX, GridY    bool        // lines across the data at the ticks of x, of y
	Background      color.Color // of the data area; nil: none but what is there
	NoAxes          bool        // only title, subtitle, legend and colour bar
	Theme           *theme.Theme
}

// Insets returns the room that the furniture of a panel of w by h px needs. The caller may
// enlarge it to align neighbours. m makes margins hold still from frame to frame; nil for
// a single picture.
func (p *Panel) Insets(w, h int, m *Memory) Insets {
	return p.layout(w, h).margins(m)
}

// Under draws what lies behind the data: the data area's background and the grid. outer is
// the panel's place on the canvas, whose background the caller has painted.
func (p *Panel) Under(c *Canvas, outer Rect, in Insets) {
	l := p.layout(outer.W, outer.H)
	l.place(outer, in)
	if !l.dataArea.Empty() {
		l.drawBackground(c)
		l.drawGrid(c)
	}
}

// Over draws what lies before and around the data: axis, ticks and labels, title,
// subtitle, legend and colour bar.
func (p *Panel) Over(c *Canvas, outer Rect, in Insets) {
	l := p.layout(outer.W, outer.H)
	l.place(outer, in)
	l.drawTitles(c)
	l.drawLegend(c)
	if !l.dataArea.Empty() {
		l.drawColorBar(c)
		l.drawXAxis(c)
		l.drawYAxis(c)
	}
}

func (p *Panel) theme() *theme.Theme {
	if p.Theme == nil {
		return theme.Light
	}
	return p.Theme
}
