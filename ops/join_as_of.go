package ops

import (
	"github.com/streamgage/streamgage/ops/internal/join"
)

// AsOf puts beside each row the columns of the row of right that was the last one at that time: pandas' merge_asof of
// two streams, by their indexes, which must be of type time. The streams may come from different sources, at different
// rates: the result depends on the times of the rows alone.
//
//	d:     --09:01--------09:05---------------|
//	right: ---------08:59---------09:03-09:07-|
//	out:   -----------------------a-----b-----|   a: 09:01 with 08:59, b: 09:05 with 09:03
//
// [Direction] looks for the next or the nearest row instead, [Tolerance] for none further away than that, and [ByKey]
// for one with the same key; without [ExactMatches] a row of the same time does not match. A row without a match has
// missing values in the columns of right, or, with [Inner], is left out. Of rows of right at the same time the last one
// matches; looking forward, the first one.
//
// A row waits until its match is known: until right has a later row, or has ended. Looking forward with a rare key that
// can take long: set a Tolerance. Then the row comes, in the order of d, in one batch with all others whose matches are
// known by then; there are no empty batches. Rows of right that no later row can match are dropped; without a Tolerance
// the last row of each key stays.
//
// Up to [Bound] rows of d, 65,536 unless set, wait, and right may be as many rows ahead of d: then Emit waits for the
// other stream. If that wait could never end, because both come from the same source, or because so many rows of right
// have not brought the match of a row of d, the batch fails with a flow.ErrFull.
//
// A batch with a row that is earlier than the one before it in its own stream, or has no time, fails with an [ErrOrder],
// and is left out. An index that is not of type time is an [ErrType]; errors of keys and columns are those of
// [DataFrame.Join]. The index of right is left out: right.Assign("quoted", "t") keeps it as a column. The result counts
// as a source of its own: it cannot be combined with d.
//
// It takes every option. Cost: about 50 ns a row of either side.
func (d DataFrame) AsOf(right DataFrame, opts ...JoinOption) DataFrame {
	cfg := configureJoin("AsOf", defaultJoinRows, opts)
	find := join.Backward{Tolerance: int64(cfg.tolerance), Exact: cfg.exact}
	rule := [...]join.Rule{Backward: find, Forward: join.Forward(find), Nearest: join.Nearest(find)}[cfg.direction]
	return d.joinByTime(right, "as of", rule, cfg)
}
