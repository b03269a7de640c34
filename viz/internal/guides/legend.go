package guides

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// Measures of a legend, in px.
const (
	legendRowHeight = 18
	keyGap          = 6  // between a key and its label
	itemGap         = 16 // between two items of a row
	maxLabelWidth   = 220
	keySquareSide   = 11
	keyLineWidth    = 16
	keyDotRadius    = 4
)

// legendItem is one entry of a legend with its position.
type legendItem struct {
	LegendEntry
	x, keyWidth int  // the distance from the row's left end and the key's width, in px
	overflow    bool // the item is not an entry: its label counts the entries that do not fit
}

// keyWidth returns the width of a key in px.
func (k LegendKey) keyWidth() int {
	switch k {
	case LineKey:
		return keyLineWidth
	case DotKey:
		return 2 * keyDotRadius
	}
	return keySquareSide
}

// layoutLegend arranges the entries in rows. The rows take at most a third of the panel's height. If some entries do
// not fit, the last item shows their number.
func (l *panelLayout) layoutLegend() [][]legendItem {
	if len(l.panel.Legend) == 0 {
		return nil
	}
	width := l.width - theme.PadLeft - theme.PadRight
	maxRows := max(1, l.height/3/legendRowHeight)
	rows, x := [][]legendItem{nil}, 0
	for i, e := range l.panel.Legend {
		item := legendItem{LegendEntry: e, x: x, keyWidth: e.Key.keyWidth()}
		labelRoom := min(maxLabelWidth, width-item.keyWidth-keyGap)
		item.Label = truncate(e.Label, float64(labelRoom), theme.LabelSize, theme.Regular)
		if item.Label == "" && e.Label != "" {
			return nil // not even an ellipsis fits
		}
		if item.right() > width && x > 0 {
			if len(rows) == maxRows {
				rows[maxRows-1] = withOverflowCount(rows[maxRows-1], len(l.panel.Legend)-i, width)
				break
			}
			rows, item.x = append(rows, nil), 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], item)
		x = item.right() + itemGap
	}
	return rows
}

// right returns the position of the item's right end, in px from the row's left end.
func (item legendItem) right() int {
	if item.overflow {
		return item.x + int(math.Ceil(labelWidth(item.Label)))
	}
	return item.x + item.keyWidth + keyGap + int(math.Ceil(labelWidth(item.Label)))
}

// withOverflowCount appends an item that shows the number of missing entries. If the row has too little space for it,
// it removes items from the end of the row, which then count as missing.
func withOverflowCount(row []legendItem, missing, width int) []legendItem {
	for {
		item := legendItem{LegendEntry: LegendEntry{Label: fmt.Sprintf("+%d more", missing)}, overflow: true}
		if n := len(row); n > 0 {
			item.x = row[n-1].right() + itemGap
		}
		if len(row) == 0 {
			item.Label = truncate(item.Label, float64(width), theme.LabelSize, theme.Regular)
			return append(row, item)
		}
		if item.right() <= width {
			return append(row, item)
		}
		row, missing = row[:len(row)-1], missing+1
	}
}

// drawLegend draws the rows of the legend.
func (l *panelLayout) drawLegend(c *Canvas) {
	for i, row := range l.legendRows {
		baseline := l.outer.Y + l.legendY + i*legendRowHeight
		for _, item := range row {
			x := l.outer.X + theme.PadLeft + item.x
			if item.overflow {
				c.Text(float64(x), float64(baseline), item.Label, l.mutedStyle(), Left)
				continue
			}
			item.drawKey(c, x, baseline)
			c.Text(float64(x+item.keyWidth+keyGap), float64(baseline), item.Label, l.labelStyle(), Left)
		}
	}
}

// drawKey draws the key. Its centre is at half the height of capitals.
func (item legendItem) drawKey(c *Canvas, x, baseline int) {
	if item.Color == nil {
		return
	}
	switch item.Key {
	case LineKey:
		c.Fill(Rect{x, baseline - 6, keyLineWidth, 3}, item.Color)
	case DotKey:
		c.Dot(float64(x)+keyDotRadius, float64(baseline)-capHeight/2.0, keyDotRadius, item.Color)
	default:
		c.Fill(Rect{x, baseline - capHeight/2 - (keySquareSide+1)/2, keySquareSide, keySquareSide}, item.Color)
	}
}
