package guides

import (
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

// Measures of a table, in px.
const (
	headerBaseline       = 26 // from the table's top, without a title
	titledHeaderBaseline = 59 // from the table's top, with a title
	headerRuleGap        = 9  // from the header's baseline to the line below it
	cellBaseline         = 16 // from the top of a row
	tableRightPadding    = 16
)

// Table is a table of texts. A row may be shorter or longer than Columns: missing cells are empty, and surplus cells
// are not drawn.
type Table struct {
	Title      string
	Columns    []string // the header
	Rows       [][]string
	More       int          // the number of rows after Rows that the caller has left out because they cannot fit
	AlignRight []bool       // by column: true aligns right (numbers), false and missing entries align left
	Theme      *theme.Theme // nil: theme.Light
}

// Draw draws as many rows and columns as fit into outer. A cell that is too long is truncated with an ellipsis. If some
// rows do not fit, the last line shows their number.
func (t *Table) Draw(c *Canvas, outer Rect) {
	l := tableLayout{table: t, theme: t.Theme, outer: outer}
	if l.theme == nil {
		l.theme = theme.Light
	}
	l.draw(c)
}

// tableLayout is a table with the positions of its columns.
type tableLayout struct {
	table   *Table
	theme   *theme.Theme
	outer   Rect
	columns []columnSpan
}

// draw draws the title, the header, the rows that fit, and the number of the rows that do not fit.
func (l *tableLayout) draw(c *Canvas) {
	x, w := l.outer.X+theme.PadLeft, l.outer.W-theme.PadLeft-tableRightPadding
	if w <= 0 || l.outer.H < headerBaseline+lastBaselinePadding {
		return
	}
	y := l.outer.Y + headerBaseline
	if l.table.Title != "" {
		s := TextStyle{theme.TitleSize, theme.Medium, l.theme.Title}
		c.Text(float64(x), float64(l.outer.Y+titleBaseline), s.truncate(l.table.Title, float64(w)), s, Left)
		y = l.outer.Y + titledHeaderBaseline
	}
	shown := l.visibleRows(y + headerRuleGap + 1)
	l.columns = l.layoutColumns(x, w, shown)
	if len(l.columns) == 0 || y+headerRuleGap >= l.outer.bottom() {
		return
	}
	l.drawRow(c, l.table.Columns, y, TextStyle{theme.LabelSize, theme.Medium, l.theme.Muted})
	y += headerRuleGap
	c.Fill(Rect{x, y, w, 1}, l.theme.Axis)
	cell := TextStyle{theme.TableSize, theme.Regular, l.theme.Title}
	for _, row := range l.table.Rows[:shown] {
		l.drawRow(c, row, y+cellBaseline+1, cell)
		y += theme.RowHeight
		c.Fill(Rect{x, y, w, 1}, l.theme.Grid)
	}
	if n := len(l.table.Rows) + l.table.More - shown; n > 0 && y+cellBaseline+4 < l.outer.bottom() {
		s := TextStyle{theme.LabelSize, theme.Regular, l.theme.Muted}
		c.Text(float64(x), float64(y+cellBaseline+1), s.truncate(moreRowsText(n), float64(w)), s, Left)
	}
}

// visibleRows returns the number of rows that fit below top. If some rows do not fit, one line is reserved for their
// number.
func (l *tableLayout) visibleRows(top int) int {
	lines := max(0, l.outer.bottom()-top) / theme.RowHeight
	if len(l.table.Rows)+l.table.More <= lines {
		return len(l.table.Rows)
	}
	return min(len(l.table.Rows), max(0, lines-1))
}

// drawRow draws the texts of one row or of the header.
func (l *tableLayout) drawRow(c *Canvas, texts []string, baseline int, s TextStyle) {
	for i, column := range l.columns {
		if i >= len(texts) {
			return
		}
		text := s.truncate(texts[i], float64(column.width))
		if l.alignsRight(i) {
			c.Text(float64(column.x+column.width), float64(baseline), text, s, Right)
		} else {
			c.Text(float64(column.x), float64(baseline), text, s, Left)
		}
	}
}

func (l *tableLayout) alignsRight(column int) bool {
	return column < len(l.table.AlignRight) && l.table.AlignRight[column]
}

// moreRowsText returns the text for n rows that are not shown.
func moreRowsText(n int) string {
	if n == 1 {
		return "1 more row"
	}
	return groupThousands(n) + " more rows"
}

// groupThousands formats a count with thin spaces as thousands separators.
func groupThousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u2009" + s[i:]
	}
	return s
}
