package ticks

import (
	"testing"
	"time"
	_ "time/tzdata" // zones, also on machines without their database

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

func TestTimesInZones(t *testing.T) {
	for _, c := range []struct {
		zone, lo, hi string
		px           float64
		want         string
	}{
		{"Europe/Berlin", "2026-03-28T21:00:00Z", "2026-03-29T03:00:00Z", 320, "22:00/28 Mar 2026, 23:00, 00:00/29 Mar 2026, 01:00, 03:00, 04:00, 05:00"},
		{"Europe/Berlin", "2026-03-28T17:00:00Z", "2026-03-29T06:00:00Z", 350, "18:00/28 Mar 2026, 20:00, 22:00, 00:00/29 Mar 2026, 04:00, 06:00, 08:00"},
		{"Europe/Berlin", "2026-10-24T21:00:00Z", "2026-10-25T03:00:00Z", 320, "23:00, 00:00/25 Oct 2026, 01:00, 02:00, 02:00, 03:00, 04:00"},
		{"Europe/Berlin", "2026-10-23T00:00:00Z", "2026-10-27T00:00:00Z", 250, "24 Oct/2026, 25 Oct, 26 Oct, 27 Oct"},
		{"Asia/Kolkata", "2026-01-01T18:00:00Z", "2026-01-01T21:00:00Z", 200, "00:00/2 Jan 2026, 01:00, 02:00"},
		{"Australia/Lord_Howe", "2026-10-03T14:00:00Z", "2026-10-03T17:00:00Z", 200, "01:00/4 Oct 2026, 03:00, 04:00"},
		{"Pacific/Apia", "2011-12-27T10:00:00Z", "2012-01-02T00:00:00Z", 350, "27 Dec/2011, 28 Dec, 29 Dec, 31 Dec, 1 Jan/2012, 2 Jan"},
		{"America/Sao_Paulo", "2018-11-02T12:00:00Z", "2018-11-06T00:00:00Z", 250, "3 Nov/2018, 4 Nov, 5 Nov"},
		{"America/New_York", "2025-12-31T00:00:00Z", "2026-06-01T12:00:00Z", 300, "Jan/2026, Feb, Mar, Apr, May, Jun"},
	} {
		loc, err := time.LoadLocation(c.zone)
		check.NoError(t, err)
		if got := joinLabelsAndSecondLines(Times(parseNanos(t, c.lo), parseNanos(t, c.hi), c.px, 0, loc, measureLikeRoboto)); got != c.want {
			t.Errorf("%s, %s to %s, %v px:\n got %s\nwant %s", c.zone, c.lo, c.hi, c.px, got, c.want)
		}
	}
}

// In every zone labels name the ticks' local times, and ticks of hours or more are at full hours.
func TestTimesInZonesAreWholeLocalTimes(t *testing.T) {
	zones := []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana"}
	rapid.Check(t, func(t *rapid.T) {
		loc, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		lo := float64(rapid.Int64Range(0, 1_800_000_000).Draw(t, "lo")) * 1e9
		hi := lo + float64(rapid.Int64Range(3600, 400*86400).Draw(t, "length"))*1e9
		ticks := Times(lo, hi, 900, 0, loc, measureLikeRoboto)
		for i, tick := range ticks {
			at := time.Unix(0, int64(tick.Value)).In(loc)
			if tick.Value < lo || tick.Value > hi || i > 0 && tick.Value <= ticks[i-1].Value {
				t.Fatalf("tick %v is out of place", at)
			}
			layout := "2 Jan"
			switch {
			case len(tick.Label) == 3:
				layout = "Jan"
			case len(tick.Label) == 5 && tick.Label[2] == ':':
				layout = "15:04"
			case len(tick.Label) == 8 && tick.Label[2] == ':':
				layout = "15:04:05"
			}
			if at.Format(layout) != tick.Label || at.Second()%5 != 0 {
				t.Fatalf("label %q at %v", tick.Label, at)
			}
			if first := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, loc); layout == "2 Jan" && at.Sub(first).Abs() > time.Hour {
				t.Fatalf("the tick of a day is at %v", at)
			}
		}
	})
}
