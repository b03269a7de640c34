package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// RankOption sets how Rank counts ranks.
type RankOption func(*window.RankOrder)

// RankMethod says which rank equal values have.
type RankMethod = window.Ties

// The ranks of equal values, as in pandas.
const (
	RankAverage = window.AverageRank // the mean of the ranks that they take together; the default
	RankMin     = window.MinRank     // the lowest of these
	RankMax     = window.MaxRank     // the highest of these
	RankDense   = window.DenseRank   // the rank among the different values, so the next greater value has the next rank
)

// RankBy sets which rank equal values have. Default: [RankAverage]. It panics on an unknown method.
func RankBy(m RankMethod) RankOption {
	if m < RankAverage || m > RankDense {
		panic(fmt.Sprintf("ops.RankBy: must be RankAverage, RankMin, RankMax or RankDense, got %d", m))
	}
	return func(o *window.RankOrder) { o.Ties = m }
}

// RankDescending gives the rank 1 to the greatest value instead of the smallest: pandas' ascending=False.
func RankDescending() RankOption { return func(o *window.RankOrder) { o.Descending = true } }

// RankPct divides ranks by the number of values in the window, and dense ranks by that of different values: pandas' pct=True.
func RankPct() RankOption { return func(o *window.RankOrder) { o.Share = true } }

// Rank is the rank of the newest value of each column of numbers among the values in its window, from 1, as a float64. It is
// missing if the newest value is. A window that does not contain its own row has the rank of its own newest row. int64
// values are compared as float64.
//
// Cost: O(log n) a row, as a median. A window keeps 20 bytes a value. [DataFrame.Expanding] keeps all values. RankDense costs twice
// as much if most values differ.
func (r Rolling) Rank(opts ...RankOption) DataFrame {
	var order window.RankOrder
	for _, o := range opts {
		o(&order)
	}
	return r.reduce("Rank", true, []Reduction{newFloatReduction("rank", "", window.Rank(order))})
}

// Rank is the rank of each row among the rows of its group so far: pandas' d.groupby("sensor").x.rank(), but without the rows that
// come later. It is g.Expanding().Rank(opts...): a group keeps all of its values. For ranks among the last rows of a group there is
// g.Rolling(ops.Rows(100)).Rank().
func (g Grouped) Rank(opts ...RankOption) DataFrame {
	return g.Expanding().Rank(opts...)
}
