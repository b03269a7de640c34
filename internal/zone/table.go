package zone

import (
	"math"
	"time"
)

// Table holds the offsets of a zone from UTC at all times that int64 nanoseconds can hold.
type Table struct {
	periods []period // in order; the first one begins at math.MinInt64
}

// period is a time in which the offset does not change. It ends where the next one begins.
type period struct{ from, offset int64 }

// NewTable returns the table of a zone. It costs up to 0.5 ms, and 16 KB, for a zone whose clocks change twice a year.
func NewTable(loc *time.Location) *Table {
	return NewTableOf(loc, math.MinInt64, math.MaxInt64)
}

// NewTableOf returns a table of the offsets between two times. Before and after, the first and the last one hold.
func NewTableOf(loc *time.Location, from, to int64) *Table {
	t := &Table{}
	last := time.Unix(0, to)
	for at, start := time.Unix(0, from).In(loc), int64(math.MinInt64); ; {
		_, seconds := at.Zone()
		if offset := int64(seconds) * int64(time.Second); len(t.periods) == 0 || t.periods[len(t.periods)-1].offset != offset {
			t.periods = append(t.periods, period{start, offset})
		}
		_, end := at.ZoneBounds()
		if end.IsZero() || end.After(last) {
			return t
		}
		if !end.After(at) { // package time counts 365 days in leap years, so the last day of one ends before it begins
			end = at.Add(24 * time.Hour)
		}
		at, start = end, end.UnixNano()
	}
}

// IsUTC reports whether local time is UTC at all times.
func (t *Table) IsUTC() bool { return t.periods[0].offset == 0 && t.IsFixed() }

// IsFixed reports whether the offset never changes.
func (t *Table) IsFixed() bool { return len(t.periods) == 1 }

// end returns the last time of a period.
func (t *Table) end(i int) int64 {
	if i+1 < len(t.periods) {
		return t.periods[i+1].from - 1
	}
	return math.MaxInt64
}

// Lookup returns a Lookup in the table.
func (t *Table) Lookup() Lookup { return Lookup{table: t, from: 1} }

// Lookup finds local times. It remembers the last period, so only one goroutine at a time may use it.
type Lookup struct {
	table    *Table
	from, to int64 // the first and the last time of the period
	offset   int64
}

// Offset returns how many nanoseconds local time is ahead of UTC at the time t.
func (l *Lookup) Offset(t int64) int64 {
	if t < l.from || t > l.to {
		l.find(t)
	}
	return l.offset
}

// find finds the period of t.
func (l *Lookup) find(t int64) {
	periods := l.table.periods
	i, end := 0, len(periods) // sort.Search takes twice as long
	for i+1 < end {
		if middle := int(uint(i+end) / 2); periods[middle].from <= t {
			i = middle
		} else {
			end = middle
		}
	}
	l.from, l.to, l.offset = periods[i].from, l.table.end(i), periods[i].offset
}

// Split returns the local date of t, as the number of days since 1970-01-01, and the nanoseconds since its midnight.
func (l *Lookup) Split(t int64) (day, nanos int64) {
	day, nanos = t/nanosPerDay, t%nanosPerDay+l.Offset(t)
	switch {
	case nanos >= nanosPerDay:
		return day + 1, nanos - nanosPerDay
	case nanos >= 0:
		return day, nanos
	case nanos >= -nanosPerDay:
		return day - 1, nanos + nanosPerDay
	}
	return day - 2, nanos + 2*nanosPerDay // before 1970, with a negative offset
}

// Clock returns the nanoseconds since local midnight that the clock shows at the time t.
func (l *Lookup) Clock(t int64) int64 {
	nanos := t%nanosPerDay + l.Offset(t)
	if nanos < 0 {
		nanos += nanosPerDay
	}
	if nanos < 0 { // before 1970, with a negative offset
		nanos += nanosPerDay
	}
	if nanos >= nanosPerDay {
		nanos -= nanosPerDay
	}
	return nanos
}

// Clocks computes for each time what the clock shows, as nanoseconds since some local midnight: unsigned numbers, so that
// divisions by constants are fast.
func (l *Lookup) Clocks(out []int64, times []int64) {
	const days = 106_754 // so many that results are positive
	shift := int64(0)
	from, to := int64(1), int64(0)
	for i, t := range times {
		if t < from || t > to {
			shift = l.Offset(t)
			from, to = l.from, min(l.to, math.MaxInt64-3*nanosPerDay)
			if t > to { // the sum would overflow
				out[i] = l.Clock(t)
				continue
			}
		}
		out[i] = int64(uint64(t) + uint64(shift) + days*uint64(nanosPerDay))
	}
}

const nanosPerDay = int64(24 * time.Hour)
