package ops

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// tradingHours say when a market is open.
type tradingHours struct {
	name string // names the hours in saved states
	// of returns the hours of a day, as times since its midnight on the local clock. Both are 0 if it has none.
	of func(day time.Time) (open, close time.Duration)
}

// TradingHours limits the windows of [DataFrame.Tumbling] to the hours from open to close, which are local times since
// midnight in the zone of [TimeZone]. The first window of a day begins at open, and the last one ends at close, so it may
// be short: windows of an hour from 9:30 to 16:00 are six full ones and one of half an hour. Windows of 24 hours are one
// a day.
//
//	d.Tumbling(time.Hour, ops.TimeZone(newYork), ops.CountOutside(&n),
//		ops.TradingHours(9*time.Hour+30*time.Minute, 16*time.Hour))
//
// days are the days with such hours. Default: Monday to Friday. If close is more than 24 hours, the hours end on the next
// day, and belong to the day on which they begin. Rows outside of the hours belong to no window: [OutsideRows] or
// [CountOutside] must say what becomes of them. They advance the watermark. Tumbling panics if neither is set, and on
// [Offset]; other windows panic on TradingHours.
//
// TradingHours panics unless 0 <= open < 24h and open < close <= open+24h, and if a day is none.
func TradingHours(open, close time.Duration, days ...time.Weekday) EventOption {
	if err := checkHours(open, close); err != nil {
		panic(fmt.Sprintf("ops.TradingHours: %v", err))
	}
	if len(days) == 0 {
		days = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	}
	var trades [7]bool
	for _, day := range days {
		if day < time.Sunday || day > time.Saturday {
			panic(fmt.Sprintf("ops.TradingHours: must be a day from time.Sunday to time.Saturday, got %d", int(day)))
		}
		trades[day] = true
	}
	h := &tradingHours{name: fmt.Sprintf("%v-%v %v", open, close, trades), of: func(day time.Time) (from, to time.Duration) {
		if !trades[day.Weekday()] {
			return 0, 0
		}
		return open, close
	}}
	return eventOption(func(cfg *eventConfig) { cfg.hours = h })
}

// TradingCalendar is [TradingHours] with hours that differ from day to day, such as those of an exchange with holidays. hours
// is called with each local date and returns open and close, or 0 and 0 if the market is closed that day. It must always
// return the same for the same day. Hours that TradingHours would not take, and hours that begin before those of the day
// before have ended, are errors of the rows of that day: an [ErrHours]. The name stands for hours in saved states. It
// panics if the name is empty or hours is nil.
func TradingCalendar(name string, hours func(day time.Time) (open, close time.Duration)) EventOption {
	if name == "" || hours == nil {
		panic(fmt.Sprintf("ops.TradingCalendar: needs a name and a function, got %q and a function that is nil: %v", name, hours == nil))
	}
	h := &tradingHours{name: name, of: hours}
	return eventOption(func(cfg *eventConfig) { cfg.hours = h })
}

// OutsideRows emits rows outside of [TradingHours] to src, as [LateRows] does with late rows. It panics if src is nil.
func OutsideRows(src *flow.Source[frame.Frame]) EventOption {
	if src == nil {
		panic("ops.OutsideRows: the source must not be nil")
	}
	return eventOption(func(cfg *eventConfig) { cfg.outsideRows = src })
}

// CountOutside adds the number of rows outside of [TradingHours] to n, with or without OutsideRows. It panics if n is
// nil.
func CountOutside(n *atomic.Int64) EventOption {
	if n == nil {
		panic("ops.CountOutside: the counter must not be nil")
	}
	return eventOption(func(cfg *eventConfig) { cfg.outsideCount = n })
}

// checkHours returns an error unless the hours of a day are a range that does not reach the same time of the next day.
func checkHours(open, close time.Duration) error {
	const day = 24 * time.Hour
	if open < 0 || open >= day || close <= open || close > open+day {
		return fmt.Errorf("open must be from 0 to 24h and close at most 24h later, got %v and %v", open, close)
	}
	return nil
}

// checkHours panics if the options on hours do not fit together.
func (c eventConfig) checkHours(op string) {
	diverts := c.outsideRows != nil || c.outsideCount != nil
	switch {
	case c.hours == nil && diverts:
		panic(fmt.Sprintf("ops.%s: OutsideRows and CountOutside are for TradingHours, got none", op))
	case c.hours != nil && !diverts:
		panic(fmt.Sprintf("ops.%s: TradingHours needs OutsideRows or CountOutside, which say where other rows go, got neither", op))
	case c.hours != nil && c.offset != 0:
		panic(fmt.Sprintf("ops.%s: TradingHours begin at open, got Offset(%v)", op, c.offset))
	}
}

// refuseHours panics if there are trading hours.
func (c eventConfig) refuseHours(op string) {
	if c.hours != nil {
		panic(fmt.Sprintf("ops.%s: only Tumbling has TradingHours, got them here", op))
	}
}
