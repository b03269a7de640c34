package frame

import (
	"slices"
	"strings"
)

// textBlock holds rows of a text file that all have the same number of cells. Once it is complete, its columns can be parsed
// while later rows are read. Cells are spans of the text: they have no pointers, so the garbage collector need not look at them.
type textBlock struct {
	firstRow, rows int
	size           int             // bytes of text to expect
	text           string          // of a complete block
	open           strings.Builder // the text so far
	spans          []cellSpan      // row after row
}

// The text of a block, in bytes: the first is short, so that parsing starts early, and each is twice as long as the one before. A
// block has minBlockRows at least, so that blocks of tables with many columns are worth it, unless its text becomes so long that a
// cellSpan cannot count its bytes. Its memory is taken at once, up to maxTextBytes.
const (
	minBlockBytes = 16 << 10
	maxBlockBytes = 256 << 10
	minBlockRows  = 256
	maxTextBytes  = 4 << 20
	spannedBytes  = 1 << 30
)

// after returns the block that follows a complete one, with memory for rows like those of b.
func (b *textBlock) after() *textBlock {
	size := max(min(2*b.size, maxBlockBytes), min(len(b.text)/b.rows*minBlockRows, maxTextBytes))
	next := &textBlock{firstRow: b.firstRow + b.rows, size: size}
	cellsPerByte := float64(len(b.spans)) / float64(len(b.text))
	next.spans = make([]cellSpan, 0, int(1.05*cellsPerByte*float64(next.room())))
	return next
}

// room returns how many bytes can be added before the block needs more memory.
func (b *textBlock) room() int {
	if room := b.size + b.size/8 - b.open.Len(); room > 0 {
		return room
	}
	return maxBlockBytes
}

// isFull reports whether the block is complete.
func (b *textBlock) isFull() bool {
	return b.open.Len() >= b.size && b.rows >= minBlockRows || b.open.Len() >= spannedBytes
}

// add appends text and returns its position. The first block of a table may be the only one: its memory doubles as needed.
func (b *textBlock) add(text []byte) (at uint32) {
	if free := b.open.Cap() - b.open.Len(); free < len(text) {
		size := max(4<<10, b.open.Cap(), len(text))
		if b.open.Cap() == 0 && b.firstRow > 0 {
			size = max(b.room(), len(text))
		}
		b.open.Grow(size)
	}
	at = uint32(b.open.Len())
	_, _ = b.open.Write(text) // never fails
	return at
}

// column returns the cells of column number col of width columns.
func (b *textBlock) column(col, width int) textCells {
	cells := textCells{rows: b.rows, stride: width, text: b.text}
	if b.rows > 0 {
		cells.spans = b.spans[col:]
	}
	return cells
}

// rowLines are the lines in which the rows of a file start.
type rowLines struct {
	rows  int
	jumps []lineJump
}

// lineJump is a row that does not start in the line after that of the row before.
type lineJump struct{ row, line int }

// add appends n rows, which start in lines that follow each other.
func (l *rowLines) add(line, n int) {
	if len(l.jumps) == 0 || l.at(l.rows) != line {
		l.jumps = append(l.jumps, lineJump{l.rows, line})
	}
	l.rows += n
}

// at returns the line in which a row starts.
func (l *rowLines) at(row int) int {
	i := len(l.jumps) - 1
	if l.jumps[i].row > row {
		i, _ = slices.BinarySearchFunc(l.jumps, row+1, func(j lineJump, row int) int { return j.row - row })
		i--
	}
	return l.jumps[i].line + row - l.jumps[i].row
}

// truncate keeps the first n rows.
func (l *rowLines) truncate(n int) {
	l.rows = n
	for len(l.jumps) > 0 && l.jumps[len(l.jumps)-1].row >= n {
		l.jumps = l.jumps[:len(l.jumps)-1]
	}
}
