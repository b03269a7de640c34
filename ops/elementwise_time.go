package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/zone"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Hour computes the hour of each time, from 0 to 23, as int64: pandas' dt.hour. It is that of the local time in the zone of
// [TimeZone], or in UTC.
//
//	d.With("hour", d.Col("t").Hour(ops.TimeZone(berlin)))
//	d.Assign("hour", "hour(t, 'Europe/Berlin')") // the same; t may be the index
//
// Every column but the index must hold times, else it is a build error, an [ErrType]. A missing value stays missing. Cost: about 4
// ns a row if times are in order, or 20 to 40 ns if they jump between summer and winter, and one allocation a column. It panics on
// [FirstWeekday].
func (d DataFrame) Hour(opts ...TimeOption) DataFrame { return d.timePart("Hour", kernel.Hour, opts) }

// Minute computes the minute of each time, from 0 to 59. See [DataFrame.Hour].
func (d DataFrame) Minute(opts ...TimeOption) DataFrame {
	return d.timePart("Minute", kernel.Minute, opts)
}

// Second computes the second of each time, from 0 to 59, without its fraction. See [DataFrame.Hour].
func (d DataFrame) Second(opts ...TimeOption) DataFrame {
	return d.timePart("Second", kernel.Second, opts)
}

// Weekday computes the day of the week of each time: Monday is 0 and Sunday 6, as with pandas' dayofweek. (Go's
// time.Weekday begins with Sunday.) See [DataFrame.Hour].
func (d DataFrame) Weekday(opts ...TimeOption) DataFrame {
	return d.timePart("Weekday", kernel.Weekday, opts)
}

// Day computes the day of the month of each time, from 1 to 31. See [DataFrame.Hour].
func (d DataFrame) Day(opts ...TimeOption) DataFrame {
	return d.timePart("Day", kernel.DayOfMonth, opts)
}

// Month computes the month of each time, from 1 to 12. See [DataFrame.Hour].
func (d DataFrame) Month(opts ...TimeOption) DataFrame {
	return d.timePart("Month", kernel.Month, opts)
}

// Quarter computes the quarter of the year of each time, from 1 to 4. See [DataFrame.Hour].
func (d DataFrame) Quarter(opts ...TimeOption) DataFrame {
	return d.timePart("Quarter", kernel.Quarter, opts)
}

// Year computes the year of each time. See [DataFrame.Hour].
func (d DataFrame) Year(opts ...TimeOption) DataFrame { return d.timePart("Year", kernel.Year, opts) }

// DayOfYear computes the day of the year of each time: 1 is the first of January. See [DataFrame.Hour].
func (d DataFrame) DayOfYear(opts ...TimeOption) DataFrame {
	return d.timePart("DayOfYear", kernel.DayOfYear, opts)
}

// Date computes the local midnight before each time, as a time: pandas' dt.normalize. It is TruncateTo([Day]).
func (d DataFrame) Date(opts ...TimeOption) DataFrame {
	cfg := configureTimes("Date", opts)
	cfg.refuseFirstWeekday("Date")
	return d.truncateTimes("Date", cfg.label("date"), calendarGrid(cfg, Day))
}

// Truncate rounds each time down to a multiple of width: pandas' dt.floor. The multiples are counted in local time since
// midnight of 1970-01-01. The result is the start of the window that [DataFrame.Tumbling] puts a row of that time in, with
// the same width and options. So the hour that occurs twice when clocks are set back has two starts. Options and errors
// are those of [DataFrame.Hour]. A result before the year 1678 is an [ErrOverflow] of its batch. Cost: about 3 ns a row
// while times are in one period, and 70 ns for a row in another one. It panics unless width is positive.
func (d DataFrame) Truncate(width time.Duration, opts ...TimeOption) DataFrame {
	checkLength("Truncate", "width", width)
	cfg := configureTimes("Truncate", opts)
	cfg.refuseFirstWeekday("Truncate")
	return d.truncateTimes("Truncate", cfg.label(fmt.Sprintf("truncate %v", width)), widthGrid(cfg, width))
}

// TruncateTo rounds each time down to the start of its day, week, month, quarter or year, in local time. [FirstWeekday]
// sets the first day of a week. See [DataFrame.Truncate]; the windows are those of [DataFrame.Calendar].
func (d DataFrame) TruncateTo(unit CalendarUnit, opts ...TimeOption) DataFrame {
	checkUnit("TruncateTo", 1, unit)
	cfg := configureTimes("TruncateTo", opts)
	if unit != Week {
		cfg.refuseFirstWeekday("TruncateTo")
	}
	return d.truncateTimes("TruncateTo", cfg.label("truncate to "+unit.String()), calendarGrid(cfg, unit))
}

// widthGrid returns the periods of a width.
func widthGrid(cfg timeConfig, width time.Duration) zone.Grid {
	return zone.NewTable(cfg.location()).Grid(int64(width), 0, int64(width))
}

// calendarGrid returns the periods of one unit.
func calendarGrid(cfg timeConfig, unit CalendarUnit) zone.Grid {
	return zone.NewTable(cfg.location()).Calendar(1, unit, cfg.weekStart(), 0)
}

// timePart replaces each time by a part of it.
func (d DataFrame) timePart(op string, part kernel.TimePart, opts []TimeOption) DataFrame {
	cfg := configureTimes(op, opts)
	cfg.refuseFirstWeekday(op)
	table := zone.NewTable(cfg.location())
	return d.deriveTimes(op, cfg.label(part.Name), func() columnFunc {
		lookup := table.Lookup()
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			part.Do(&out, x, &lookup)
			return out, nil
		}
	})
}

// truncateTimes replaces each time by the start of its period.
func (d DataFrame) truncateTimes(op, label string, periods zone.Grid) DataFrame {
	return d.deriveTimes(op, label, func() columnFunc {
		starts := periods.Truncation()
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			err = kernel.Truncate(&out, x, starts)
			return out, err
		}
	})
}

// deriveTimes is deriveColumns for columns of times.
func (d DataFrame) deriveTimes(op, label string, build func() columnFunc) DataFrame {
	fields := dataFields(d.example.Schema())
	for _, f := range fields {
		if f.Type != frame.Time {
			err := fmt.Errorf("%w: want times, got %q of type %v; Select the columns to work on", ErrType, f.Name, f.Type)
			return d.fail(op, err)
		}
	}
	return d.deriveColumns(op, label, fields, func(frame.Field) columnFunc { return build() })
}
