package ticks

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// measureLikeRoboto returns a width with digits as wide as Roboto's at 12 px and letters of different widths.
func measureLikeRoboto(s string) (px float64) {
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			px += 6.75
		case r == 'M':
			px += 10.5
		case r == 'J' || r >= 'a' && r <= 'z':
			px += 6.25
		default:
			px += 3.25
		}
	}
	return px
}

// joinLabelsAndSecondLines joins the labels; a second line follows its label after a slash.
func joinLabelsAndSecondLines(ticks []Tick) string {
	var all []string
	for _, t := range ticks {
		if t.SecondLine != "" {
			t.Label += "/" + t.SecondLine
		}
		all = append(all, t.Label)
	}
	return strings.Join(all, ", ")
}

// parseNanos parses a time and returns ns since the Unix epoch.
func parseNanos(t *testing.T, s string) float64 {
	at, err := time.Parse(time.RFC3339Nano, s)
	check.NoError(t, err)
	return float64(at.UnixNano())
}

func TestTimesExamples(t *testing.T) {
	for _, c := range []struct {
		lo, hi string
		px     float64
		want   string
	}{
		{"2000-01-01T00:00:00Z", "2020-04-20T00:00:00Z", 528, "2000, 2002, 2004, 2006, 2008, 2010, 2012, 2014, 2016, 2018, 2020"},
		{"2012-11-20T00:00:00Z", "2013-03-20T00:00:00Z", 240, "Dec/2012, Jan/2013, Feb, Mar"},
		{"2012-01-01T00:00:00Z", "2013-12-31T00:00:00Z", 400, "Jan/2012, Apr, Jul, Oct, Jan/2013, Apr, Jul, Oct"},
		{"2024-02-27T12:00:00Z", "2024-03-02T12:00:00Z", 300, "28 Feb/2024, 29 Feb, 1 Mar, 2 Mar"},
		{"2024-12-30T00:00:00Z", "2025-01-14T00:00:00Z", 150, "30 Dec/2024, 6 Jan/2025, 13 Jan"}, // Mondays
		{"2024-03-01T21:30:00Z", "2024-03-02T03:30:00Z", 320, "22:00/1 Mar 2024, 23:00, 00:00/2 Mar 2024, 01:00, 02:00, 03:00"},
		// The first date is 63 px wide and would overlap the next one, which is 53 px away.
		{"2024-03-01T22:30:00Z", "2024-03-02T04:30:00Z", 320, "23:00, 00:00/2 Mar 2024, 01:00, 02:00, 03:00, 04:00"},
		{"2024-03-01T09:29:50Z", "2024-03-01T09:31:50Z", 320, "09:30:00/1 Mar 2024, 09:30:30, 09:31:00, 09:31:30"},
		{"2024-03-01T12:00:00Z", "2024-03-01T12:00:02Z", 400, "12:00:00.0/1 Mar 2024, 12:00:00.5, 12:00:01.0, 12:00:01.5, 12:00:02.0"},
		{"2024-03-01T12:00:00.001Z", "2024-03-01T12:00:00.003Z", 300, ".0010/12:00:00, 1 Mar 2024, .0015, .0020, .0025, .0030"},
		{"1969-12-31T23:59:58Z", "1970-01-01T00:00:01Z", 300, "23:59:58/31 Dec 1969, 23:59:59, 00:00:00/1 Jan 1970, 00:00:01"},
		{"1970-01-01T00:00:00.0000001Z", "1970-01-01T00:00:00.0000003Z", 400, ".00000010/00:00:00, 1 Jan 1970, .00000015, .00000020, .00000025, .00000030"},
		{"2024-03-01T09:29:50.25Z", "2024-03-01T09:29:50.25Z", 320, "09:29:50.25/1 Mar 2024"},
		{"2024-03-01T09:10:00Z", "2024-03-01T09:50:00Z", 20, "09:30/1 Mar 2024"}, // contains no whole hour
	} {
		if got := joinLabelsAndSecondLines(Times(parseNanos(t, c.lo), parseNanos(t, c.hi), c.px, 0, nil, measureLikeRoboto)); got != c.want {
			t.Errorf("Times(%s, %s, %v)\n got %s\nwant %s", c.lo, c.hi, c.px, got, c.want)
		}
	}
}

func TestTimesOfInvalidRanges(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, a := range [][3]float64{
		{nan, 1, 100}, {0, nan, 100}, {0, inf, 100}, {-inf, 0, 100}, {0, 1, nan}, {0, 1, inf},
		{0, 1, 0}, {0, 1, -1}, {1e19, 2e19, 100}, {-2e19, -1e19, 100}, {1e300, 1e300, 100},
	} {
		if got := Times(a[0], a[1], a[2], 0, nil, measureLikeRoboto); got != nil {
			t.Errorf("Times(%v) = %v, want none", a, got)
		}
	}
}

func BenchmarkTimes(b *testing.B) {
	for b.Loop() {
		Times(1.7e18, 1.7e18+1e14, 600, 0, nil, measureLikeRoboto)
	}
}

// In 2026 neighbouring floats are 256 ns apart: labels must not have more decimals than that.
func TestTimesAreNotFinerThanFloats(t *testing.T) {
	lo := parseNanos(t, "2026-01-01T00:00:00Z")
	ticks := Times(lo, lo+1024, 2000, 0, nil, measureLikeRoboto)
	if want := ".000000/00:00:00, 1 Jan 2026"; joinLabelsAndSecondLines(ticks) != want {
		t.Errorf("got %s, want %s", joinLabelsAndSecondLines(ticks), want)
	}
}

// drawTimes draws a range of 1 ns to 1e20 ns anywhere.
func drawTimes(t *rapid.T) (lo, hi float64) {
	lo = float64(rapid.Int64Range(-9e18, 9e18).Draw(t, "lo"))
	hi = lo + math.Pow(10, rapid.Float64Range(0, 20).Draw(t, "log length"))
	if lo == hi {
		t.Skip("no length")
	}
	return lo, hi
}

func TestTimesProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo, hi := drawTimes(t)
		px := rapid.Float64Range(1, 3000).Draw(t, "px")
		ticks := Times(lo, hi, px, 0, nil, measureLikeRoboto)
		if len(ticks) == 0 {
			t.Fatal("no ticks")
		}
		scale, dated := px/(hi-lo), math.Inf(-1)
		for i, tick := range ticks {
			if tick.Value < lo || tick.Value > hi {
				t.Fatalf("%v lies outside [%v, %v]", tick.Value, lo, hi)
			}
			x := (tick.Value - lo) * scale
			if tick.SecondLine != "" {
				if x-measureLikeRoboto(tick.SecondLine)/2 < dated+MinLabelGap-1e-6 {
					t.Fatalf("dates overlap: %s", joinLabelsAndSecondLines(ticks))
				}
				dated = x + measureLikeRoboto(tick.SecondLine)/2
			}
			if i == 0 {
				continue
			}
			before := ticks[i-1]
			// Rounding to floats can move a tick by a thirtieth of a step.
			if room := (x - (before.Value-lo)*scale) * 1.07; room < (measureLikeRoboto(tick.Label)+measureLikeRoboto(before.Label))/2+MinLabelGap-1e-6 {
				t.Fatalf("%s and %s are too close, %v px", before.Label, tick.Label, room)
			}
		}
	})
}

// A label and the last second line before it name the tick's value.
func TestTimesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo, hi := drawTimes(t)
		ticks := Times(lo, hi, 1500, 0, nil, measureLikeRoboto)
		date, allowed := "", 0.0
		if len(ticks) == 1 { // it may be no natural step: the label is rounded to 1 ms
			allowed = 0.5e6 + 1024
		}
		for _, tick := range ticks {
			if tick.SecondLine != "" {
				date = tick.SecondLine
			}
			layout, text := "2006", tick.Label
			switch {
			case strings.HasPrefix(tick.Label, "."):
				second, day, ok := strings.Cut(date, ", ")
				if !ok {
					continue // dropped
				}
				layout, text = "15:04:05 2 Jan 2006", second+tick.Label+" "+day
			case date == "" && strings.ContainsAny(tick.Label, ": "), date == "" && len(tick.Label) == 3:
				continue // its date was dropped, because it would overlap the next one
			case len(tick.Label) == 3:
				layout, text = "Jan 2006", tick.Label+" "+date
			case strings.Count(tick.Label, ":") == 1:
				layout, text = "15:04 2 Jan 2006", tick.Label+" "+date
			case strings.Contains(tick.Label, ":"):
				layout, text = "15:04:05 2 Jan 2006", tick.Label+" "+date
			case strings.Contains(tick.Label, " "):
				layout, text = "2 Jan 2006", tick.Label+" "+date
			}
			at, err := time.Parse(layout, text)
			if err != nil {
				t.Fatal(err)
			}
			if off := math.Abs(float64(at.UnixNano()) - tick.Value); off > allowed {
				t.Fatalf("%q is %v ns off", text, off)
			}
		}
	})
}

// A scrolling axis keeps its step, so the labels do not flicker.
func TestTimesKeepTheStepWhileScrolling(t *testing.T) {
	start := parseNanos(t, "2024-01-01T00:00:00Z")
	for _, length := range []time.Duration{3 * time.Second, 5 * time.Minute, 9 * time.Hour, 4 * day, 40 * day} {
		seen := map[float64]string{}
		for frame := range 500 {
			lo := start + float64(frame)*float64(length)/100
			for _, tick := range Times(lo, lo+float64(length), 500, 0, nil, measureLikeRoboto) {
				if was, ok := seen[tick.Value]; ok && was != tick.Label {
					t.Fatalf("%v: label %q changed to %q", length, was, tick.Label)
				}
				seen[tick.Value] = tick.Label
			}
		}
		if len(seen) < 20 {
			t.Errorf("%v: only %d ticks in all", length, len(seen))
		}
	}
}
