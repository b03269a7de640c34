package frame

import (
	"math"
	"time"

	"github.com/streamgage/streamgage/internal/zone"
)

// newTimeParser returns a parser of times of these layouts and of ISO 8601. Times without a zone are in zone; nil is UTC.
func newTimeParser(layouts []string, zone *time.Location) timeParser {
	p := timeParser{local: newLocalTimes(zone)}
	for _, layout := range layouts {
		p.layouts = append(p.layouts, timeLayout{layout, layoutHasZone(layout)})
	}
	return p
}

// timeLayout is a layout of package time.
type timeLayout struct {
	layout  string
	hasZone bool // a text that has the layout has a zone or an offset
}

// layoutHasZone reports whether a layout has a zone or an offset: then the same time on two clocks has two texts.
func layoutHasZone(layout string) bool {
	east, west := time.FixedZone("EAST", 3600), time.FixedZone("WEST", -7200)
	at := func(loc *time.Location) string { return time.Date(2006, 1, 2, 15, 4, 5, 0, loc).Format(layout) }
	return at(east) != at(west)
}

// parse returns the time that a text holds. It is notTime if the text does not have the layout.
func (l timeLayout) parse(text string, local *localTimes) (ns int64, status timeStatus) {
	loc := time.UTC
	if l.hasZone && local != nil {
		loc = local.loc
	}
	t, err := time.ParseInLocation(l.layout, text, loc)
	switch {
	case err != nil:
		return 0, notTime
	case l.hasZone || local == nil:
		return nanosOf(t)
	}
	return local.nanos(t.Unix(), t.Nanosecond())
}

// localTimes finds the instants of times without a zone. Times that do not exist, or that occur twice, follow the rule of
// zone.Instants.
type localTimes struct {
	loc      *time.Location
	instants *zone.Instants
}

// newLocalTimes returns the localTimes of a zone, or nil for UTC.
func newLocalTimes(loc *time.Location) *localTimes {
	if loc == nil || loc == time.UTC {
		return nil
	}
	return &localTimes{loc, zone.NewInstants(loc)}
}

// nanos returns a local time as nanoseconds since the Unix epoch. It is given as seconds since midnight of 1970-01-01 on the
// zone's clocks, and nanoseconds.
func (l *localTimes) nanos(seconds int64, nanos int) (ns int64, status timeStatus) {
	const farthest = math.MaxInt64/int64(time.Second) + 30*86_400 // beyond the range of times in every zone
	if seconds < -farthest || seconds > farthest {
		return 0, timeBeyond
	}
	return nanosOfUnix(l.instants.Of(seconds), nanos)
}
