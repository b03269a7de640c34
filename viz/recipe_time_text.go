package viz

import (
	"time"

	"github.com/streamgage/streamgage/internal/zone"
)

// timeTexts writes times as names of categories and groups.
type timeTexts struct {
	loc   *time.Location
	first *zone.Instants // finds the first time at which the clocks show a local time
}

// newTimeTexts returns the timeTexts of a zone; nil means UTC.
func newTimeTexts(loc *time.Location) timeTexts {
	if loc == nil {
		loc = time.UTC
	}
	return timeTexts{loc, zone.NewInstants(loc)}
}

// of returns a time as text: the date, and the time of day except at midnight, without zeros at its end. A local time that occurs
// for the second time has its offset from UTC. So different times have different texts.
func (x timeTexts) of(ns int64) string {
	at := time.Unix(0, ns).In(x.loc)
	_, offset := at.Zone()
	hour, minute, second := at.Clock()
	layout := "2006-01-02 15:04:05.999999999"
	if second == 0 && at.Nanosecond() == 0 {
		layout = "2006-01-02 15:04"
	}
	switch again := x.first.Of(at.Unix()+int64(offset)) != at.Unix(); {
	case again:
		layout += " -07:00"
	case hour == 0 && minute == 0 && second == 0 && at.Nanosecond() == 0:
		layout = time.DateOnly
	}
	return at.Format(layout)
}
