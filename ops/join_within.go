package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/ops/internal/join"
)

// JoinWithin pairs each row with every row of right whose time is at most distance before or after its own: a band
// join. The result has one row for each pair, with the columns of both. Pairs are in the order of d, then in the order
// of right. With [ByKey] both rows must have the same key. A row without a match has missing values in the columns of
// right or, with [Inner] or [Right], is left out.
//
// With [Right] and [Outer], rows of right that no row of d has matched are emitted, too: when d has a row that is later by
// more than the distance, or has ended. Their index is their time. The rows of a batch are in order of time, but a row of
// right may come up to the distance after later ones: Reorder(distance) puts all in order.
//
// A row waits until right has a row that is later by more than the distance, or has ended. [DataFrame.AsOf] describes
// how long rows are kept, [Bound], and the errors. Bound must be at least the number of rows of right within the
// distance.
//
// It takes Left, Inner, Right, Outer, Suffix, ByKey and Bound. It panics if distance is negative. Cost: about 50 ns a row of either
// side, and 5 ns for each value of a pair.
func (d DataFrame) JoinWithin(right DataFrame, distance time.Duration, opts ...JoinOption) DataFrame {
	if distance < 0 {
		panic(fmt.Sprintf("ops.JoinWithin: the distance must not be negative, got %v", distance))
	}
	cfg := configureJoin("JoinWithin", defaultJoinRows, opts)
	return d.joinByTime(right, "join within", join.Band{Distance: int64(distance), InOrder: cfg.keepRight}, cfg)
}
