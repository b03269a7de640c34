package zone_test

import (
	"math"
	"testing"
	"time"
	_ "time/tzdata"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/internal/zone"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// names are zones of all sorts: DST of an hour and of half an hour, at midnight and at 00:01, odd offsets, a day that was
// skipped and one that was repeated, and offsets of local mean time with seconds.
var names = []string{
	"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Apia",
	"America/Sao_Paulo", "America/St_Johns", "America/Havana", "America/Juneau", "Asia/Manila", "Africa/Monrovia", "Europe/Dublin",
	"Africa/Casablanca", "America/Anchorage", "Pacific/Kiritimati",
}

func drawZone(t *rapid.T) *time.Location {
	i := rapid.IntRange(0, len(names)).Draw(t, "zone")
	if i == len(names) {
		return time.FixedZone("odd", rapid.IntRange(-14*3600, 14*3600).Draw(t, "offset"))
	}
	loc, err := time.LoadLocation(names[i])
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func drawTime(t *rapid.T) int64 {
	if rapid.Bool().Draw(t, "recent") {
		return rapid.Int64Range(0, 2e18).Draw(t, "time")
	}
	return rapid.Int64().Draw(t, "any time")
}

func TestLookupIsThatOfPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		l := zone.NewTable(loc).Lookup()
		for range 20 {
			ns := drawTime(t)
			at := time.Unix(0, ns).In(loc)
			_, offset := at.Zone()
			if got := l.Offset(ns); got != int64(offset)*1e9 {
				t.Fatalf("%v: got offset %v, want %v", at, got, offset)
			}
			day, nanos := l.Split(ns)
			y, m, d := zone.Date(day)
			clock := time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute +
				time.Duration(at.Second())*time.Second + time.Duration(at.Nanosecond())
			if y != at.Year() || m != int(at.Month()) || d != at.Day() || nanos != int64(clock) {
				t.Fatalf("%v: got %d-%d-%d and %v", at, y, m, d, time.Duration(nanos))
			}
			clocks := []int64{0, 0}
			l.Clocks(clocks, []int64{ns, math.MaxInt64})
			if l.Clock(ns) != nanos || uint64(clocks[0])%86_400_000_000_000 != uint64(nanos) {
				t.Fatalf("%v: got clocks of %v and %v", at, l.Clock(ns), clocks[0])
			}
			if zone.Days(y, m, d) != day || zone.Weekday(day) != int64(at.Weekday()+6)%7 {
				t.Fatalf("%v: got days %d and weekday %d", at, zone.Days(y, m, d), zone.Weekday(day))
			}
		}
	})
}

// A scale never goes back, First is the inverse of At, and positions are local times but for whole multiples of repeat.
func TestScaleProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc, repeat := drawZone(t), int64(zone.NoRepeat)
		if rapid.Bool().Draw(t, "repeats") {
			repeat = rapid.Int64Range(1, 1500).Draw(t, "minutes") * int64(time.Minute)
		}
		s := zone.NewTable(loc).Scale(repeat, 0)
		a := drawTime(t)
		b := a + min(rapid.Int64Range(0, 4e15).Draw(t, "step"), math.MaxInt64-max(a, 0))
		pa, okA := s.At(a)
		pb, okB := s.At(b)
		if pa > pb {
			t.Fatalf("the scale goes back from %d to %d", pa, pb)
		}
		if !okA || !okB {
			return
		}
		for _, p := range []int64{pa, pb, pa + (pb-pa)/2} {
			first, ok := s.First(p)
			at, _ := s.At(first)
			before, okBefore := s.At(first - 1)
			if !ok || at < p || okBefore && before >= p {
				t.Fatalf("First(%d) = %d, %v: the scale is at %d then and at %d before", p, first, ok, at, before)
			}
		}
		_, offset := time.Unix(0, a).In(loc).Zone()
		switch ahead := pa - (a + int64(offset)*1e9); {
		case ahead < 0:
			t.Fatalf("the scale is behind local time by %d", -ahead)
		case repeat < zone.NoRepeat && ahead%repeat != 0 && ahead%repeat > int64(25*time.Hour):
			t.Fatalf("the scale is ahead by %d", ahead)
		}
	})
}

// A repeat of one hour counts the hour that occurs twice as two; a longer one lets the scale stand still.
func TestScaleWhenClocksAreSetBack(t *testing.T) {
	loc, err := time.LoadLocation("Europe/Berlin")
	check.NoError(t, err)
	change := time.Date(2026, 10, 25, 1, 0, 0, 0, time.UTC).UnixNano() // 03:00 becomes 02:00
	table := zone.NewTableOf(loc, change-1e15, change+1e15)
	local := change + 2*int64(time.Hour)
	for _, c := range []struct{ repeat, after time.Duration }{{time.Hour, 10 * time.Minute}, {2 * time.Hour, -1}} {
		s := table.Scale(int64(c.repeat), 0)
		if got, _ := s.At(change + int64(10*time.Minute)); got != local+int64(c.after) {
			t.Errorf("repeat %v: got %v after the local time of the change, want %v", c.repeat, time.Duration(got-local), c.after)
		}
	}
}
