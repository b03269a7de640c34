package viz

import (
	"testing"
	"time"
	_ "time/tzdata" // zones, also on machines without their database

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

func TestTimeTexts(t *testing.T) {
	for _, c := range []struct{ zone, at, want string }{
		{"", "2026-03-01T00:00:00Z", "2026-03-01"},
		{"", "2026-03-01T06:30:00Z", "2026-03-01 06:30"},
		{"", "2026-03-01T00:00:07Z", "2026-03-01 00:00:07"},
		{"", "2026-03-01T06:30:00.25Z", "2026-03-01 06:30:00.25"},
		{"", "2026-03-01T00:00:00.000000001Z", "2026-03-01 00:00:00.000000001"},
		{"Europe/Berlin", "2026-03-01T00:00:00Z", "2026-03-01 01:00"},
		{"Europe/Berlin", "2026-02-28T23:00:00Z", "2026-03-01"},
		{"Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25 02:30"},
		{"Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25 02:30 +01:00"},
		{"America/Havana", "2026-11-01T04:00:00Z", "2026-11-01"},
		{"America/Havana", "2026-11-01T05:00:00Z", "2026-11-01 00:00 -05:00"},
	} {
		var loc *time.Location
		if c.zone != "" {
			var err error
			loc, err = time.LoadLocation(c.zone)
			check.NoError(t, err)
		}
		at, err := time.Parse(time.RFC3339Nano, c.at)
		check.NoError(t, err)
		if got := newTimeTexts(loc).of(at.UnixNano()); got != c.want {
			t.Errorf("%s in %q: got %q, want %q", c.at, c.zone, got, c.want)
		}
	}
}

// Different times have different texts.
func TestTimeTextsDiffer(t *testing.T) {
	loc, err := time.LoadLocation("Australia/Lord_Howe")
	check.NoError(t, err)
	change := time.Date(2026, 4, 4, 15, 0, 0, 0, time.UTC)
	texts := newTimeTexts(loc)
	rapid.Check(t, func(t *rapid.T) {
		at := func(label string) time.Time {
			return change.Add(time.Duration(rapid.IntRange(-8, 8).Draw(t, label)) * 15 * time.Minute)
		}
		a, b := at("a"), at("b")
		if x, y := texts.of(a.UnixNano()), texts.of(b.UnixNano()); (x == y) != a.Equal(b) {
			t.Fatalf("%v is %q, and %v is %q", a, x, b, y)
		}
	})
}
