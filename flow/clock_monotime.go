package flow

import (
	"math"
	"time"
)

// moment is a time on a clock, in nanoseconds since it began: what timed nodes reckon with. On the real clock a moment
// costs half of a time.Time, because the clock on the wall is not asked, and comparing moments costs next to nothing.
type monotime int64

// never is after all other moments.
const never monotime = math.MaxInt64

// plus is the moment d later, or never, where that is beyond all moments. d is not negative.
func (m monotime) add(d time.Duration) monotime {
	if m > never-monotime(d) {
		return never
	}
	return m + monotime(d)
}

// sleepUntil parks until the moment has come on c, and says what moment it is then.
func sleepUntil(c Clock, w *waiter, why parkOptions, until monotime) (now monotime, err error) {
	why.until = c.timeAt(until)
	for now = c.monotonic(); now < until; now = c.monotonic() {
		if err := c.park(w, why); err != nil {
			return now, err
		}
	}
	return now, nil
}

// after is the time of m on a clock that began at start; of never, the zero time.
func (m monotime) timeSince(start time.Time) time.Time {
	if m == never {
		return time.Time{}
	}
	return start.Add(time.Duration(m))
}
