package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Head emits the first n rows of each group, with all their columns, and leaves out the rows after: pandas'
// d.groupby("sensor").head(n), across batches. It keeps the number of rows of each group. Rows with a missing key are
// left out. With [Grouped.Expiry] a key that comes again after a pause has its first n rows again.
//
// It panics if n is negative, and for groups of a window. Cost: that of [Grouped.CumSum].
func (g Grouped) Head(n int) DataFrame {
	if n < 0 {
		panic(fmt.Sprintf("ops.Grouped.Head: n must not be negative, got %d", n))
	}
	return g.by.deriveRows("Head", func() (rowsPlan, error) { return firstRows(n), nil })
}

// firstRows describes the operation that emits the first n rows of each group.
func firstRows(n int) rowsPlan {
	label := fmt.Sprintf("head %d", n)
	return rowsPlan{
		label: label, details: label, build: func() rowOperation { return &groupCount{} },
		finish: func(_ *groupRows, f frame.Frame, numbers []frame.Column) (frame.Frame, error) {
			counted, err := frame.New(numbers...)
			if err != nil {
				return f, err
			}
			values, err := counted.Ints(cumCountName)
			var rows []int
			for row, number := range values {
				if number < int64(n) && numbers[0].Valid(row) {
					rows = append(rows, row)
				}
			}
			return selectRows(f, rows), err
		},
	}
}
