package guides

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

const (
	swatchGap  = 6  // between a swatch and its label
	entryGap   = 16 // between entries
	entryWidth = 220
	squareSide = 11
	lineWidth  = 16
	dotRadius  = 4
)

// entry is one laid-out entry of the legend.
type entry struct {
	Entry
	x, swatch int  // where it begins, and the width of its swatch
	more      bool // it only counts those that do not fit
}

func (s Shape) width() int {
	switch s {
	case Line:
		return lineWidth
	case Dot:
		return 2 * dotRadius
	}
	return squareSide
}

// wrap lays the legend out in rows. It takes at most a third of the height; the last entry
// then says how many are missing.
func (l *fitted) wrap() [][]entry {
	if len(l.p.Legend) == 0 {
		return nil
	}
	room := l.w - theme.PadLeft - theme.PadRight
	most := max(1, l.h/3/legendRow)
	rows, x := [][]entry{nil}, 0
	for i, e := range l.p.Legend {
		at := entry{Entry: e, x: x, swatch: e.Shape.width()}
		at.Label = cut(e.Label, float64(min(entryWidth, room-at.swatch-swatchGap)), theme.LabelSize, theme.Regular)
		if at.Label == "" && e.Label != "" {
			return nil // not even room for an ellipsis
		}
		if at.end() > room && x > 0 {
			if len(rows) == most {
				rows[most-1] = counted(rows[most-1], len(l.p.Legend)-i, room)
				break
			}
			rows, at.x = append(rows, nil), 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], at)
		x = at.end() + entryGap
	}
	return rows
}

func (e entry) end() int {
	if e.more {
		return e.x + int(math.Ceil(labelWidth(e.Label)))
	}
	return e.x + e.swatch + swatchGap + int(math.Ceil(labelWidth(e.Label)))
}

// counted ends a row with the number of entries that are missing, which takes the place of
// others if need be.
func counted(row []entry, missing, room int) []entry {
	for {
		e := entry{Entry: Entry{Label: fmt.Sprintf("+%d more", missing)}, more: true}
		if n := len(row); n > 0 {
			e.x = row[n-1].end() + entryGap
		}
		if len(row) == 0 {
			e.Label = cut(e.Label, float64(room), theme.LabelSize, theme.Regular)
			return append(row, e)
		}
		if e.end() <= room {
			return append(row, e)
		}
		row, missing = row[:len(row)-1], missing+1
	}
}

// legend draws the rows of the legend.
func (l *fitted) legend(c *Canvas) {
	for i, row := range l.rows {
		baseline := l.outer.Y + l.legendAt + i*legendRow
		for _, e := range row {
			x := l.outer.X + theme.PadLeft + e.x
			if e.more {
				c.Text(float64(x), float64(baseline), e.Label, l.muted(), Left)
				continue
			}
			e.draw(c, x, baseline)
			c.Text(float64(x+e.swatch+swatchGap), float64(baseline), e.Label, l.label(), Left)
		}
	}
}

// draw draws the swatch, centred on the height of capitals.
func (e entry) draw(c *Canvas, x, baseline int) {
	if e.Color == nil {
		return
	}
	switch e.Shape {
	case Line:
		c.Fill(Rect{x, baseline - 6, lineWidth, 3}, e.Color)
	case Dot:
		c.Dot(float64(x)+dotRadius, float64(baseline)-capHeight/2.0, dotRadius, e.Color)
	default:
		c.Fill(Rect{x, baseline - capHeight/2 - (squareSide+1)/2, squareSide, squareSide}, e.Color)
	}
}
