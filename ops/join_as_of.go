package ops

import (
	"github.com/streamgage/streamgage/ops/internal/join"
)

// AsOf puts beside each row the columns of the row of right that was the last at that time: pandas' merge_asof of two
// streams, by their indexes, which must be of type time. The streams may come from different sources, at different paces:
// the result depends on the times of the rows alone.
//
//	d:     --09:01--------09:05---------------|
//	right: ---------08:59---------09:03-09:07-|
//	out:   -----------------------a-----b-----|   a: 09:01 with 08:59, b: 09:05 with 09:03
//
// [Direction] looks for the next or the nearest row instead, [Tolerance] for none further away than that, [ByKey] for one
// with the same key; without [ExactMatches] a row of the very same time will not do. A row that finds none has nothing in
// the columns of right, or, with [Inner], is left out. Of rows of right at the same time, the last is taken, looking
// forward the first.
//
// A row waits until it is known what it finds: until right has given a later row, or has ended. Looking forward with a key,
// that can be long, if the key is rare: set a Tolerance. Then it comes, in the order of d, in one batch with all others
// that are known by then; there are no empty batches. Rows of right that no row to come can find are dropped; of each key
// the last one stays, where there is no Tolerance.
//
// Up to [Bound] rows of d, 65,536 unless set, wait, and right may be as many ahead of d: then the emitter waits for the
// other stream. Where that could never end, because both come of the same source, or because so many rows of right have not
// brought what a row of d waits for, the batch fails with a flow.ErrFull.
//
// A batch with a row that is earlier than the one before in its own stream, or has no time, fails with an [ErrOrder], and
// is left out. An index that is not of type time is an [ErrType]; of keys and columns, what [DataFrame.Join] says holds.
// The index of right is left out: right.Assign("quoted", "t") keeps it as a column. What comes out counts as a source of its
// own: it cannot be computed with d.
//
// It takes every option. Cost: about 50 ns a row of either side.
func (d DataFrame) AsOf(right DataFrame, opts ...JoinOption) DataFrame {
	cfg := configureJoin("AsOf", defaultJoinRows, opts)
	find := join.Backward{Tolerance: int64(cfg.tolerance), Exact: cfg.exact}
	rule := [...]join.Rule{Backward: find, Forward: join.Forward(find), Nearest: join.Nearest(find)}[cfg.direction]
	return d.joinByTime(right, "as of", rule, cfg)
}
