package ops

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// ValueCounts counts the rows so far with each value of a column, of any type: streamz' value_counts. The [Table] has the
// column and an int64 "count"; the most frequent value comes first, and of those as frequent the smaller one. Missing values
// are left out. As in [DataFrame.GroupBy], whose errors and limit of 1,048,576 values these are, column may be an
// expression.
//
// Cost: that of GroupBy, and sorting the values that there are, for each batch.
func (d DataFrame) ValueCounts(column string) Table {
	return groupBy{op: "ValueCounts", rows: d, keys: []string{column}, maxKeys: defaultMaxKeys}.counts()
}

// ValueCounts counts the rows of the window with each value of a column; see [DataFrame.ValueCounts]. A value that no row
// has any more is gone.
func (w Window) ValueCounts(column string) Table {
	return groupBy{op: "Window.ValueCounts", rows: w.rows, span: &w.span, keys: []string{column}, maxKeys: defaultMaxKeys}.counts()
}

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

// sortByCount puts the greatest counts first; rows of the same count stay in order.
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
