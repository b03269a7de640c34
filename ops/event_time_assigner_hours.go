package ops

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/streamgage/streamgage/internal/zone"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// hoursAssigner assigns rows to windows of the length width within trading hours. The last window of a day ends at close.
// Each window is one pane. It caches hours, so each operator needs its own.
type hoursAssigner struct {
	width    int64
	hours    *tradingHours
	location *time.Location
	table    *zone.Table
	scale    *zone.Scale
	lookup   zone.Lookup
	cache    [4]openTime // the hours of days, at the day modulo 4
}

// openTime is the time in which a market is open on one day. It is empty if open is close.
type openTime struct {
	day         int64 // since 1970-01-01
	open, close int64
	err         error
}

// assigner returns the assigner of windows of the length width.
func (h *tradingHours) assigner(cfg eventConfig, width time.Duration) *hoursAssigner {
	loc := cfg.calendar.location()
	table := zone.NewTable(loc)
	w := &hoursAssigner{width: int64(width), hours: h, location: loc, table: table, scale: table.Scale(zone.NoRepeat, 0)}
	return w.clone()
}

// clone returns an assigner with an empty cache.
func (w *hoursAssigner) clone() *hoursAssigner {
	c := *w
	c.lookup = w.table.Lookup()
	for i := range c.cache {
		c.cache[i].day = math.MinInt64
	}
	return &c
}

// openTime returns the hours of a day.
func (w *hoursAssigner) openTime(day int64) openTime {
	cached := &w.cache[day&3]
	if cached.day == day {
		return *cached
	}
	year, month, dom := zone.Date(day)
	date := time.Date(year, time.Month(month), dom, 0, 0, 0, 0, time.UTC)
	open, close := w.hours.of(date)
	*cached = openTime{day: day}
	if open == 0 && close == 0 {
		return *cached
	}
	if err := checkHours(open, close); err != nil {
		cached.err = fmt.Errorf("%w of %s: %w", ErrHours, date.Format(time.DateOnly), err)
		return *cached
	}
	midnight, over := addSaturated(0, day*int64(24*time.Hour))
	from, ok := w.scale.First(midnight + int64(open))
	to, ok2 := w.scale.First(midnight + int64(close))
	if over || !ok || !ok2 {
		cached.err = errWindowEdges
	}
	cached.open, cached.close = from, to
	return *cached
}

// window returns the window that contains t, or false if there is none.
func (w *hoursAssigner) window(t int64) (from, end int64, found bool, err error) {
	const firstDay, lastDay = math.MinInt64/int64(24*time.Hour) + 3, math.MaxInt64/int64(24*time.Hour) - 3
	day, _ := w.lookup.Split(t)
	if day < firstDay || day > lastDay {
		return 0, 0, false, errWindowEdges
	}
	before, today := w.openTime(day-1), w.openTime(day)
	switch {
	case before.err != nil:
		return 0, 0, false, before.err
	case today.err != nil:
		return 0, 0, false, today.err
	case today.open < before.close && today.open < today.close && before.open < before.close:
		return 0, 0, false, fmt.Errorf("%w: those of %s begin before those of the day before end",
			ErrHours, time.Unix(0, today.open).In(w.location).Format(time.DateOnly))
	}
	for _, o := range [2]openTime{before, today} {
		if o.open <= t && t < o.close {
			from = o.open + (t-o.open)/w.width*w.width
			if end = o.close; w.width < o.close-from {
				end = from + w.width
			}
			return from, end, true, nil
		}
	}
	return 0, 0, false, nil
}

func (w *hoursAssigner) paneFor(e *eventWindows, g *eventGroup, t int64) (*pane, error) {
	there, i := g.paneAt(t)
	if there != nil {
		return there, nil
	}
	from, end, found, err := w.window(t)
	if !found || err != nil {
		return nil, err
	}
	if err := e.reserve(1); err != nil {
		return nil, err
	}
	p := &pane{from: from, to: end - 1, first: from, last: from, accumulators: e.newAccumulators()}
	g.panes = slices.Insert(g.panes, i, p)
	e.closeQueue.update(g, w.firstEnd(g, e.closedUntil))
	return p, nil
}

func (w *hoursAssigner) runEnd(g *eventGroup, p *pane, times []int64, from int, m *watermark) int {
	return (*gridAssigner)(nil).runEnd(g, p, times, from, m)
}

func (w *hoursAssigner) isLate(_ *eventGroup, t, mark int64) bool {
	_, end, found, err := w.window(t)
	return err == nil && found && end <= mark
}

func (w *hoursAssigner) closeUntil(g *eventGroup, _, mark int64, emit func(closedWindow)) (nextEnd int64) {
	for i, p := range g.panes {
		if p.to+1 > mark {
			return p.to + 1
		}
		emit(closedWindow{from: p.from, end: p.to + 1, group: g, panes: g.panes[i : i+1]})
		g.closedPanes++
	}
	return 0
}

func (w *hoursAssigner) firstEnd(g *eventGroup, _ int64) int64 { return g.panes[0].to + 1 }

func (w *hoursAssigner) lastEnd(g *eventGroup) int64 { return g.panes[len(g.panes)-1].to + 1 }

// save writes the parameters as gridAssigner writes those of local time.
func (w *hoursAssigner) save(dst []byte) []byte {
	return state.AppendText(state.AppendInts(dst, -w.width, 0, 0), w.hours.name+" of "+zoneName(w.location, w.table))
}

func (w *hoursAssigner) validPane(p *pane) bool {
	from, end, found, err := w.window(p.from)
	return found && err == nil && p.from == from && p.to == end-1 && p.first == from && p.last == from
}
