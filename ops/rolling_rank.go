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
)

// RankBy sets which rank equal values have. Default: [RankAverage]. It panics on an unknown method.
func RankBy(m RankMethod) RankOption {
	if m < RankAverage || m > RankMax {
		panic(fmt.Sprintf("ops.RankBy: must be RankAverage, RankMin or RankMax, got %d", m))
	}
	return func(o *window.RankOrder) { o.Ties = m }
}

// RankDescending gives the rank 1 to the greatest value instead of the smallest: pandas' ascending=False.
func RankDescending() RankOption { return func(o *window.RankOrder) { o.Descending = true } }

// RankPct divides ranks by the number of values in the window: pandas' pct=True.
func RankPct() RankOption { return func(o *window.RankOrder) { o.Share = true } }

// Rank is the rank of the newest value of each column of numbers among the values in its window, from 1, as a float64. It is
// missing if the newest value is. A window that does not contain its own row has the rank of its own newest row. int64
// values are compared as float64.
//
// Cost: O(log n) a row, as a median. A window keeps 20 bytes a value. [DataFrame.Expanding] keeps all values.
func (r Rolling) Rank(opts ...RankOption) DataFrame {
	var order window.RankOrder
	for _, o := range opts {
		o(&order)
	}
	return r.reduce("Rank", true, []Reduction{newFloatReduction("rank", "", window.Rank(order))})
}
