package frame

import (
	"fmt"
	"math"
	"time"
)

// minTime and maxTime are the first and the last time that int64 nanoseconds since the Unix epoch can hold.
var (
	minTime = time.Unix(0, math.MinInt64)
	maxTime = time.Unix(0, math.MaxInt64)
)

// timeInRange reports whether a Time column can hold t.
func timeInRange(t time.Time) bool { return !t.Before(minTime) && !t.After(maxTime) }

// setTimes makes c a Time column of the times. The zero time is a missing value. A time out of range makes the column
// invalid.
func (c *Column) setTimes(times []time.Time) {
	ns := make(typedVector[int64], len(times))
	c.typ, c.vector = Time, ns
	for i, t := range times {
		switch {
		case t.IsZero():
			if c.missing == nil {
				c.missing = newBitmap(len(times))
			}
			c.missing.set(i)
		case timeInRange(t):
			ns[i] = t.UnixNano()
		default:
			*c = c.invalid(fmt.Errorf("%w: times must be in the years 1678 to 2261, got %v in row %d of column %q",
				ErrValue, t, i, c.name))
			return
		}
	}
}
