package guides

import "math"

// background fills the data area, if it has a background of its own.
func (l *fitted) background(c *Canvas) {
	if l.p.Background != nil {
		c.Fill(l.area, l.p.Background)
	}
}

// grid draws the lines across the data.
func (l *fitted) grid(c *Canvas) {
	if l.p.NoAxes {
		return
	}
	col := l.t.GridOn(l.p.Background)
	if l.p.GridX {
		for _, t := range l.ticksX {
			c.Fill(Rect{l.column(l.p.X.along(t.At, l.area.W)), l.area.Y, 1, l.area.H}, col)
		}
	}
	if l.p.GridY {
		for _, t := range l.ticksY {
			c.Fill(Rect{l.area.X, l.row(l.p.Y.along(t.At, l.area.H)), l.area.W, 1}, col)
		}
	}
}

// column is the column of px for a line that many px from the left of the data area.
func (l *fitted) column(at float64) int {
	return l.area.X + min(int(math.Floor(at)), l.area.W-1)
}

// row is the row of px for a line that many px above the lower end; that of 0 is the
// axis's own.
func (l *fitted) row(at float64) int { return int(math.Floor(float64(l.area.bottom()) - at)) }
