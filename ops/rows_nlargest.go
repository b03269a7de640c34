package ops

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// NLargest emits the n rows of each batch with the greatest values of a column, the greatest first: pandas' nlargest. A
// batch with fewer rows is emitted as a whole. Rows with the same value keep their order, and missing values come last.
// For the greatest of all rows so far, or of a window, see [Window.Apply].
//
// An unknown column is a build error, an [ErrColumn]. NLargest panics if n is negative. Cost: sorting the batch.
func (d DataFrame) NLargest(n int, column string) DataFrame {
	return d.topRows("NLargest", n, column, -1)
}

// NSmallest emits the n rows of each batch with the smallest values of a column, the smallest first; see
// [DataFrame.NLargest].
func (d DataFrame) NSmallest(n int, column string) DataFrame {
	return d.topRows("NSmallest", n, column, 1)
}

// topRows emits the first n rows of each batch in an order: 1 is ascending, -1 descending.
func (d DataFrame) topRows(op string, n int, column string, direction int) DataFrame {
	if n < 0 {
		panic(fmt.Sprintf("ops.%s: n must not be negative, got %d", op, n))
	}
	if d.err != nil {
		return d
	}
	if err := checkColumns(d.example.Schema(), column); err != nil {
		return d.fail(op, err)
	}
	return d.deriveStateless(op, fmt.Sprintf("%s %d", op, n), func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) {
			v, err := kernel.VectorOf(f, column)
			if err != nil {
				return f, err
			}
			return f.Take(sortedRows(v, direction)[:min(n, f.Len())]), nil
		}
	})
}

// sortedRows returns the rows in the order of their values; rows with missing values come last.
func sortedRows(v kernel.Vector, direction int) []int {
	var rows, missing []int
	for i := range v.Len() {
		if v.IsValid(i) {
			rows = append(rows, i)
		} else {
			missing = append(missing, i)
		}
	}
	compare := rowComparer(v)
	slices.SortStableFunc(rows, func(a, b int) int { return direction * compare(a, b) })
	return append(rows, missing...)
}

// rowComparer returns a function that compares the values of two rows.
func rowComparer(v kernel.Vector) func(a, b int) int {
	switch v.Type {
	case frame.Float64:
		return func(a, b int) int { return cmp.Compare(v.Floats[a], v.Floats[b]) }
	case frame.String:
		return func(a, b int) int { return cmp.Compare(v.Texts[a], v.Texts[b]) }
	case frame.Bool:
		return func(a, b int) int { return cmp.Compare(boolToInt(v.Bools[a]), boolToInt(v.Bools[b])) }
	}
	return func(a, b int) int { return cmp.Compare(v.Ints[a], v.Ints[b]) }
}

// boolToInt returns 1 for true and 0 for false.
func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
