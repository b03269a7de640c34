package guides

import (
	"iter"
	"math"

	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// drawBackground fills the data area if the panel sets a background for it.
func (l *panelLayout) drawBackground(c *Canvas) {
	if l.panel.Background != nil {
		c.Fill(l.dataArea, l.panel.Background)
	}
}

// drawGrid draws the grid lines across the data area, one for each tick.
func (l *panelLayout) drawGrid(c *Canvas) {
	if l.panel.NoAxes {
		return
	}
	color := l.theme.GridColor(l.panel.Background)
	if l.panel.GridX {
		for _, t := range labelled(l.xTicks) {
			c.Fill(Rect{l.pixelColumn(l.panel.X.position(t.Value, l.dataArea.W)), l.dataArea.Y, 1, l.dataArea.H}, color)
		}
	}
	if l.panel.GridY {
		for _, t := range labelled(l.yTicks) {
			c.Fill(Rect{l.dataArea.X, l.pixelRow(l.panel.Y.position(t.Value, l.dataArea.H)), l.dataArea.W, 1}, color)
		}
	}
}

// labelled yields the ticks that are not minor.
func labelled(all []ticks.Tick) iter.Seq2[int, ticks.Tick] {
	return func(yield func(int, ticks.Tick) bool) {
		for i, t := range all {
			if !t.Minor && !yield(i, t) {
				return
			}
		}
	}
}

// pixelColumn returns the pixel column of a vertical line that is x px right of the data area's left edge. It is never
// right of the data area.
func (l *panelLayout) pixelColumn(x float64) int {
	return l.dataArea.X + min(int(math.Floor(x)), l.dataArea.W-1)
}

// pixelRow returns the pixel row of a horizontal line that is y px above the data area's lower edge. If y is 0, it is
// the row of the x axis.
func (l *panelLayout) pixelRow(y float64) int {
	return int(math.Floor(float64(l.dataArea.bottom()) - y))
}
