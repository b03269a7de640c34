// Package period computes when periodic sources are due.
package period

import "time"

// CatchUp returns due, or, if now is later, the first time at or after now that is a whole number of periods after due:
// a source that is late leaves out the periods that it has missed.
func CatchUp(due, now time.Time, every time.Duration) time.Time {
	late := now.Sub(due)
	if late <= 0 {
		return due
	}
	return due.Add((late + every - 1) / every * every)
}
