package ticks

import (
	"time"

	"github.com/streamgage/streamgage/internal/zone"
)

const (
	day = 24 * time.Hour
	// The shortest month and year. The check whether labels fit uses these lengths.
	shortestMonth = 28 * day
	shortestYear  = 365 * day
)

// A timeStep is one natural step of time: a fixed length, or a whole number of months if months > 0.
type timeStep struct {
	length time.Duration // the step; if months > 0, the smallest distance of two ticks
	months int
}

// timeSteps lists the natural steps in ascending order. The longest step is 100 years. It is long enough for the range
// of int64 nanoseconds, except on very narrow axes.
var timeSteps = func() (all []timeStep) {
	for unit := time.Nanosecond; unit < time.Second; unit *= 10 {
		all = append(all, timeStep{length: unit}, timeStep{length: 2 * unit}, timeStep{length: 5 * unit})
	}
	for _, unit := range []time.Duration{time.Second, time.Minute} {
		for _, n := range []time.Duration{1, 2, 5, 10, 15, 30} {
			all = append(all, timeStep{length: n * unit})
		}
	}
	for _, n := range []time.Duration{1, 2, 3, 6, 12, 24, 48, 7 * 24, 14 * 24} {
		all = append(all, timeStep{length: n * time.Hour})
	}
	for _, n := range []int{1, 3, 6} {
		all = append(all, timeStep{time.Duration(n) * shortestMonth, n})
	}
	for _, n := range []int{1, 2, 5, 10, 20, 50, 100} {
		all = append(all, timeStep{time.Duration(n) * shortestYear, 12 * n})
	}
	return all
}()

// mondayOrigin is a Monday at midnight. It is the origin of steps of fixed length, so ticks in steps of weeks are on
// Mondays, and ticks in steps of days are at midnight.
var mondayOrigin = time.Date(1970, time.January, 5, 0, 0, 0, 0, time.UTC).UnixNano()

// grid returns the local times at which step s has ticks. A step below a day also has ticks in the hours that occur twice
// when clocks are set back. A step of days or more has one tick a day, at midnight or, where that does not exist, after it.
func (s timeStep) grid(t *zone.Table) zone.Grid {
	switch {
	case s.months > 0:
		return t.Calendar(s.months, zone.Month, time.Monday, 0)
	case s.length >= day:
		return t.Grid(int64(s.length), mondayOrigin%int64(s.length), zone.NoRepeat)
	}
	return t.Grid(int64(s.length), 0, int64(s.length))
}

// layouts returns the time layouts of a tick's label and of its second line.
func (s timeStep) layouts() (label, secondLine string) {
	switch {
	case s.months >= 12:
		return "2006", ""
	case s.months > 0:
		return "Jan", "2006"
	case s.length >= day:
		return "2 Jan", "2006"
	case s.length >= time.Minute:
		return "15:04", "2 Jan 2006"
	case s.length >= time.Second:
		return "15:04:05", "2 Jan 2006"
	}
	label, secondLine = "15:04:05.", "2 Jan 2006"
	if s.length < time.Millisecond { // labels are short, so that there is space for several
		label, secondLine = ".", "15:04:05, 2 Jan 2006"
	}
	for unit := time.Second; unit > s.length; unit /= 10 {
		label += "0"
	}
	return label, secondLine
}
