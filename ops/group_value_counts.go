package ops

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// ValueCounts counts the rows so far with each value of a column of any type: streamz' value_counts. The [Table] has
// the column and an int64 "count". It is sorted by count, the greatest first, then by value, the smallest first.
// Missing values are left out. column may be an expression. Errors and the limit of 1,048,576 values are those of
// [DataFrame.GroupBy].
//
// Cost: that of GroupBy, and sorting all values for each batch.
func (d DataFrame) ValueCounts(column string) Table {
	return groupBy{op: "ValueCounts", rows: d, keys: []string{column}, maxKeys: defaultMaxKeys}.counts()
}

// ValueCounts counts the rows of the window with each value of a column; see [DataFrame.ValueCounts]. A value is removed
// with its last row.
func (w Window) ValueCounts(column string) Table {
	by := groupBy{op: "Window.ValueCounts", rows: w.rows, span: &w.span, keys: []string{column}, maxKeys: defaultMaxKeys}
	return by.counts()
}

// counts returns the Table of counts.
func (b groupBy) counts() Table {
	return b.derive(b.op, false, []Reduction{Size().As("count")}, func(p groupPlan) operator {
		g := p.newState()
		o := g.operator()
		o.process = func(f frame.Frame) (frame.Frame, error) {
			counted, err := g.take(f)
			if err != nil {
				return f, err
			}
			return sortByCount(counted)
		}
		return o
	})
}

// sortByCount sorts rows by count, the greatest first. Rows of the same count keep their order.
func sortByCount(f frame.Frame) (frame.Frame, error) {
	counts, err := f.Ints("count")
	if err != nil {
		return f, err
	}
	order := make([]int, len(counts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(counts[b] - counts[a]) })
	return f.Take(order), nil
}
