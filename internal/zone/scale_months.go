package zone

import "math"

// Months returns the scale of whole months, counted from January of the year 0. A month begins at the time shift after
// local midnight of its first day. shift must be between -24 and 24 hours.
func (t *Table) Months(shift int64) *Scale {
	s := t.Scale(NoRepeat, 0)
	s.months, s.shift = true, shift
	return s
}

// month returns the month of a position in nanoseconds.
func (s *Scale) month(nanos int64) int64 {
	day := floorDiv(nanos, nanosPerDay)
	day += floorDiv(nanos-day*nanosPerDay-s.shift, nanosPerDay)
	year, month, _ := Date(day)
	return int64(year)*12 + int64(month) - 1
}

// nanosOfMonth returns the position in nanoseconds at which a month begins. Where int64 cannot hold it, ok is false, and
// the result is the smallest or the largest int64.
func (s *Scale) nanosOfMonth(month int64) (nanos int64, ok bool) {
	const earliest, latest = 1677*12 + 9, 2262*12 + 3 // October 1677 and April 2262
	switch {
	case month < earliest:
		return math.MinInt64, false
	case month > latest:
		return math.MaxInt64, false
	}
	return Days(0, int(month)+1, 1)*nanosPerDay + s.shift, true
}

// floorDiv returns a/b rounded down. b must be positive.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
