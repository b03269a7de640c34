package guides

import (
	"math"
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

const (
	titledHeaderBaseline = 59 // from the top, below a title
	headerBaseline       = 26 // without one
	headerRuleGap        = 9  // from the head's baseline to the line below it
	cellBaseline         = 16 // from the top of a row
	columnGap            = 16 // least room between columns
	minColumnWidth       = 40 // px a column is worth showing with
	columnWidthStep      = 16
	tableRightPad        = 16
)

// Table is a table of texts. AlignRight tells which columns are numbers, More how many rows
// follow that need not be given, for there is no room for them.
type Table struct {
	Title      string
	Columns    []string
	Rows       [][]string
	More       int
	AlignRight []bool
	Theme      *theme.Theme
}

// Draw draws as many rows and columns as fit into outer. Cells that are too long end with
// an ellipsis; where rows are missing the last line says how many.
func (t *Table) Draw(c *Canvas, outer Rect) {
	l := tableLayout{table: t, theme: t.Theme, outer: outer}
	if l.theme == nil {
		l.theme = theme.Light
	}
	l.draw(c)
}

// tabled is a table being drawn.
type tableLayout struct {
	table   *Table
	theme   *theme.Theme
	outer   Rect
	columns []columnSpan
}

// span is the place of a column across.
type columnSpan struct{ x, width int }

func (l *tableLayout) draw(c *Canvas) {
	x, w := l.outer.X+theme.PadLeft, l.outer.W-theme.PadLeft-tableRightPad
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

// shown is how many rows fit below top, leaving a line for the number of those that do not.
func (l *tableLayout) visibleRows(top int) int {
	room := max(0, l.outer.bottom()-top) / theme.RowHeight
	if len(l.table.Rows)+l.table.More <= room {
		return len(l.table.Rows)
	}
	return min(len(l.table.Rows), max(0, room-1))
}

func moreRowsText(n int) string {
	if n == 1 {
		return "1 more row"
	}
	return groupThousands(n) + " more rows"
}

// line writes one row of texts.
func (l *tableLayout) drawRow(c *Canvas, texts []string, baseline int, s TextStyle) {
	for i, at := range l.columns {
		if i >= len(texts) {
			return
		}
		text := s.truncate(texts[i], float64(at.width))
		if l.alignsRight(i) {
			c.Text(float64(at.x+at.width), float64(baseline), text, s, Right)
		} else {
			c.Text(float64(at.x), float64(baseline), text, s, Left)
		}
	}
}

func (l *tableLayout) alignsRight(column int) bool {
	return column < len(l.table.AlignRight) && l.table.AlignRight[column]
}

// columns shares the width out: every column gets what it needs, in steps of columnWidthStep
// so that a live table holds still, and the gaps between them are equal. Where there is
// too little the widest give way, and the last are left out where less than minColumnWidth
// would remain for each.
func (l *tableLayout) layoutColumns(x, w, shown int) []columnSpan {
	n := min(len(l.table.Columns), max(1, (w+columnGap)/(minColumnWidth+columnGap)))
	if n == 0 {
		return nil
	}
	need, ample := make([]int, n), make([]int, n)
	sum, room := 0, w-(n-1)*columnGap
	for i := range need {
		need[i] = l.contentWidth(i, shown)
		ample[i] = (need[i] + columnWidthStep - 1) / columnWidthStep * columnWidthStep
		sum += ample[i]
	}
	if sum <= room {
		return distribute(ample, x, w)
	}
	level := widthCap(need, room)
	for i := range need {
		need[i] = min(need[i], level)
	}
	return distribute(need, x, w)
}

// need is the width of the widest text of a column.
func (l *tableLayout) contentWidth(column, shown int) int {
	width := theme.Measure(l.table.Columns[column], theme.LabelSize, theme.Medium)
	for _, row := range l.table.Rows[:shown] {
		if column < len(row) {
			width = max(width, theme.Measure(row[column], theme.TableSize, theme.Regular))
		}
	}
	return int(math.Ceil(width))
}

// ceiling is the width to which the widest columns are cut for all to fit into room.
func widthCap(need []int, room int) int {
	lo, hi := 0, room
	for lo < hi {
		level, sum := (lo+hi+1)/2, 0
		for _, v := range need {
			sum += min(v, level)
		}
		if sum <= room {
			lo = level
		} else {
			hi = level - 1
		}
	}
	return lo
}

// spread puts columns of such widths over w px from x on, with equal gaps, the first and
// the last flush with the edges.
func distribute(need []int, x, w int) []columnSpan {
	rest := w
	for _, v := range need {
		rest -= v
	}
	spans := make([]columnSpan, len(need))
	for i, v := range need {
		gap := 0
		if len(need) > 1 {
			gap = rest * i / (len(need) - 1)
		}
		spans[i] = columnSpan{x + gap, v}
		x += v
	}
	return spans
}

// group writes a count with a thin space between thousands.
func groupThousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u2009" + s[i:]
	}
	return s
}
