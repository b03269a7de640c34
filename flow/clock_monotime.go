package flow

import (
	"math"
	"time"
)

// monotime is a monotonic time: nanoseconds since the clock began. On the real clock, reading it costs half of
// time.Now, because the wall clock is not read. Comparing two costs one instruction.
type monotime int64

// never is later than every other monotime.
const never monotime = math.MaxInt64

// add returns the time d later, or never on overflow. d is not negative.
func (m monotime) add(d time.Duration) monotime {
	if m > never-monotime(d) {
		return never
	}
	return m + monotime(d)
}

// sleepUntil parks until c has reached the time until. It returns the time on c after the park.
func sleepUntil(c Clock, w *waiter, opts parkOptions, until monotime) (now monotime, err error) {
	opts.until = c.timeAt(until)
	for now = c.monotonic(); now < until; now = c.monotonic() {
		if err := c.park(w, opts); err != nil {
			return now, err
		}
	}
	return now, nil
}

// timeSince returns the time.Time of m on a clock that began at start. For never it returns the zero time.
func (m monotime) timeSince(start time.Time) time.Time {
	if m == never {
		return time.Time{}
	}
	return start.Add(time.Duration(m))
}
