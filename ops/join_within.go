package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/ops/internal/join"
)

// JoinWithin puts beside each row every row of right whose time is at most distance before or after it: a join in a
// window of time. Each pair comes once: rows in the order of d, and for each of them the rows of right in their order.
// With [ByKey] both must have the same key. A row without a match comes with missing values in the columns of right, or,
// with [Inner], not at all.
//
// A row waits until right has a row that is later by more than the distance, or has ended. How long rows are kept, what
// [Bound] does, and what the errors are, is as in [DataFrame.AsOf]; Bound must be at least the number of rows of right
// within the distance.
//
// It takes Left, Inner, Suffix, ByKey and Bound. It panics if distance is negative. Cost: about 50 ns a row of either
// side, and 5 ns for each value of a pair.
func (d DataFrame) JoinWithin(right DataFrame, distance time.Duration, opts ...JoinOption) DataFrame {
	if distance < 0 {
		panic(fmt.Sprintf("ops.JoinWithin: the distance must not be negative, got %v", distance))
	}
	cfg := configureJoin("JoinWithin", defaultJoinRows, opts)
	return d.joinByTime(right, "join within", join.Band{Distance: int64(distance)}, cfg)
}
