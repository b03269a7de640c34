package operation

import "math"

// everyRow returns the numbers 0 to n-1.
func everyRow(n int) []int {
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return rows
}

// nth returns every n-th row, so that at most width rows remain.
func nth(x, _ []float64, width int) []int {
	step := (len(x) + width - 1) / width
	var rows []int
	for i := 0; i < len(x); i += max(1, step) {
		rows = append(rows, i)
	}
	return rows
}

// lttb selects width rows: the first, the last, and one of each of width-2 buckets of as many rows.
func lttb(x, y []float64, width int) []int {
	n := len(x)
	width = max(width, 3)
	if n <= width {
		return everyRow(n)
	}
	rows := append(make([]int, 0, width), 0)
	size := float64(n-2) / float64(width-2)
	selected := 0
	for bucket := range width - 2 {
		from, to := int(float64(bucket)*size)+1, int(float64(bucket+1)*size)+1
		next := min(int(float64(bucket+2)*size)+1, n)
		meanX, meanY := 0.0, 0.0
		for i := to; i < next; i++ {
			meanX += x[i] / float64(next-to)
			meanY += y[i] / float64(next-to)
		}
		best, largest := from, -1.0
		for i := from; i < to; i++ {
			twiceArea := math.Abs((x[selected]-meanX)*(y[i]-y[selected]) - (x[selected]-x[i])*(meanY-y[selected]))
			if twiceArea > largest {
				best, largest = i, twiceArea
			}
		}
		selected = best
		rows = append(rows, best)
	}
	return append(rows, n-1)
}

// pixelColumns calls f with the rows [from, to) of each of width columns of equal width along x that has rows.
func pixelColumns(x []float64, width int, f func(from, to int)) {
	lo, hi := x[0], x[len(x)-1]
	column := func(v float64) int {
		if lo == hi {
			return 0
		}
		return min(width-1, int((v/2-lo/2)/(hi/2-lo/2)*float64(width))) // the halves are subtracted, because hi-lo can overflow
	}
	for from := 0; from < len(x); {
		to := from + 1
		for k := column(x[from]); to < len(x) && column(x[to]) == k; {
			to++
		}
		f(from, to)
		from = to
	}
}

// appendAscending appends rows that are not in the order to the selection, in ascending order and each once.
func appendAscending(rows []int, more ...int) []int {
	for i := range more { // at most four: an insertion sort
		for j := i; j > 0 && more[j] < more[j-1]; j-- {
			more[j], more[j-1] = more[j-1], more[j]
		}
	}
	for _, row := range more {
		if len(rows) == 0 || rows[len(rows)-1] != row {
			rows = append(rows, row)
		}
	}
	return rows
}

// extremes returns the first rows with the smallest and the largest value among the rows [from, to).
func extremes(y []float64, from, to int) (low, high int) {
	low, high = from, from
	for i := from + 1; i < to; i++ {
		if y[i] < y[low] {
			low = i
		}
		if y[i] > y[high] {
			high = i
		}
	}
	return low, high
}

// minMax selects the smallest and the largest row of each column of pixels.
func minMax(x, y []float64, width int) []int {
	if len(x) <= 2*width {
		return everyRow(len(x))
	}
	var rows []int
	pixelColumns(x, width, func(from, to int) {
		low, high := extremes(y, from, to)
		rows = appendAscending(rows, low, high)
	})
	return rows
}

// m4 selects the first, the last, the smallest and the largest row of each column of pixels.
func m4(x, y []float64, width int) []int {
	if len(x) <= 4*width {
		return everyRow(len(x))
	}
	var rows []int
	pixelColumns(x, width, func(from, to int) {
		low, high := extremes(y, from, to)
		rows = appendAscending(rows, from, low, high, to-1)
	})
	return rows
}
