package ops_test

import (
	"fmt"
	"maps"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// localBins holds what bench/pandas/record_local_bins.py has recorded: bins have a start in seconds, a number of rows, and a sum.
type localBins struct {
	Zones map[string]struct {
		Times      []int64
		Calendar   map[string][][3]float64
		Fixed      map[string][][3]float64
		FixedRight map[string][][3]float64 `json:"fixed right"`
	}
}

// calendarUnits are the recorded units.
var calendarUnits = map[string]ops.CalendarUnit{
	"day": ops.Day, "week": ops.Week, "month": ops.Month, "quarter": ops.Quarter, "year": ops.Year,
}

// numbered returns rows at these times, in seconds, whose x counts them.
func numbered(times []int64) frame.Frame {
	x, ns := make([]float64, len(times)), make([]int64, len(times))
	for i, s := range times {
		x[i], ns[i] = float64(i), s*int64(time.Second)
	}
	return table(frame.Nanos("t", ns).AsIndex(), frame.Col("x", x))
}

// wantBins compares starts, sizes and sums.
func wantBins(t *testing.T, name string, got []frame.Frame, want [][3]float64) {
	t.Helper()
	f := frame.Must(frame.Concat(got))
	starts, err := f.Times("t")
	check.NoError(t, err)
	sizes, err := f.Ints("size")
	check.NoError(t, err)
	var bins [][3]float64
	for i, x := range floats(t, f, "sum") {
		bins = append(bins, [3]float64{float64(starts[i] / int64(time.Second)), float64(sizes[i]), x})
	}
	if !slices.Equal(bins, want) {
		t.Errorf("%s: got %v, want %v", name, bins, want)
	}
}

var sizeAndSum = []ops.Reduction{ops.Size(), ops.Sum("x").As("sum")}

// Calendar windows with those without rows are pandas' resample of times with a zone.
func TestEmptyWindowsMatchPandas(t *testing.T) {
	var r localBins
	readPandas(t, "pandas-local-bins.json", &r)
	for name, z := range r.Zones {
		zone := ops.TimeZone(loadZone(t, name))
		for unit, want := range z.Calendar {
			got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
				return d.Calendar(1, calendarUnits[unit], zone, ops.EmptyWindows()).Aggregate(sizeAndSum...)
			}, numbered(z.Times))
			wantBins(t, name+" "+unit, got, want)
		}
	}
}

// Bins of Resample are of fixed length, from the local midnight before the first row on, as pandas' resample("7h") of times with a
// zone.
func TestResampleInZonesMatchesPandas(t *testing.T) {
	var r localBins
	readPandas(t, "pandas-local-bins.json", &r)
	lengths := map[string]time.Duration{"h": time.Hour, "7h": 7 * time.Hour, "90min": 90 * time.Minute, "24h": 24 * time.Hour}
	for name, z := range r.Zones {
		zone, rows := ops.TimeZone(loadZone(t, name)), numbered(z.Times[:len(z.Times)/2])
		for rule, want := range z.Fixed {
			got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Resample(lengths[rule], zone).Aggregate(sizeAndSum...) }, rows)
			wantBins(t, name+" "+rule, got, want)
		}
		for rule, want := range z.FixedRight {
			got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
				return d.Resample(lengths[rule], zone, ops.ClosedRight, ops.LabelRight).Aggregate(sizeAndSum...)
			}, rows)
			wantBins(t, name+" "+rule+" right", got, want)
		}
	}
}

// emptyZones are zones with changes of clocks of all kinds, and times around these.
var emptyZones = map[string]string{
	"Europe/Berlin": "2026-10-25", "Australia/Lord_Howe": "2026-04-05", "America/Sao_Paulo": "2018-02-18", "Pacific/Apia": "2011-12-30",
	"America/Havana": "2026-11-01", "UTC": "2026-01-01",
}

// With EmptyWindows there are the windows that there are without, and between the first and the last one of each key those without
// rows, which follow one another without a gap. This is so in any order and any batches, and with a state that is restored.
func TestEmptyWindowsFillGaps(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom(slices.Sorted(maps.Keys(emptyZones))).Draw(rt, "zone")
		day, err := time.Parse(time.DateOnly, emptyZones[name])
		check.NoError(t, err)
		windows := func(d ops.DataFrame, opts ...ops.EventOption) ops.Windows { return d.Calendar(1, ops.Day, opts...) }
		switch rapid.IntRange(0, 2).Draw(rt, "windows") {
		case 1:
			windows = func(d ops.DataFrame, opts ...ops.EventOption) ops.Windows { return d.Tumbling(time.Hour, opts...) }
		case 2:
			windows = func(d ops.DataFrame, opts ...ops.EventOption) ops.Windows {
				return d.Calendar(2, ops.Day, append(opts, ops.Offset(-5*time.Hour))...)
			}
		}
		n := rapid.IntRange(1, 12).Draw(rt, "rows")
		ns, keys, x := make([]int64, n), make([]string, n), make([]float64, n)
		for i := range n {
			ns[i] = day.Add(time.Duration(rapid.IntRange(-300, 500).Draw(rt, "quarters")) * 15 * time.Minute).UnixNano()
			keys[i], x[i] = rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "key"), float64(i)
		}
		rows := table(frame.Nanos("t", ns).AsIndex(), frame.Col("k", keys), frame.Col("x", x))
		opts := []ops.EventOption{ops.TimeZone(loadZone(t, name)), ops.Lateness(400 * time.Hour)}
		results := func(opts ...ops.EventOption) []string {
			got := cutAndRestore(rt, t, func(d ops.DataFrame) ops.DataFrame {
				return windows(d, opts...).GroupBy("k").Aggregate(sizeAndSum...)
			}, rows)
			return windowLines(t, frame.Must(frame.Concat(got)))
		}
		full, gaps := results(append(opts, ops.EmptyWindows())...), results(opts...)
		withRows := slices.DeleteFunc(slices.Clone(full), func(line string) bool { return line[len(line)-2:] == " 0" })
		if slices.Sort(withRows); !slices.Equal(withRows, gaps) {
			rt.Fatalf("got %v, want %v", withRows, gaps)
		}
		for i := 1; i < len(full); i++ {
			var key, before string
			var from, end, was, until int64
			_, _ = fmt.Sscanf(full[i-1], "%s %d %d", &before, &was, &until)
			_, _ = fmt.Sscanf(full[i], "%s %d %d", &key, &from, &end)
			if end <= from || key == before && from != until {
				rt.Fatalf("%q follows %q", full[i], full[i-1])
			}
		}
		for _, k := range []string{"a", "b"} { // the first and the last window have rows
			own := slices.DeleteFunc(slices.Clone(full), func(line string) bool { return line[:1] != k })
			for _, line := range own[:min(1, len(own))] {
				if line[len(line)-2:] == " 0" || own[len(own)-1][len(own[len(own)-1])-2:] == " 0" {
					rt.Fatalf("got %v", own)
				}
			}
		}
	})
}

// windowLines returns key, start, end and size of windows, sorted.
func windowLines(t *testing.T, f frame.Frame) (lines []string) {
	starts, err1 := f.Times("t")
	ends, err2 := f.Times("end")
	keys, err3 := f.Strings("k")
	sizes, err4 := f.Ints("size")
	for _, err := range []error{err1, err2, err3, err4} {
		check.NoError(t, err)
	}
	for i := range starts {
		lines = append(lines, fmt.Sprintf("%s %020d %020d %d", keys[i], starts[i], ends[i], sizes[i]))
	}
	slices.Sort(lines)
	return lines
}

// A pause of too many windows is an ErrLimit; a day that a zone skips has none.
func TestEmptyWindowsLimits(t *testing.T) {
	days := numbered([]int64{0, 10 * 86_400})
	p := newPipeline(days)
	out := collect(p.rows.Calendar(1, ops.Day, ops.EmptyWindows(), ops.MaxEmptyBins(8)).Sum())
	check.Error(t, p.source.Emit(ctx, days), ops.ErrLimit, "ops.Calendar.Sum", "row 1", "more than 8 bins without rows", "MaxEmptyBins")
	p.close(t)
	if len(out.got) != 1 || out.got[0].Len() != 1 {
		t.Errorf("got %v", out.got)
	}
	apia := loadZone(t, "Pacific/Apia")
	from := time.Date(2011, 12, 28, 12, 0, 0, 0, apia)
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
		return d.Calendar(1, ops.Day, ops.TimeZone(apia), ops.EmptyWindows()).Aggregate(sizeAndSum...)
	}, numbered([]int64{from.Unix(), from.AddDate(0, 0, 5).Unix()}))
	ends, err := frame.Must(frame.Concat(got)).Times("end")
	check.NoError(t, err)
	var dates []int
	for _, end := range ends {
		dates = append(dates, time.Unix(0, end-1).In(apia).Day())
	}
	if want := []int{28, 29, 31, 1, 2}; !slices.Equal(dates, want) {
		t.Errorf("got days %v, want %v", dates, want)
	}
	d := newPipeline(days).rows
	for text, misuse := range map[string]func(){
		"ops.Resample: takes no EmptyWindows":        func() { d.Resample(1, ops.EmptyWindows()) },
		"ops.Sliding: takes no EmptyWindows":         func() { d.Sliding(2, 1, ops.EmptyWindows()) },
		"ops.SlidingCalendar: takes no EmptyWindows": func() { d.SlidingCalendar(2, 1, ops.Day, ops.EmptyWindows()) },
		"ops.Session: takes no EmptyWindows":         func() { d.Session(2, ops.EmptyWindows()) },
		"ops.Tumbling with TradingHours: takes no EmptyWindows": func() {
			n := new(atomic.Int64)
			d.Tumbling(time.Hour, ops.EmptyWindows(), ops.CountOutside(n), ops.TradingHours(9*time.Hour, 17*time.Hour))
		},
	} {
		check.Panics(t, text, misuse)
	}
}

// A state of windows with those without rows is not one of windows alone.
func TestRestoreWithEmptyWindows(t *testing.T) {
	d := newPipeline(numbered([]int64{0})).rows
	with := func(opts ...ops.EventOption) ops.DataFrame {
		return d.Calendar(1, ops.Day, append(opts, ops.TimeZone(loadZone(t, "Europe/Berlin")))...).Sum()
	}
	check.Error(t, ops.RestoreState(ctx, saved(t, with(ops.EmptyWindows())), with()), ops.ErrState, "other windows")
	check.Error(t, ops.RestoreState(ctx, saved(t, with()), with(ops.EmptyWindows())), ops.ErrState, "other windows")
}
