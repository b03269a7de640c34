package ops_test

import (
	"fmt"
	"sync/atomic"
	"time"
	_ "time/tzdata" // zones, also on machines without their database

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// location returns a zone of the database.
func location(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

// hourly is a stream of n rows, one an hour. Each counts 1.
func hourly(from string, n int) ops.DataFrame {
	at, err := time.Parse(time.RFC3339, from)
	if err != nil {
		panic(err)
	}
	times := make([]time.Time, n)
	for i := range times {
		times[i] = at.Add(time.Duration(i) * time.Hour)
	}
	f := frame.Must(frame.New(frame.Index("t", times), frame.Const("count", 1, n)))
	return ops.From(flow.FromSlice([]frame.Frame{f}), f.Empty())
}

// Clocks are set back on 25 October 2026, so this day has 25 hours in Berlin.
func ExampleDataFrame_Calendar() {
	berlin := location("Europe/Berlin")
	printed(hourly("2026-10-24T00:00:00+02:00", 60).Calendar(1, ops.Day, ops.TimeZone(berlin)).Sum())
	// Output:
	// t                     end                   count
	// 2026-10-23T22:00:00Z  2026-10-24T22:00:00Z     24
	// 2026-10-24T22:00:00Z  2026-10-25T23:00:00Z     25
	// t                     end                   count
	// 2026-10-25T23:00:00Z  2026-10-26T23:00:00Z     11
}

// The last two days of each day.
func ExampleDataFrame_SlidingCalendar() {
	printed(hourly("2026-10-24T00:00:00Z", 48).SlidingCalendar(2, 1, ops.Day).Sum())
	// Output:
	// t                     end                   count
	// 2026-10-23T00:00:00Z  2026-10-25T00:00:00Z     24
	// t                     end                   count
	// 2026-10-24T00:00:00Z  2026-10-26T00:00:00Z     48
	// 2026-10-25T00:00:00Z  2026-10-27T00:00:00Z     24
}

// The hour from 02:00 to 03:00 occurs twice: two windows.
func ExampleTimeZone() {
	berlin := location("Europe/Berlin")
	d := hourly("2026-10-25T01:00:00+02:00", 4)
	d = d.Assign("hour", "hour(t, 'Europe/Berlin')")
	printed(d.Tumbling(time.Hour, ops.TimeZone(berlin)).Aggregate(ops.Last("hour")))
	// Output:
	// t                     end                   hour_last
	// 2026-10-24T23:00:00Z  2026-10-25T00:00:00Z          1
	// 2026-10-25T00:00:00Z  2026-10-25T01:00:00Z          2
	// 2026-10-25T01:00:00Z  2026-10-25T02:00:00Z          2
	// t                     end                   hour_last
	// 2026-10-25T02:00:00Z  2026-10-25T03:00:00Z          3
}

func ExampleFirstWeekday() {
	printed(hourly("2026-10-24T00:00:00Z", 48).Calendar(1, ops.Week, ops.FirstWeekday(time.Sunday)).Sum())
	// Output:
	// t                     end                   count
	// 2026-10-18T00:00:00Z  2026-10-25T00:00:00Z     24
	// t                     end                   count
	// 2026-10-25T00:00:00Z  2026-11-01T00:00:00Z     24
}

// Bars of two hours of a stock exchange. The last one ends at the close, after half an hour.
func ExampleTradingHours() {
	var outside atomic.Int64
	bars := hourly("2026-03-06T09:45:00-05:00", 12).Tumbling(2*time.Hour, ops.TimeZone(location("America/New_York")),
		ops.TradingHours(9*time.Hour+30*time.Minute, 16*time.Hour), ops.CountOutside(&outside))
	printed(bars.Sum())
	fmt.Println(outside.Load(), "rows outside of the hours")
	// Output:
	// t                     end                   count
	// 2026-03-06T14:30:00Z  2026-03-06T16:30:00Z      2
	// 2026-03-06T16:30:00Z  2026-03-06T18:30:00Z      2
	// 2026-03-06T18:30:00Z  2026-03-06T20:30:00Z      2
	// 2026-03-06T20:30:00Z  2026-03-06T21:00:00Z      1
	// 5 rows outside of the hours
}

// A market that is open all day on the day before Thanksgiving, and half a day on the day after.
func ExampleTradingCalendar() {
	var outside atomic.Int64
	hours := func(day time.Time) (open, close time.Duration) {
		switch day.Format(time.DateOnly) {
		case "2026-11-25":
			return 9*time.Hour + 30*time.Minute, 16 * time.Hour
		case "2026-11-27":
			return 9*time.Hour + 30*time.Minute, 13 * time.Hour
		}
		return 0, 0
	}
	bars := hourly("2026-11-25T00:00:00-05:00", 72).Tumbling(24*time.Hour, ops.TimeZone(location("America/New_York")),
		ops.TradingCalendar("thanksgiving", hours), ops.CountOutside(&outside))
	printed(bars.Sum())
	// Output:
	// t                     end                   count
	// 2026-11-25T14:30:00Z  2026-11-25T21:00:00Z      6
	// 2026-11-27T14:30:00Z  2026-11-27T18:00:00Z      3
}

func ExampleDataFrame_Hour() {
	berlin := ops.TimeZone(location("Europe/Berlin"))
	d := hourly("2026-10-25T00:00:00Z", 2).ResetIndex().Col("t")
	printed(d.Rename("t", "hour").Hour(berlin).With("weekday", d.Weekday(berlin)).With("day", d.Day(berlin)).
		With("month", d.Month(berlin)).With("date", d.Date(berlin)))
	// Output:
	// hour  weekday  day  month  date
	//    2        6   25     10  2026-10-24T22:00:00Z
	//    2        6   25     10  2026-10-24T22:00:00Z
}

func ExampleDataFrame_TruncateTo() {
	d := hourly("2026-10-25T00:00:00Z", 1).ResetIndex().Col("t")
	printed(d.TruncateTo(ops.Week).With("month", d.TruncateTo(ops.Month)).With("six hours", d.Truncate(6*time.Hour)))
	// Output:
	// t                     month                 six hours
	// 2026-10-19T00:00:00Z  2026-10-01T00:00:00Z  2026-10-25T00:00:00Z
}

// A count for each local day of Berlin, also for the days without rows.
func ExampleEmptyWindows() {
	days := hourly("2026-10-24T12:00:00+02:00", 72).Query("index < '2026-10-24T20:00:00Z' or index > '2026-10-26T23:00:00Z'")
	printed(days.Calendar(1, ops.Day, ops.TimeZone(location("Europe/Berlin")), ops.EmptyWindows()).Sum())
	// Output:
	// t                     end                   count
	// 2026-10-23T22:00:00Z  2026-10-24T22:00:00Z     10
	// 2026-10-24T22:00:00Z  2026-10-25T23:00:00Z      0
	// 2026-10-25T23:00:00Z  2026-10-26T23:00:00Z      0
	// t                     end                   count
	// 2026-10-26T23:00:00Z  2026-10-27T23:00:00Z     10
}
