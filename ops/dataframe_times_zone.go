package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/internal/zone"
)

// CalendarUnit is a unit of the calendar, for [DataFrame.Calendar] and [DataFrame.TruncateTo].
type CalendarUnit = zone.Unit

// The units of the calendar.
const (
	Day     = zone.Day
	Week    = zone.Week // from Monday on; see FirstWeekday
	Month   = zone.Month
	Quarter = zone.Quarter
	Year    = zone.Year
)

// timeConfig holds the options of operations on local times.
type timeConfig struct {
	zone         *time.Location // nil: UTC
	firstWeekday time.Weekday   // of a week
	hasWeekday   bool           // firstWeekday is set; else it is Monday
}

// TimeOption sets in which zone [DataFrame.Hour], [DataFrame.Truncate], [DataFrame.TimeBucket] and the like see times. It
// is an [EventOption] and a [ResampleOption] too.
type TimeOption func(*timeConfig)

func (o TimeOption) applyToWindows(cfg *eventConfig)     { o(&cfg.calendar) }
func (o TimeOption) applyToResample(cfg *resampleConfig) { o(&cfg.calendar) }

// TimeZone sets the zone whose local time an operation uses. Results that are times are instants, as all times of frames.
// Default: UTC. It panics if zone is nil.
//
// time.LoadLocation needs the database of zones. A program that runs on machines without it imports time/tzdata, which
// has the database in the program.
func TimeZone(zone *time.Location) TimeOption {
	if zone == nil {
		panic("ops.TimeZone: the zone must not be nil")
	}
	return func(cfg *timeConfig) { cfg.zone = zone }
}

// FirstWeekday sets the first day of a [Week]. Default: Monday. Operations that know no weeks panic on it. It panics
// unless day is one of the seven days.
func FirstWeekday(day time.Weekday) TimeOption {
	if day < time.Sunday || day > time.Saturday {
		panic(fmt.Sprintf("ops.FirstWeekday: must be a day from time.Sunday to time.Saturday, got %d", int(day)))
	}
	return func(cfg *timeConfig) { cfg.firstWeekday, cfg.hasWeekday = day, true }
}

// configureTimes applies options.
func configureTimes(op string, opts []TimeOption) (cfg timeConfig) {
	for _, o := range opts {
		if o == nil {
			panic(fmt.Sprintf("ops.%s: the option must not be nil", op))
		}
		o(&cfg)
	}
	return cfg
}

// refuseFirstWeekday panics if the first day of a week is set.
func (c timeConfig) refuseFirstWeekday(op string) {
	if c.hasWeekday {
		panic(fmt.Sprintf("ops.%s: only weeks have a first day, got FirstWeekday(%v)", op, c.firstWeekday))
	}
}

// location returns the zone.
func (c timeConfig) location() *time.Location {
	if c.zone == nil {
		return time.UTC
	}
	return c.zone
}

// weekStart returns the first day of a week.
func (c timeConfig) weekStart() time.Weekday {
	if c.hasWeekday {
		return c.firstWeekday
	}
	return time.Monday
}

// label returns a node's name, with the zone if one is set.
func (c timeConfig) label(name string) string {
	if c.zone == nil {
		return name
	}
	return name + " " + c.zone.String()
}

// zoneName names a zone in saved states. Zones of a fixed offset may have any name, so the offset belongs to it.
func zoneName(loc *time.Location, t *zone.Table) string {
	if l := t.Lookup(); t.IsFixed() {
		return fmt.Sprintf("%v %+d s", loc, l.Offset(0)/int64(time.Second))
	}
	return loc.String()
}

// checkUnit panics unless n is positive and u is a unit of the calendar.
func checkUnit(op string, n int, u CalendarUnit) {
	const most = 1000 // years
	if u < Day || u > Year {
		panic(fmt.Sprintf("ops.%s: the unit must be Day, Week, Month, Quarter or Year, got %d", op, int(u)))
	}
	if n <= 0 || n > most {
		panic(fmt.Sprintf("ops.%s: the number of units must be from 1 to %d, got %d", op, most, n))
	}
}
