package zone

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Instants finds the instants at which the clocks of a zone show local times. Both are in seconds: local times since midnight
// of 1970-01-01 on these clocks, instants since the Unix epoch.
//
//   - A local time that occurs twice is the first of the two instants.
//   - A local time that clocks skip is moved forward by what they skip: 02:30 is 03:30 where 02:00 becomes 03:00.
//
// Both rules are one: the offset is the one before the clocks are changed, as with fold=0 in Python (PEP 495).
//
// Instants remembers each period of the zone that it has come across. So a local time costs a few nanoseconds, and the first one
// of a period about 0.4 µs. Any goroutines may use it at once.
type Instants struct {
	loc    *time.Location
	known  atomic.Pointer[[]localPeriod] // sorted; a slice does not change once it is here
	adding sync.Mutex
}

// localPeriod is a range of local times, up to before to, that have one offset.
type localPeriod struct{ from, to, offset int64 }

// NewInstants returns the Instants of a zone.
func NewInstants(loc *time.Location) *Instants {
	x := &Instants{loc: loc}
	x.known.Store(new([]localPeriod))
	return x
}

// Of returns the instant of a local time. The local time must be in the years 0 to 9999.
func (x *Instants) Of(local int64) int64 {
	known := *x.known.Load()
	i, end := 0, len(known)
	for i+1 < end {
		if middle := int(uint(i+end) / 2); known[middle].from <= local {
			i = middle
		} else {
			end = middle
		}
	}
	if i < len(known) && known[i].from <= local && local < known[i].to {
		return local - known[i].offset
	}
	return local - x.add(local)
}

// add finds the period of a local time, remembers it, and returns its offset.
func (x *Instants) add(local int64) (offset int64) {
	p := x.find(local)
	x.adding.Lock()
	defer x.adding.Unlock()
	known := *x.known.Load()
	i, found := slices.BinarySearchFunc(known, p, func(a, b localPeriod) int { return int(min(1, max(-1, a.from-b.from))) })
	if !found {
		known = slices.Insert(slices.Clone(known), i, p)
		x.known.Store(&known)
	}
	return p.offset
}

// find returns the period of a local time.
func (x *Instants) find(local int64) localPeriod {
	const mostAhead = 26 * 3600 // no zone whose clocks change has been so far from UTC
	at := time.Unix(local-mostAhead, 0).In(x.loc)
	start, end := at.ZoneBounds()
	p := localPeriod{from: math.MinInt64 / 4, to: math.MaxInt64 / 4, offset: secondsAhead(at)}
	if !start.IsZero() {
		p.from = start.Unix() + max(secondsAhead(start.Add(-time.Second)), p.offset)
	}
	for !end.IsZero() {
		if !end.After(at) { // see NewTableOf
			end = at.Add(24 * time.Hour)
		}
		next := secondsAhead(end)
		to := end.Unix() + max(p.offset, next)
		if local < to {
			p.to = to
			return p
		}
		p.from, p.offset = to, next
		at = end
		_, end = at.ZoneBounds()
	}
	return p
}

// secondsAhead returns how many seconds local time is ahead of UTC.
func secondsAhead(t time.Time) int64 {
	_, seconds := t.Zone()
	return int64(seconds)
}
