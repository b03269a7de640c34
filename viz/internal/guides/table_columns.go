package guides

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

const (
	columnGap       = 16 // px: the smallest distance between columns
	minColumnWidth  = 40 // px: columns that would be narrower are left out
	columnWidthStep = 16 // px: widths are multiples of this if there is enough space
)

// columnSpan is the horizontal position and the width of a column.
type columnSpan struct{ x, width int }

// layoutColumns distributes w px, beginning at x, among the columns. shown is the number of rows to measure. Each
// column gets the width of its content, rounded up to a multiple of columnWidthStep, so that the columns of a live
// table rarely move. The gaps between columns are equal. If the width is too small, the widest columns are narrowed. If
// a column would have less than minColumnWidth, the last columns are left out.
func (l *tableLayout) layoutColumns(x, w, shown int) []columnSpan {
	n := min(len(l.table.Columns), max(1, (w+columnGap)/(minColumnWidth+columnGap)))
	if n == 0 {
		return nil
	}
	widths, rounded := make([]int, n), make([]int, n)
	sum, available := 0, w-(n-1)*columnGap
	for i := range widths {
		widths[i] = l.contentWidth(i, shown)
		rounded[i] = (widths[i] + columnWidthStep - 1) / columnWidthStep * columnWidthStep
		sum += rounded[i]
	}
	if sum <= available {
		return distribute(rounded, x, w)
	}
	limit := widthLimit(widths, available)
	for i := range widths {
		widths[i] = min(widths[i], limit)
	}
	return distribute(widths, x, w)
}

// contentWidth returns the width of a column's widest text, in the header and in the rows shown.
func (l *tableLayout) contentWidth(column, shown int) int {
	width := theme.Measure(l.table.Columns[column], theme.LabelSize, theme.Medium)
	for _, row := range l.table.Rows[:shown] {
		if column < len(row) {
			width = max(width, theme.Measure(row[column], theme.TableSize, theme.Regular))
		}
	}
	return int(math.Ceil(width))
}

// widthLimit returns the largest limit for which the columns fit into the available px, if no column is wider than the
// limit.
func widthLimit(widths []int, available int) int {
	lo, hi := 0, available
	for lo < hi {
		limit, sum := (lo+hi+1)/2, 0
		for _, width := range widths {
			sum += min(width, limit)
		}
		if sum <= available {
			lo = limit
		} else {
			hi = limit - 1
		}
	}
	return lo
}

// distribute places columns of these widths in w px, beginning at x, with equal gaps. The first and the last column are
// at the edges.
func distribute(widths []int, x, w int) []columnSpan {
	free := w
	for _, width := range widths {
		free -= width
	}
	spans := make([]columnSpan, len(widths))
	for i, width := range widths {
		gap := 0
		if len(widths) > 1 {
			gap = free * i / (len(widths) - 1)
		}
		spans[i] = columnSpan{x + gap, width}
		x += width
	}
	return spans
}
