// Package period computes the times at which periodic sources emit.
package period

import "time"

// CatchUp returns due, unless now is later. Then it returns the first time at or after now that is a whole number of
// periods after due. So a source that is late skips the times that it has missed. every is the length of a period.
func CatchUp(due, now time.Time, every time.Duration) time.Time {
	late := now.Sub(due)
	if late <= 0 {
		return due
	}
	return due.Add((late + every - 1) / every * every)
}
