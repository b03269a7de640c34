package guides

import (
	"math"
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

const (
	headBaseline  = 59 // from the top, below a title
	headAlone     = 26 // without one
	headLine      = 9  // from the head's baseline to the line below it
	cellBaseline  = 16 // from the top of a row
	columnGap     = 16 // least room between columns
	leastColumn   = 40 // px a column is worth showing with
	columnStep    = 16
	tableRightPad = 16
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
	l := tabled{t: t, th: t.Theme, outer: outer}
	if l.th == nil {
		l.th = theme.Light
	}
	l.draw(c)
}

// tabled is a table being drawn.
type tabled struct {
	t     *Table
	th    *theme.Theme
	outer Rect
	spans []span
}

// span is the place of a column across.
type span struct{ x, w int }

func (l *tabled) draw(c *Canvas) {
	x, w := l.outer.X+theme.PadLeft, l.outer.W-theme.PadLeft-tableRightPad
	if w <= 0 || l.outer.H < headAlone+belowBaseline {
		return
	}
	y := l.outer.Y + headAlone
	if l.t.Title != "" {
		s := Style{theme.TitleSize, theme.Medium, l.th.Title}
		c.Text(float64(x), float64(l.outer.Y+titleBaseline), s.cut(l.t.Title, float64(w)), s, Left)
		y = l.outer.Y + headBaseline
	}
	shown := l.shown(y + headLine + 1)
	l.spans = l.columns(x, w, shown)
	if len(l.spans) == 0 || y+headLine >= l.outer.bottom() {
		return
	}
	l.line(c, l.t.Columns, y, Style{theme.LabelSize, theme.Medium, l.th.Muted})
	y += headLine
	c.Fill(Rect{x, y, w, 1}, l.th.Axis)
	cell := Style{theme.TableSize, theme.Regular, l.th.Title}
	for _, row := range l.t.Rows[:shown] {
		l.line(c, row, y+cellBaseline+1, cell)
		y += theme.RowHeight
		c.Fill(Rect{x, y, w, 1}, l.th.Grid)
	}
	if n := len(l.t.Rows) + l.t.More - shown; n > 0 && y+cellBaseline+4 < l.outer.bottom() {
		s := Style{theme.LabelSize, theme.Regular, l.th.Muted}
		c.Text(float64(x), float64(y+cellBaseline+1), s.cut(missing(n), float64(w)), s, Left)
	}
}

// shown is how many rows fit below top, leaving a line for the number of those that do not.
func (l *tabled) shown(top int) int {
	room := max(0, l.outer.bottom()-top) / theme.RowHeight
	if len(l.t.Rows)+l.t.More <= room {
		return len(l.t.Rows)
	}
	return min(len(l.t.Rows), max(0, room-1))
}

func missing(n int) string {
	if n == 1 {
		return "1 more row"
	}
	return group(n) + " more rows"
}

// line writes one row of texts.
func (l *tabled) line(c *Canvas, texts []string, baseline int, s Style) {
	for i, at := range l.spans {
		if i >= len(texts) {
			return
		}
		text := s.cut(texts[i], float64(at.w))
		if l.right(i) {
			c.Text(float64(at.x+at.w), float64(baseline), text, s, Right)
		} else {
			c.Text(float64(at.x), float64(baseline), text, s, Left)
		}
	}
}

func (l *tabled) right(column int) bool {
	return column < len(l.t.AlignRight) && l.t.AlignRight[column]
}

// columns shares the width out: every column gets what it needs, in steps of columnStep
// so that a live table holds still, and the gaps between them are equal. Where there is
// too little the widest give way, and the last are left out where less than leastColumn
// would remain for each.
func (l *tabled) columns(x, w, shown int) []span {
	n := min(len(l.t.Columns), max(1, (w+columnGap)/(leastColumn+columnGap)))
	if n == 0 {
		return nil
	}
	need, ample := make([]int, n), make([]int, n)
	sum, room := 0, w-(n-1)*columnGap
	for i := range need {
		need[i] = l.need(i, shown)
		ample[i] = (need[i] + columnStep - 1) / columnStep * columnStep
		sum += ample[i]
	}
	if sum <= room {
		return spread(ample, x, w)
	}
	level := ceiling(need, room)
	for i := range need {
		need[i] = min(need[i], level)
	}
	return spread(need, x, w)
}

// need is the width of the widest text of a column.
func (l *tabled) need(column, shown int) int {
	width := theme.Measure(l.t.Columns[column], theme.LabelSize, theme.Medium)
	for _, row := range l.t.Rows[:shown] {
		if column < len(row) {
			width = max(width, theme.Measure(row[column], theme.TableSize, theme.Regular))
		}
	}
	return int(math.Ceil(width))
}

// ceiling is the width to which the widest columns are cut for all to fit into room.
func ceiling(need []int, room int) int {
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
func spread(need []int, x, w int) []span {
	rest := w
	for _, v := range need {
		rest -= v
	}
	spans := make([]span, len(need))
	for i, v := range need {
		gap := 0
		if len(need) > 1 {
			gap = rest * i / (len(need) - 1)
		}
		spans[i] = span{x + gap, v}
		x += v
	}
	return spans
}

// group writes a count with a thin space between thousands.
func group(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u2009" + s[i:]
	}
	return s
}
