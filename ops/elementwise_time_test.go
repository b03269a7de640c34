package ops_test

import (
	"math"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // zones, also on machines without their database

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// zoneRecords holds what bench/pandas/record_time_zones.py has recorded. Times are in seconds.
type zoneRecords struct {
	Near, Far []int64
	Zones     map[string]struct {
		Parts   map[string][]int64
		Windows map[string][][3]*int64 // start, end, number of rows
		Hours   [][2]int64             // start, number of rows
	}
}

// loadZone loads a zone of the database.
func loadZone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	check.NoError(t, err)
	return loc
}

// secondsFrame returns a frame whose index "t" and column "c" are times in seconds, with a column x of ones.
func secondsFrame(seconds ...int64) frame.Frame {
	ns, ones := make([]int64, len(seconds)), make([]int64, len(seconds))
	for i, s := range seconds {
		ns[i], ones[i] = s*int64(time.Second), 1
	}
	return table(frame.Nanos("t", ns).AsIndex(), frame.Nanos("c", ns), frame.Col("x", ones))
}

// timeParts are the recorded parts as methods.
var timeParts = map[string]func(ops.DataFrame, ...ops.TimeOption) ops.DataFrame{
	"hour": ops.DataFrame.Hour, "minute": ops.DataFrame.Minute, "second": ops.DataFrame.Second, "weekday": ops.DataFrame.Weekday,
	"day": ops.DataFrame.Day, "month": ops.DataFrame.Month, "quarter": ops.DataFrame.Quarter, "year": ops.DataFrame.Year,
	"dayofyear": ops.DataFrame.DayOfYear,
}

func TestPartsOfTimesMatchPandas(t *testing.T) {
	var r zoneRecords
	readJSON(t, "pandas-time-zones.json", &r)
	in := secondsFrame(slices.Concat(r.Near, r.Far)...)
	for name, z := range r.Zones {
		loc := loadZone(t, name)
		if len(z.Parts) != len(timeParts) {
			t.Fatalf("%d parts are recorded, want %d", len(z.Parts), len(timeParts))
		}
		for part, want := range z.Parts {
			method := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return timeParts[part](d.Col("c"), ops.TimeZone(loc)) }, in)
			assigned := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Assign("c", part+"(t, '"+name+"')") }, in)
			for how, out := range map[string]frame.Frame{"method": method[0], "expression": assigned[0]} {
				got, err := out.Ints("c")
				check.NoError(t, err)
				for i := range want {
					if got[i] != want[i] {
						at := time.Unix(slices.Concat(r.Near, r.Far)[i], 0).In(loc)
						t.Fatalf("%s of %v by %s: got %d, want %d", part, at, how, got[i], want[i])
					}
				}
			}
		}
	}
}

// The windows of Calendar and Tumbling, and the results of TruncateTo, Truncate and truncate(t), are pandas'.
func TestLocalWindowsMatchPandas(t *testing.T) {
	var r zoneRecords
	readJSON(t, "pandas-time-zones.json", &r)
	in := secondsFrame(r.Near...)
	units := map[string]ops.CalendarUnit{"day": ops.Day, "week": ops.Week, "month": ops.Month, "quarter": ops.Quarter, "year": ops.Year}
	for name, z := range r.Zones {
		zone := ops.TimeZone(loadZone(t, name))
		if name == "Asia/Kathmandu" {
			z.Windows = nil // pandas lets 1986-01-01, whose midnight does not exist, begin at 01:00; the day begins at 00:15
		}
		for unit, want := range z.Windows {
			u := units[unit]
			out := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Calendar(1, u, zone).Aggregate(ops.Size()) }, in)
			got := frame.Must(frame.Concat(out))
			starts, _ := got.Times("t")
			ends, _ := got.Times("end")
			sizes, _ := got.Ints("size")
			if len(starts) != len(want) {
				t.Fatalf("%s, %s: got %d windows, want %d", name, unit, len(starts), len(want))
			}
			for i, w := range want {
				if name == "Pacific/Apia" && *w[0] == 1325152800 {
					w[1] = nil // 2011-12-30 did not exist: pandas has a window of that day that begins an hour after it ends
				}
				if starts[i] != *w[0]*1e9 || w[1] != nil && ends[i] != *w[1]*1e9 || sizes[i] != *w[2] {
					t.Errorf("%s, %s: got %d from %d to %d, want %d from %d", name, unit, sizes[i], starts[i]/1e9, ends[i]/1e9, *w[2], *w[0])
				}
			}
			wantStarts(t, in, got, func(d ops.DataFrame) ops.DataFrame { return d.Col("c").TruncateTo(u, zone) })
			wantStarts(t, in, got, func(d ops.DataFrame) ops.DataFrame { return d.Assign("c", "truncate(t, '"+unit+"', '"+name+"')") })
		}
		if name == "Australia/Lord_Howe" {
			continue // there the repeated half hour belongs to the hour before
		}
		out := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(time.Hour, zone).Aggregate(ops.Size()) }, in)
		got := frame.Must(frame.Concat(out))
		sizes, _ := got.Ints("size")
		starts, _ := got.Times("t")
		if len(starts) != len(z.Hours) {
			t.Fatalf("%s: got %d hours, want %d", name, len(starts), len(z.Hours))
		}
		for i, w := range z.Hours {
			if starts[i] < w[0]*1e9 || starts[i] >= (w[0]+3600)*1e9 || sizes[i] != w[1] { // clocks may be changed within an hour
				t.Errorf("%s: got %d from %d, want %d from %d", name, sizes[i], starts[i]/1e9, w[1], w[0])
			}
		}
		wantStarts(t, in, got, func(d ops.DataFrame) ops.DataFrame { return d.Col("c").Truncate(time.Hour, zone) })
		wantStarts(t, in, got, func(d ops.DataFrame) ops.DataFrame { return d.Assign("c", "truncate(t, '1h', '"+name+"')") })
		wantStarts(t, in, got, func(d ops.DataFrame) ops.DataFrame { return d.TimeBucket("c", "t", time.Hour, zone) })
	}
}

// wantStarts checks that the column c that op makes of each row is the start of the row's window.
func wantStarts(t *testing.T, in, windows frame.Frame, op operator) {
	t.Helper()
	out := resultsOf(t, op, in)
	got, err := out[0].Times("c")
	check.NoError(t, err)
	rows, _ := in.Times("t")
	starts, _ := windows.Times("t")
	ends, _ := windows.Times("end")
	for i, at := range rows {
		w, found := slices.BinarySearch(starts, at)
		if !found {
			w--
		}
		if at >= ends[w] || got[i] != starts[w] {
			t.Fatalf("row at %d: got %d, want %d to %d", at/1e9, got[i]/1e9, starts[w]/1e9, ends[w]/1e9)
		}
	}
}

func TestPartsOfTimesKeepMissing(t *testing.T) {
	f := table(frame.Nanos("c", []int64{0, math.MinInt64, 0}).WithValid([]bool{true, false, true}))
	berlin := ops.TimeZone(loadZone(t, "Europe/Berlin"))
	for name, op := range map[string]operator{
		"Hour":     func(d ops.DataFrame) ops.DataFrame { return d.Hour(berlin) },
		"Date":     func(d ops.DataFrame) ops.DataFrame { return d.Date(berlin) },
		"Truncate": func(d ops.DataFrame) ops.DataFrame { return d.Truncate(time.Hour, berlin) },
		"hour(c)":  func(d ops.DataFrame) ops.DataFrame { return d.Assign("c", "hour(c)") },
	} {
		out := resultsOf(t, op, f)
		if !out[0].Valid("c", 0) || out[0].Valid("c", 1) || !out[0].Valid("c", 2) {
			t.Errorf("%s: a missing time must stay missing, and no other, got %v", name, out[0])
		}
	}
}

func TestPartsOfTimesErrors(t *testing.T) {
	d := func() ops.DataFrame { return newPipeline(timed(nil)).rows }
	check.Error(t, d().Col("x").Hour().Err(), ops.ErrType, "ops.Hour", `"x" of type float64`)
	check.Error(t, d().Col("x").TruncateTo(ops.Day).Err(), ops.ErrType, "ops.TruncateTo")
	check.Error(t, d().Assign("h", "hour(x)").Err(), ops.ErrType, "hour", "float64")
	check.Error(t, d().Assign("h", "hour(t, 'Europe/Berln')").Err(), ops.ErrExpression, `"Europe/Berln"`, "character")
	check.Error(t, d().Assign("h", "hour(t, '')").Err(), ops.ErrExpression, "zone")
	check.Error(t, d().Assign("h", "truncate(t, '1 fortnight')").Err(), ops.ErrExpression, "1 fortnight", "duration")
	check.Error(t, d().Assign("h", "truncate(t, '-1h')").Err(), ops.ErrExpression, "positive")
	check.Error(t, d().Assign("h", "hour(t, t)").Err(), ops.ErrType, "zone")
	check.Error(t, d().Assign("h", "hour(t, 'Local')").Err(), ops.ErrExpression, "Local")
	for _, f := range []func(){
		func() { ops.TimeZone(nil) }, func() { ops.FirstWeekday(7) }, func() { d().Hour(ops.FirstWeekday(0)) },
		func() { d().Truncate(0) }, func() { d().TruncateTo(9) }, func() { d().TruncateTo(ops.Month, ops.FirstWeekday(1)) },
		func() { d().Hour(nil) },
	} {
		wantPanic(t, f)
	}
}

// wantPanic checks that f panics with a text.
func wantPanic(t *testing.T, f func()) {
	t.Helper()
	defer func() {
		if _, ok := recover().(string); !ok {
			t.Helper()
			t.Error("it must panic with a text")
		}
	}()
	f()
}

// Members of dt are pandas' names of the functions of times: of any column, also one whose name is in backticks, and of the index.
func TestMembersOfTimes(t *testing.T) {
	at := []time.Time{time.Date(2026, 3, 29, 0, 45, 0, 0, time.UTC), time.Date(2026, 3, 29, 1, 15, 0, 0, time.UTC)}
	in := table(frame.Index("i", at), frame.Col("my time", at), frame.Col("Col 1", []int{1, 5}))
	for expr, same := range map[string]string{
		"`my time`.dt.hour + `Col 1`":                                "hour(`my time`) + `Col 1`",
		"`my time`.dt.tz_convert('Europe/Berlin').dt.hour * `Col 1`": "hour(`my time`, 'Europe/Berlin') * `Col 1`",
		"`my time`.dt.dayofweek":                                     "weekday(`my time`)",
		"`my time`.dt.day_of_year":                                   "dayofyear(`my time`)",
		"`my time`.dt.date":                                          "date(`my time`)",
		"`my time`.dt.normalize()":                                   "date(`my time`)",
		"`my time`.dt.floor('h')":                                    "truncate(`my time`, '1h')",
		"`my time`.dt.floor('2min')":                                 "truncate(`my time`, '2m')",
		"`my time`.dt.tz_localize('UTC').dt.tz_convert('Europe/Berlin').dt.floor('D')": "date(`my time`, 'Europe/Berlin')",
		"`my time`.dt.tz_convert('Asia/Kolkata').dt.floor('h')":                        "truncate(`my time`, '1h', 'Asia/Kolkata')",
		"index.hour":                   "hour(i)",
		"i.day_of_week + `Col 1`":      "weekday(i) + `Col 1`",
		"i.floor('30min')":             "truncate(i, '30m')",
		"index.normalize()":            "date(index)",
		"i.dt.minute":                  "minute(i)",
		"`my time`.dt.floor('1000ms')": "truncate(`my time`, '1s')",
	} {
		assigned := func(expr string) []frame.Frame {
			return resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Assign("z", expr).Col("z") }, in)
		}
		wantFrames(t, assigned(expr), assigned(same)...)
	}
	local := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { // 01:45 and 03:15: an hour does not exist
		return d.Query("hour(`my time`, 'Europe/Berlin') == 3 and `my time`.dt.hour == 1 and `Col 1` > 1").Col("Col 1")
	}, in)
	wantFrames(t, local, table(frame.Index("i", at[1:]), frame.Col("Col 1", []int{5})))
	for expr, says := range map[string]string{
		"`my time`.dt.tz_convert('Europe/Berlin')":          "a time has no zone",
		"`my time`.dt.tz_convert().dt.hour":                 "wants one zone",
		"`my time`.dt.tz_localize('Europe/Berlin').dt.hour": "times are instants",
		"`my time`.dt.tz_convert('Nowhere').dt.hour":        `got "Nowhere"`,
		"`my time`.dt.floor('0h')":                          `got "0h"`,
		"`my time`.dt.floor('99999999999999999999h')":       "such as '15min'",
		"`my time`.dt.floor('9999999D')":                    "such as '15min'",
		"`my time`.dt.floor(`Col 1`)":                       "in quotes",
		"`my time`.dt.floor('h', 'h')":                      "floor cannot have 2 arguments",
		"`Col 1`.hour":                                      `member "hour"`,
	} {
		kind := ops.ErrExpression
		if says == "in quotes" {
			kind = ops.ErrType
		}
		check.Error(t, newPipeline(in).rows.Assign("z", expr).Err(), kind, says)
	}
}
