package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/ops/internal/join"
)

// JoinWithin puts beside each row every row of right whose time is no further away than a distance, before or after: a
// join in a window of time. Each pair comes once: rows in the order of d, for each of them those of right in theirs. With
// [ByKey] both must have the same key. A row that finds none comes with nothing in the columns of right, or, with [Inner],
// not at all.
//
// A row waits until right has given one that is later by more than the distance, or has ended. In everything else it is
// like [DataFrame.AsOf], which says how long rows are kept, what [Bound] does, and what errors there are: a Bound must be
// as large as the number of rows of right in the distance.
//
// It takes Left, Inner, Suffix, ByKey and Bound. It panics if distance is negative. Cost: about 50 ns a row of either side,
// and 5 ns a value of each pair.
func (d DataFrame) JoinWithin(right DataFrame, distance time.Duration, opts ...JoinOption) DataFrame {
	if distance < 0 {
		panic(fmt.Sprintf("ops.JoinWithin: the distance must not be negative, got %v", distance))
	}
	cfg := configureJoin("JoinWithin", defaultJoinRows, opts)
	return d.joinByTime(right, "join within", join.Band{Distance: int64(distance)}, cfg)
}
