package ops_test

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	_ "time/tzdata" // zones, also on machines without their database

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

const hour = time.Hour

// localWindows are windows of local time, with their length and step on the local clock. SlidingCalendar and Calendar count
// days.
type localWindows struct {
	name         string
	width, every time.Duration
	offset       time.Duration
	windows      func(d ops.DataFrame, opts ...ops.EventOption) ops.Windows
}

func drawLocalWindows(t *rapid.T) localWindows {
	offset := rapid.SampledFrom([]time.Duration{0, 0, 6 * hour, -90 * time.Minute}).Draw(t, "offset")
	n, every := rapid.IntRange(1, 4).Draw(t, "n"), rapid.IntRange(1, 3).Draw(t, "every")
	const day = 24 * hour
	w := localWindows{width: time.Duration(n) * day, every: time.Duration(every) * day, offset: offset}
	switch rapid.IntRange(0, 3).Draw(t, "windows") {
	case 0:
		w.every, w.windows = w.width, func(d ops.DataFrame, opts ...ops.EventOption) ops.Windows { return d.Calendar(n, ops.Day, opts...) }
	case 1:
		w.windows = func(d ops.DataFrame, opts ...ops.EventOption) ops.Windows {
			return d.SlidingCalendar(n, every, ops.Day, opts...)
		}
	case 2:
		w.every, w.windows = w.width, func(d ops.DataFrame, opts ...ops.EventOption) ops.Windows { return d.Tumbling(w.width, opts...) }
	default:
		w.width = time.Duration(rapid.IntRange(1, 30).Draw(t, "hours")) * hour
		w.every = time.Duration(rapid.IntRange(1, 30).Draw(t, "every hours")) * hour
		w.windows = func(d ops.DataFrame, opts ...ops.EventOption) ops.Windows {
			return d.Sliding(w.width, w.every, opts...)
		}
	}
	w.name = fmt.Sprintf("%d: %v every %v, offset %v", n, w.width, w.every, offset)
	return w
}

// changes are zones, and times shortly before their clocks are changed.
var changes = []struct{ zone, near string }{
	{"Europe/Berlin", "2026-03-28"}, {"Europe/Berlin", "2026-10-24"}, {"America/New_York", "2026-03-07"}, {"America/New_York", "2026-10-31"},
	{"Australia/Lord_Howe", "2026-04-04"}, {"Australia/Lord_Howe", "2026-10-03"}, {"Pacific/Apia", "2011-12-28"},
	{"America/Sao_Paulo", "2018-02-16"}, {"America/Sao_Paulo", "2018-11-03"}, {"America/Havana", "2026-10-31"}, {"Asia/Kolkata", "2026-01-01"},
}

// localCase draws a zone, and rows in steps of ten minutes from shortly before clocks are changed.
func localCase(t *rapid.T) (*time.Location, []int64) {
	c := rapid.SampledFrom(changes).Draw(t, "change")
	loc, err := time.LoadLocation(c.zone)
	if err != nil {
		t.Fatal(err)
	}
	base, err := time.Parse(time.DateOnly, c.near)
	if err != nil {
		t.Fatal(err)
	}
	var seconds []int64
	for _, row := range drawTimedRows(t) {
		seconds = append(seconds, base.Unix()+int64(row.time)*600)
	}
	return loc, seconds
}

// bruteForce returns all windows with rows, as "start-end n" in seconds. It walks through time in steps of five minutes and
// notes when the local clock first shows the edge of a window, or what comes after it.
func (w localWindows) bruteForce(loc *time.Location, rows []int64) (lines []string) {
	if len(rows) == 0 {
		return nil
	}
	const step, margin = 300, 40 * 86400
	from, to := slices.Min(rows)/step*step-margin, slices.Max(rows)/step*step+margin
	shown, first := int64(0), map[int64]int64{}
	local := func(t int64) int64 {
		_, offset := time.Unix(t, 0).In(loc).Zone()
		return t + int64(offset)
	}
	shown = local(from) - step
	for t := from; t <= to; t += step {
		for now := local(t); shown < now; {
			shown += step
			first[shown] = t
		}
	}
	width, every, offset := int64(w.width/time.Second), int64(w.every/time.Second), int64(w.offset/time.Second)
	type found struct {
		start, end int64
		n          int
		edge       int64
	}
	var all []found
	for edge := -50*86400 + (from+50*86400)/every*every; edge < to; edge += every {
		edge := edge/every*every + offset
		start, ok := first[edge]
		end, ok2 := first[edge+width]
		if !ok || !ok2 {
			continue
		}
		n := 0
		for _, t := range rows {
			if start <= t && t < end {
				n++
			}
		}
		if n > 0 {
			all = append(all, found{start, end, n, edge})
		}
	}
	slices.SortFunc(all, func(a, b found) int {
		if a.end != b.end {
			return int(a.end - b.end)
		}
		return int(a.start - b.start)
	})
	for _, f := range all {
		lines = append(lines, fmt.Sprintf("%d-%d %d", f.start, f.end, f.n))
	}
	return lines
}

// printedWindows writes results as bruteForce does.
func printedWindows(t interface{ Fatal(...any) }, frames []frame.Frame) (lines []string) {
	for _, f := range frames {
		starts, err := f.Times("t")
		if err != nil {
			t.Fatal(err)
		}
		ends, _ := f.Times("end")
		sizes, _ := f.Ints("size")
		for i := range starts {
			lines = append(lines, fmt.Sprintf("%d-%d %d", starts[i]/1e9, ends[i]/1e9, sizes[i]))
		}
	}
	return lines
}

// emitSeconds runs rows through an operator in batches.
func emitSeconds(t *rapid.T, op operator, batches [][]int64, from []byte, end bool) (frames []frame.Frame, state []byte) {
	src := flow.NewSource[frame.Frame]()
	d := op(ops.From(src, secondsFrame()))
	if d.Err() != nil {
		t.Fatal(d.Err())
	}
	out := collect(d)
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if from != nil {
		must(ops.RestoreState(ctx, from, d))
	}
	for _, b := range batches {
		must(src.Emit(ctx, secondsFrame(b...)))
	}
	state, err := ops.SaveState(ctx, d)
	must(err)
	frames = slices.Clone(out.got)
	must(src.Close(ctx))
	if end {
		frames = out.got
	}
	return frames, state
}

// cutSeconds splits rows into batches.
func cutSeconds(t *rapid.T, rows []int64) (batches [][]int64) {
	for len(rows) > 0 {
		n := rapid.IntRange(0, min(len(rows), 12)).Draw(t, "batch")
		batches, rows = append(batches, rows[:n]), rows[n:]
	}
	return batches
}

// Windows of local time are those that a walk through time finds, in whatever order and batches rows come.
func TestLocalWindowsMatchBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawLocalWindows(t)
		loc, rows := localCase(t)
		op := func(d ops.DataFrame) ops.DataFrame {
			opts := []ops.EventOption{ops.TimeZone(loc), ops.Lateness(1000 * hour), ops.Offset(w.offset)}
			return w.windows(d, opts...).Aggregate(ops.Size())
		}
		frames, _ := emitSeconds(t, op, cutSeconds(t, rows), nil, true)
		got, want := printedWindows(t, frames), w.bruteForce(loc, rows)
		if !slices.Equal(got, want) {
			t.Fatalf("%s in %v: got\n%s\nwant\n%s", w.name, loc, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

// drawZonedOperator draws any operator of local time.
func drawZonedOperator(t *rapid.T, loc *time.Location) operator {
	opts := []ops.EventOption{ops.TimeZone(loc), ops.Lateness(time.Duration(rapid.SampledFrom([]int{0, 1, 40}).Draw(t, "lateness")) * hour)}
	var windows func(d ops.DataFrame) ops.Windows
	switch w := drawLocalWindows(t); rapid.IntRange(0, 4).Draw(t, "operator") {
	case 0:
		width := time.Duration(rapid.IntRange(1, 90).Draw(t, "minutes")) * time.Minute
		windows = func(d ops.DataFrame) ops.Windows { return d.Tumbling(width, opts...) }
	case 1:
		unit := rapid.SampledFrom([]ops.CalendarUnit{ops.Day, ops.Week, ops.Month, ops.Quarter, ops.Year}).Draw(t, "unit")
		n, every := rapid.IntRange(1, 3).Draw(t, "units"), rapid.IntRange(1, 3).Draw(t, "every unit")
		windows = func(d ops.DataFrame) ops.Windows { return d.SlidingCalendar(n, every, unit, opts...) }
	case 2:
		width := time.Duration(rapid.IntRange(20, 300).Draw(t, "minutes")) * time.Minute
		var outside atomic.Int64
		opts = append(opts, ops.TradingHours(22*hour, 29*hour), ops.CountOutside(&outside))
		windows = func(d ops.DataFrame) ops.Windows { return d.Tumbling(width, opts...) }
	default:
		windows = func(d ops.DataFrame) ops.Windows { return w.windows(d, opts...) }
	}
	if rapid.Bool().Draw(t, "keyed") {
		return func(d ops.DataFrame) ops.DataFrame {
			return windows(d.Assign("k", "minute(t)")).GroupBy("k").Aggregate(ops.Size(), ops.Sum("x"))
		}
	}
	return func(d ops.DataFrame) ops.DataFrame { return windows(d).Aggregate(ops.Size(), ops.Sum("x")) }
}

// A batch has the results of its rows one by one, and a restored operator continues where it was saved.
func TestLocalWindowsInBatchesAndRestored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc, rows := localCase(t)
		op := drawZonedOperator(t, loc)
		var single [][]int64
		for i := range rows {
			single = append(single, rows[i:i+1])
		}
		want, _ := emitSeconds(t, op, single, nil, true)
		batches := cutSeconds(t, rows)
		cut := rapid.IntRange(0, len(batches)).Draw(t, "cut")
		first, state := emitSeconds(t, op, batches[:cut], nil, false)
		second, _ := emitSeconds(t, op, batches[cut:], state, true)
		if got, want := printedWindows(t, append(first, second...)), printedWindows(t, want); !slices.Equal(got, want) {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

// Hours, half hours and days around the changes of clocks, with their lengths.
func TestLocalWindowLengths(t *testing.T) {
	every := func(from string, loc *time.Location, n int, step time.Duration) frame.Frame {
		at, err := time.ParseInLocation("2006-01-02 15:04", from, loc)
		check.NoError(t, err)
		var seconds []int64
		for i := range n {
			seconds = append(seconds, at.Add(time.Duration(i)*step).Unix())
		}
		return secondsFrame(seconds...)
	}
	day := func(d ops.DataFrame, z ops.TimeOption) ops.Windows { return d.Calendar(1, ops.Day, z) }
	hours := func(d ops.DataFrame, z ops.TimeOption) ops.Windows { return d.Tumbling(hour, z) }
	for _, c := range []struct {
		zone, from string
		n          int
		step       time.Duration
		windows    func(ops.DataFrame, ops.TimeOption) ops.Windows
		want       string
	}{
		{"Europe/Berlin", "2026-03-28 00:00", 3, 24 * hour, day, "28 00:00 24h, 29 00:00 23h, 30 00:00 24h"},
		{"Europe/Berlin", "2026-10-24 12:00", 3, 24 * hour, day, "24 00:00 24h, 25 00:00 25h, 26 00:00 24h"},
		{"Europe/Berlin", "2026-10-25 01:30", 4, hour, hours, "25 01:00 1h, 25 02:00 1h, 25 02:00 1h, 25 03:00 1h"},
		{"Europe/Berlin", "2026-03-29 01:30", 2, hour, hours, "29 01:00 1h, 29 03:00 1h"},
		{"Australia/Lord_Howe", "2026-04-05 00:30", 4, hour, hours, "5 00:00 1h, 5 01:00 1h30m, 5 02:00 1h, 5 03:00 1h"},
		{"Australia/Lord_Howe", "2026-10-04 01:30", 2, 45 * time.Minute, hours, "4 01:00 1h, 4 02:30 30m"},
		{"Asia/Kolkata", "2026-01-01 05:29", 2, time.Minute, day, "1 00:00 24h"},
		{"Pacific/Apia", "2011-12-29 12:00", 2, 24 * hour, day, "29 00:00 24h, 31 00:00 24h"},
		{"America/Sao_Paulo", "2018-11-03 12:00", 2, 24 * hour, day, "3 00:00 24h, 4 01:00 23h"},
		{"America/Sao_Paulo", "2018-02-17 12:00", 2, 24 * hour, day, "17 00:00 25h, 18 00:00 24h"},
		{"Europe/Berlin", "2026-10-25 00:30", 4, 3 * hour, func(d ops.DataFrame, z ops.TimeOption) ops.Windows { return d.Tumbling(6*hour, z) },
			"25 00:00 7h, 25 06:00 6h"},
	} {
		loc := loadZone(t, c.zone)
		out := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return c.windows(d, ops.TimeZone(loc)).Aggregate(ops.Size()) },
			every(c.from, loc, c.n, c.step))
		rows := frame.Must(frame.Concat(out))
		starts, _ := rows.Times("t")
		ends, _ := rows.Times("end")
		var got []string
		for i, start := range starts {
			length := strings.NewReplacer("h0m0s", "h", "m0s", "m").Replace(time.Duration(ends[i] - start).String())
			got = append(got, time.Unix(0, start).In(loc).Format("2 15:04 ")+length)
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s: got %s, want %s", c.zone, text, c.want)
		}
	}
}

func TestTradingHours(t *testing.T) {
	loc := loadZone(t, "America/New_York")
	at := func(day, h, m int) int64 { return time.Date(2026, 3, day, h, m, 0, 0, loc).Unix() }
	rows := secondsFrame(at(6, 9, 0), at(6, 9, 30), at(6, 10, 29), at(6, 15, 45), at(6, 16, 0), at(7, 12, 0), at(9, 9, 31), at(9, 15, 59))
	var count atomic.Int64
	outside := flow.NewSource[frame.Frame]()
	got := collect(outside)
	out := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
		return d.Tumbling(hour, ops.TimeZone(loc), ops.TradingHours(9*hour+30*time.Minute, 16*hour), ops.CountOutside(&count),
			ops.OutsideRows(outside)).Aggregate(ops.Size())
	}, rows)
	want := []string{
		fmt.Sprintf("%d-%d 2", at(6, 9, 30), at(6, 10, 30)), fmt.Sprintf("%d-%d 1", at(6, 15, 30), at(6, 16, 0)),
		fmt.Sprintf("%d-%d 1", at(9, 9, 30), at(9, 10, 30)), fmt.Sprintf("%d-%d 1", at(9, 15, 30), at(9, 16, 0)), // after the change of clocks
	}
	if lines := printedWindows(t, out); !slices.Equal(lines, want) {
		t.Errorf("got %v, want %v", lines, want)
	}
	times, err := frame.Must(frame.Concat(got.got)).Times("t")
	check.NoError(t, err)
	if wantOutside := []int64{at(6, 9, 0) * 1e9, at(6, 16, 0) * 1e9, at(7, 12, 0) * 1e9}; !slices.Equal(times, wantOutside) || count.Load() != 3 {
		t.Errorf("got %v outside, counted %d, want %v", times, count.Load(), wantOutside)
	}
}

func TestTradingCalendar(t *testing.T) {
	loc := loadZone(t, "America/New_York")
	at := func(day, h int) int64 { return time.Date(2026, 3, day, h, 0, 0, 0, loc).Unix() }
	var count atomic.Int64
	run := func(hours func(time.Time) (time.Duration, time.Duration), rows ...int64) ([]string, error) {
		p := newPipeline(secondsFrame())
		out := collect(p.rows.Tumbling(24*hour, ops.TimeZone(loc), ops.TradingCalendar("test", hours), ops.CountOutside(&count)).Aggregate(ops.Size()))
		err := p.source.Emit(ctx, secondsFrame(rows...))
		if err == nil {
			p.close(t)
		} else {
			_ = p.source.Close(ctx)
		}
		return printedWindows(t, out.got), err
	}
	overnight := func(day time.Time) (open, close time.Duration) { // from 18:00 to 17:00 of the next day, but not on the fourth
		if day.Day() == 4 {
			return 0, 0
		}
		return 18 * hour, 41 * hour
	}
	got, err := run(overnight, at(3, 17), at(3, 18), at(4, 3), at(4, 16), at(4, 17), at(4, 20), at(5, 12), at(5, 18))
	check.NoError(t, err)
	want := []string{fmt.Sprintf("%d-%d 3", at(3, 18), at(4, 17)), fmt.Sprintf("%d-%d 1", at(5, 18), at(6, 17))}
	if !slices.Equal(got, want) || count.Load() != 4 {
		t.Errorf("got %v and %d outside, want %v and 4", got, count.Load(), want)
	}
	_, err = run(func(time.Time) (open, close time.Duration) { return 10 * hour, 9 * hour }, at(3, 12))
	check.Error(t, err, ops.ErrHours, "2026-03-02", "10h0m0s and 9h0m0s")
	_, err = run(func(day time.Time) (open, close time.Duration) {
		open = time.Duration(20-2*day.Day()) * hour
		return open, open + 24*hour
	}, at(3, 12))
	check.Error(t, err, ops.ErrHours, "2026-03-03", "day before")
}

func TestCalendarPanics(t *testing.T) {
	var n atomic.Int64
	d := newPipeline(secondsFrame()).rows
	nine, four := 9*hour, 16*hour
	for says, f := range map[string]func(){
		"ops.Calendar: the number":         func() { d.Calendar(0, ops.Day) },
		"ops.Calendar: the unit":           func() { d.Calendar(1, 0) },
		"ops.Calendar: only weeks":         func() { d.Calendar(1, ops.Day, ops.FirstWeekday(time.Sunday)) },
		"ops.Calendar: the offset":         func() { d.Calendar(1, ops.Day, ops.Offset(24*hour)) },
		"ops.Calendar: only Tumbling":      func() { d.Calendar(1, ops.Day, ops.TradingHours(nine, four), ops.CountOutside(&n)) },
		"ops.SlidingCalendar: the number":  func() { d.SlidingCalendar(1, 0, ops.Day) },
		"ops.Tumbling: only weeks":         func() { d.Tumbling(hour, ops.FirstWeekday(time.Sunday)) },
		"ops.Tumbling: TradingHours needs": func() { d.Tumbling(hour, ops.TradingHours(nine, four)) },
		"ops.Tumbling: OutsideRows":        func() { d.Tumbling(hour, ops.CountOutside(&n)) },
		"ops.Tumbling: TradingHours begin": func() { d.Tumbling(hour, ops.TradingHours(nine, four), ops.CountOutside(&n), ops.Offset(1)) },
		"ops.Session: sessions begin":      func() { d.Session(hour, ops.TimeZone(time.UTC)) },
		"ops.TradingHours: open must be":   func() { ops.TradingHours(four, nine) },
		"ops.TradingHours: must be a day":  func() { ops.TradingHours(nine, four, 8) },
		"ops.TradingCalendar":              func() { ops.TradingCalendar("", nil) },
		"ops.OutsideRows":                  func() { ops.OutsideRows(nil) },
		"ops.CountOutside":                 func() { ops.CountOutside(nil) },
	} {
		t.Run(says, func(t *testing.T) { check.Panics(t, says, f) })
	}
}

// A state names its zone, and is refused by windows of another one.
func TestRestoreOtherZone(t *testing.T) {
	in := func(opts ...ops.EventOption) operator {
		return func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(hour, opts...).Sum() }
	}
	save := func(op operator) []byte {
		p := newPipeline(events(nil))
		defer p.close(t)
		state, err := ops.SaveState(t.Context(), op(p.rows))
		check.NoError(t, err)
		return state
	}
	load := func(op operator, state []byte) error {
		p := newPipeline(events(nil))
		defer p.close(t)
		return ops.RestoreState(t.Context(), state, op(p.rows))
	}
	berlin, kolkata := in(ops.TimeZone(loadZone(t, "Europe/Berlin"))), in(ops.TimeZone(loadZone(t, "Asia/Kolkata")))
	check.NoError(t, load(berlin, save(berlin)))
	check.NoError(t, load(in(), save(in(ops.TimeZone(time.UTC)))))
	check.Error(t, load(kolkata, save(berlin)), ops.ErrState, "Europe/Berlin", "Asia/Kolkata")
	check.Error(t, load(in(), save(berlin)), ops.ErrState, "Europe/Berlin", "UTC")
	check.Error(t, load(berlin, save(in())), ops.ErrState, "Europe/Berlin", "UTC")
	one, two := in(ops.TimeZone(time.FixedZone("X", 3600))), in(ops.TimeZone(time.FixedZone("X", 7200)))
	check.Error(t, load(two, save(one)), ops.ErrState, "X +3600 s", "X +7200 s")
}
