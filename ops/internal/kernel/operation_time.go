package kernel

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/zone"
)

// TimePart is a part of local times: a function from a Time vector to an Int64 vector. Missing values stay missing.
type TimePart struct {
	Name  string
	clock time.Duration          // its unit, if it is a part of the time of day
	date  func(days int64) int64 // else it is a part of the date
}

// The parts of times.
var (
	Hour       = TimePart{Name: "hour", clock: time.Hour}
	Minute     = TimePart{Name: "minute", clock: time.Minute}
	Second     = TimePart{Name: "second", clock: time.Second}
	Weekday    = TimePart{Name: "weekday", date: zone.Weekday} // Monday is 0
	DayOfMonth = TimePart{Name: "day", date: func(days int64) int64 { _, _, day := zone.Date(days); return int64(day) }}
	Month      = TimePart{Name: "month", date: func(days int64) int64 { _, month, _ := zone.Date(days); return int64(month) }}
	Quarter    = TimePart{Name: "quarter", date: func(days int64) int64 { _, month, _ := zone.Date(days); return int64(month+2) / 3 }}
	Year       = TimePart{Name: "year", date: func(days int64) int64 { year, _, _ := zone.Date(days); return int64(year) }}
	DayOfYear  = TimePart{Name: "dayofyear", date: func(days int64) int64 {
		year, _, _ := zone.Date(days)
		return days - zone.Days(year, 1, 1) + 1
	}}
)

// TimeParts are all parts.
var TimeParts = []TimePart{Hour, Minute, Second, Weekday, DayOfMonth, Month, Quarter, Year, DayOfYear}

// Do computes the part of each time of x, in the zone of the Lookup.
func (p TimePart) Do(out *Vector, x Vector, l *zone.Lookup) {
	out.reset(frame.Int64, len(x.Ints))
	out.Valid = x.Valid
	switch {
	case p.date != nil:
		last, value := int64(0), p.date(0)
		for i, t := range x.Ints {
			day, _ := l.Split(t)
			if day != last { // most neighbouring rows are of one day
				last, value = day, p.date(day)
			}
			out.Ints[i] = value
		}
	default:
		l.Clocks(out.Ints, x.Ints)
		p.divide(out.Ints)
	}
}

// divide computes a part of the time of day from nanoseconds since a midnight.
func (p TimePart) divide(clocks []int64) {
	switch p.clock { // with constants the divisions are multiplications
	case time.Hour:
		for i, c := range clocks {
			clocks[i] = int64(uint64(c) / uint64(time.Hour) % 24)
		}
	case time.Minute:
		for i, c := range clocks {
			clocks[i] = int64(uint64(c) / uint64(time.Minute) % 60)
		}
	default:
		for i, c := range clocks {
			clocks[i] = int64(uint64(c) / uint64(time.Second) % 60)
		}
	}
}

// Truncate computes the first time of the period that contains each time of x. Its error is a [RowError]. Missing values
// stay missing.
func Truncate(out *Vector, x Vector, periods *zone.Truncation) error {
	out.reset(frame.Time, len(x.Ints))
	out.Valid = x.Valid
	for i, t := range x.Ints {
		start, ok := periods.Start(t)
		if !ok && x.IsValid(i) {
			return &RowError{fmt.Sprintf("the start of the period of %s", time.Unix(0, t).UTC().Format(time.RFC3339Nano)), i}
		}
		out.Ints[i] = start
	}
	return nil
}
