package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/internal/zone"
)

// Calendar returns windows of n days, weeks, months, quarters or years that follow each other: pandas' resample with
// 'D', 'W-MON', 'MS', 'QS' or 'YS'. They begin at midnight in UTC, or in the zone of [TimeZone]. Where clocks skip
// midnight, a day begins at the first time that exists; where midnight occurs twice, at the first one.
//
//	d.Calendar(1, ops.Day, ops.TimeZone(berlin)).Mean() // days of 23, 24 and 25 hours
//	d.Calendar(1, ops.Week, ops.FirstWeekday(time.Sunday)).Sum()
//	d.Calendar(1, ops.Day, ops.TimeZone(newYork), ops.Offset(17*time.Hour)).Last() // days from 17:00 on
//
// Windows of several units are counted from a fixed origin, not from the first row: n days from 1970-01-01, n weeks
// from the first such weekday of 1970, n months, quarters or years from January of the year 0. So windows of 10 years
// begin in 2020. A unit without rows has no window, or with [EmptyWindows] one of no rows, as in pandas. [Offset] moves
// all edges by a time of less than a day. It panics unless n is from 1 to 1000. Everything else is as in
// [DataFrame.Tumbling].
func (d DataFrame) Calendar(n int, unit CalendarUnit, opts ...EventOption) Windows {
	return d.newWindows(newCalendarSpec("Calendar", fmt.Sprintf("calendar %d %v", n, unit), n, n, unit, opts))
}

// SlidingCalendar returns windows of n units, one of which begins at every multiple of every units, such as the last
// seven days of each day:
//
//	d.SlidingCalendar(7, 1, ops.Day, ops.TimeZone(berlin)).Mean()
//
// It panics unless n and every are from 1 to 1000. Everything else is as in [DataFrame.Calendar] and [DataFrame.Sliding].
func (d DataFrame) SlidingCalendar(n, every int, unit CalendarUnit, opts ...EventOption) Windows {
	checkUnit("SlidingCalendar", every, unit)
	label := fmt.Sprintf("sliding %d every %d %v", n, every, unit)
	return d.newWindows(newCalendarSpec("SlidingCalendar", label, n, every, unit, opts))
}

// newCalendarSpec describes windows of n units, one of which begins at every multiple of every units.
func newCalendarSpec(op, label string, n, every int, unit CalendarUnit, opts []EventOption) windowSpec {
	checkUnit(op, n, unit)
	cfg := configureEvent(op, opts)
	cfg.refuseHours(op)
	if unit != Week {
		cfg.calendar.refuseFirstWeekday(op)
	}
	if shift := cfg.offset.Abs(); shift >= 24*time.Hour {
		panic(fmt.Sprintf("ops.%s: the offset must be less than a day, got Offset(%v)", op, cfg.offset))
	}
	loc := cfg.calendar.location()
	table := zone.NewTable(loc)
	grid := table.Calendar(every, unit, cfg.calendar.weekStart(), int64(cfg.offset))
	w := newGridAssigner(grid.Width/int64(every)*int64(n), grid.Width, grid.Offset)
	w.scale, w.scaleName = grid.Scale, fmt.Sprintf("%ss of %s from %v on", unit, zoneName(loc, table), cfg.offset)
	if op != "Calendar" {
		cfg.refuseEmpty(op)
	}
	return windowSpec{op: op, label: cfg.calendar.label(label), config: cfg, assigner: cfg.assigner(w)}
}

// localGrid returns the assigner of tumbling and sliding windows in the zone of the options. repeat is the least time by
// which clocks must be set back for the repeated time to have windows of its own.
func localGrid(cfg eventConfig, width, every time.Duration, repeat int64) *gridAssigner {
	w := newGridAssigner(int64(width), int64(every), int64(cfg.offset))
	if cfg.calendar.zone == nil {
		return w
	}
	if table := zone.NewTable(cfg.calendar.zone); !table.IsUTC() {
		w.scale, w.scaleName = table.Scale(repeat, int64(cfg.offset)), zoneName(cfg.calendar.zone, table)
	}
	return w
}
