package guides

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

const (
	keyGap        = 6  // between a swatch and its label
	itemGap       = 16 // between entries
	maxItemWidth  = 220
	keySquareSide = 11
	keyLineWidth  = 16
	keyDotRadius  = 4
)

// entry is one laid-out entry of the legend.
type legendItem struct {
	Entry
	x, keyWidth int  // where it begins, and the width of its swatch
	overflow    bool // it only counts those that do not fit
}

func (s Shape) keyWidth() int {
	switch s {
	case Line:
		return keyLineWidth
	case Dot:
		return 2 * keyDotRadius
	}
	return keySquareSide
}

// wrap lays the legend out in rows. It takes at most a third of the height; the last entry
// then says how many are missing.
func (l *panelLayout) layoutLegend() [][]legendItem {
	if len(l.panel.Legend) == 0 {
		return nil
	}
	room := l.width - theme.PadLeft - theme.PadRight
	most := max(1, l.height/3/legendRowHeight)
	rows, x := [][]legendItem{nil}, 0
	for i, e := range l.panel.Legend {
		at := legendItem{Entry: e, x: x, keyWidth: e.Shape.keyWidth()}
		at.Label = truncate(e.Label, float64(min(maxItemWidth, room-at.keyWidth-keyGap)), theme.LabelSize, theme.Regular)
		if at.Label == "" && e.Label != "" {
			return nil // not even room for an ellipsis
		}
		if at.right() > room && x > 0 {
			if len(rows) == most {
				rows[most-1] = withOverflowCount(rows[most-1], len(l.panel.Legend)-i, room)
				break
			}
			rows, at.x = append(rows, nil), 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], at)
		x = at.right() + itemGap
	}
	return rows
}

func (e legendItem) right() int {
	if e.overflow {
		return e.x + int(math.Ceil(labelWidth(e.Label)))
	}
	return e.x + e.keyWidth + keyGap + int(math.Ceil(labelWidth(e.Label)))
}

// counted ends a row with the number of entries that are missing, which takes the place of
// others if need be.
func withOverflowCount(row []legendItem, missing, room int) []legendItem {
	for {
		e := legendItem{Entry: Entry{Label: fmt.Sprintf("+%d more", missing)}, overflow: true}
		if n := len(row); n > 0 {
			e.x = row[n-1].right() + itemGap
		}
		if len(row) == 0 {
			e.Label = truncate(e.Label, float64(room), theme.LabelSize, theme.Regular)
			return append(row, e)
		}
		if e.right() <= room {
			return append(row, e)
		}
		row, missing = row[:len(row)-1], missing+1
	}
}

// legend draws the rows of the legend.
func (l *panelLayout) drawLegend(c *Canvas) {
	for i, row := range l.legendRows {
		baseline := l.outer.Y + l.legendY + i*legendRowHeight
		for _, e := range row {
			x := l.outer.X + theme.PadLeft + e.x
			if e.overflow {
				c.Text(float64(x), float64(baseline), e.Label, l.mutedStyle(), Left)
				continue
			}
			e.drawKey(c, x, baseline)
			c.Text(float64(x+e.keyWidth+keyGap), float64(baseline), e.Label, l.labelStyle(), Left)
		}
	}
}

// draw draws the swatch, centred on the height of capitals.
func (e legendItem) drawKey(c *Canvas, x, baseline int) {
	if e.Color == nil {
		return
	}
	switch e.Shape {
	case Line:
		c.Fill(Rect{x, baseline - 6, keyLineWidth, 3}, e.Color)
	case Dot:
		c.Dot(float64(x)+keyDotRadius, float64(baseline)-capHeight/2.0, keyDotRadius, e.Color)
	default:
		c.Fill(Rect{x, baseline - capHeight/2 - (keySquareSide+1)/2, keySquareSide, keySquareSide}, e.Color)
	}
}
