package guides

import "math"

// background fills the data area, if it has a background of its own.
func (l *panelLayout) drawBackground(c *Canvas) {
	if l.panel.Background != nil {
		c.Fill(l.dataArea, l.panel.Background)
	}
}

// grid draws the lines across the data.
func (l *panelLayout) drawGrid(c *Canvas) {
	if l.panel.NoAxes {
		return
	}
	col := l.theme.GridColor(l.panel.Background)
	if l.panel.GridX {
		for _, t := range l.xTicks {
			c.Fill(Rect{l.pixelColumn(l.panel.X.position(t.Value, l.dataArea.W)), l.dataArea.Y, 1, l.dataArea.H}, col)
		}
	}
	if l.panel.GridY {
		for _, t := range l.yTicks {
			c.Fill(Rect{l.dataArea.X, l.pixelRow(l.panel.Y.position(t.Value, l.dataArea.H)), l.dataArea.W, 1}, col)
		}
	}
}

// column is the column of px for a line that many px from the left of the data area.
func (l *panelLayout) pixelColumn(at float64) int {
	return l.dataArea.X + min(int(math.Floor(at)), l.dataArea.W-1)
}

// row is the row of px for a line that many px above the lower end; that of 0 is the
// axis's own.
func (l *panelLayout) pixelRow(at float64) int {
	return int(math.Floor(float64(l.dataArea.bottom()) - at))
}
