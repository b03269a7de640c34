package frame

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of what Frame.String shows.
const (
	maxShownRows = 12 // a frame of more rows shows its first and its last edgeRows rows
	edgeRows     = 5
	maxCellWidth = 30 // in characters; a longer cell is truncated
)

// String returns a short aligned table: the column names, the first and last rows, and the size if rows are left out. A
// missing value is shown as NaN in a float column and as NA in other columns. Floats are rounded to six digits.
func (f Frame) String() string {
	if len(f.cols) == 0 {
		return "[0 rows x 0 columns]"
	}
	lines := make([][]string, 0, maxShownRows+2)
	lines = append(lines, f.Schema().Names())
	for row := 0; row < f.rows; row++ {
		if f.rows > maxShownRows && row == edgeRows {
			lines = append(lines, slices.Repeat([]string{"..."}, len(f.cols)))
			row = f.rows - edgeRows
		}
		lines = append(lines, f.rowCells(row))
	}
	var b strings.Builder
	f.writeAligned(&b, lines)
	if f.rows == 0 || f.rows > maxShownRows {
		fmt.Fprintf(&b, "[%d rows x %d columns]\n", f.rows, len(f.cols))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// rowCells returns the values of one row in the form in which String shows them.
func (f Frame) rowCells(row int) []string {
	cells := make([]string, len(f.cols))
	for i := range cells {
		cells[i] = f.columnAt(i).displayCell(row)
	}
	return cells
}

// displayCell returns one value in the form in which Frame.String shows it: rounded, printable, and truncated to
// maxCellWidth.
func (c Column) displayCell(row int) string {
	switch {
	case c.typ == Float64:
		if v := values[float64](c)[row]; v != v {
			return "NaN"
		} else if s := strconv.FormatFloat(v, 'g', 6, 64); len(s) < len(c.AppendCell(nil, row)) {
			return s
		}
	case !c.Valid(row):
		return "NA"
	}
	s := string(c.AppendCell(nil, row))
	if c.typ == String {
		s = strings.Map(printable, s)
	}
	if utf8.RuneCountInString(s) > maxCellWidth {
		s = string([]rune(s)[:maxCellWidth-3]) + "..."
	}
	return s
}

// printable replaces characters that would break the table's lines, such as a line end, by a space.
func printable(r rune) rune {
	if strconv.IsPrint(r) {
		return r
	}
	return ' '
}

// writeAligned writes the lines with two spaces between columns. Numbers are aligned right, and all other values are
// aligned left.
func (f Frame) writeAligned(b *strings.Builder, lines [][]string) {
	width := make([]int, len(f.cols))
	for _, line := range lines {
		for i, cell := range line {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, line := range lines {
		var out strings.Builder
		for i, cell := range line {
			if i > 0 {
				out.WriteString("  ")
			}
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if f.cols[i].typ == Float64 || f.cols[i].typ == Int64 {
				out.WriteString(pad + cell)
			} else {
				out.WriteString(cell + pad)
			}
		}
		b.WriteString(strings.TrimRight(out.String(), " ") + "\n")
	}
}
