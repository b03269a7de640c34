package ticks

import (
	"math"
	"time"
)

const (
	day = 24 * time.Hour
	// Lengths for judging whether labels fit: the shortest month and year.
	shortestMonth = 28 * day
	shortestYear  = 365 * day
)

// A stride is one natural step of time: a fixed length, or whole months where months > 0.
type timeStep struct {
	length time.Duration // fixed, or the least there is between two ticks
	months int
}

// strides holds the natural steps in order. Years go to 100, which exceeds what a range
// of int64 nanoseconds can need on all but the narrowest axes.
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

// monday is an origin from which whole weeks fall on Mondays and whole days on midnights.
var mondayOrigin = time.Date(1970, time.January, 5, 0, 0, 0, 0, time.UTC).UnixNano()

// first returns the first tick at or after t, or false beyond what int64 can count.
func (s timeStep) firstTick(t int64) (int64, bool) {
	if s.months == 0 {
		length := int64(s.length)
		past := ((t-mondayOrigin%length)%length + length) % length
		if past == 0 {
			return t, true
		}
		return t + length - past, t <= math.MaxInt64-length
	}
	at := time.Unix(0, t).UTC()
	n := (at.Year()*12 + int(at.Month()) - 1) / s.months * s.months
	for ; ; n += s.months {
		start := time.Date(0, time.Month(n+1), 1, 0, 0, 0, 0, time.UTC)
		if start.Before(at) {
			continue
		}
		return start.UnixNano(), start.Year() <= 2261
	}
}

// layout returns how a tick of s reads, and its second line.
func (s timeStep) layouts() (label, second string) {
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
	label = "15:04:05."
	for unit := time.Second; unit > s.length; unit /= 10 {
		label += "0"
	}
	return label, "2 Jan 2006"
}
