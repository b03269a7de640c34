package zone_test

import (
	"encoding/json"
	"os"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/internal/zone"
)

// bench/pandas/record_local_times.py has recorded the instants that Python's zoneinfo finds with fold=0.
func TestInstantsAreThoseOfZoneinfo(t *testing.T) {
	var recorded struct{ Zones map[string][][2]int64 }
	text, err := os.ReadFile("testdata/local-times.json")
	check.NoError(t, err)
	check.NoError(t, json.Unmarshal(text, &recorded))
	for name, rows := range recorded.Zones {
		loc, err := time.LoadLocation(name)
		check.NoError(t, err)
		shared := zone.NewInstants(loc)
		for _, backwards := range []bool{false, true} {
			own := zone.NewInstants(loc) // has come across other periods
			for i := range rows {
				row := rows[i]
				if backwards {
					row = rows[len(rows)-1-i]
				}
				for _, x := range []*zone.Instants{shared, own, zone.NewInstants(loc)} {
					if got := x.Of(row[0]); got != row[1] {
						t.Errorf("%s, %v: got %v, want %v", name, time.Unix(row[0], 0).UTC(), time.Unix(got, 0).UTC(), time.Unix(row[1], 0).UTC())
					}
				}
			}
		}
	}
}

// The instant of a local time that exists is the first at which the zone's clocks show it. For one that they skip, the instants
// around it show that they do.
func TestInstantsShowTheirLocalTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		x := zone.NewInstants(loc)
		for range 20 {
			at := time.Unix(drawTime(t)/1e9, 0).In(loc)
			_, offset := at.Zone()
			local := at.Unix() + int64(offset)
			got := x.Of(local)
			first := time.Unix(got, 0).In(loc)
			if _, offset := first.Zone(); got+int64(offset) != local || got > at.Unix() {
				t.Fatalf("the clock shows %v at %v, got %v", at, at.UTC(), first)
			}
			gap := at.Add(time.Duration(rapid.IntRange(-200_000, 200_000).Draw(t, "distance")) * time.Second)
			local = time.Date(gap.Year(), gap.Month(), gap.Day(), rapid.IntRange(0, 23).Draw(t, "hour"), 30, 0, 0, time.UTC).Unix()
			shown := time.Unix(x.Of(local), 0).In(loc)
			if _, offset := shown.Zone(); shown.Unix()+int64(offset) < local {
				t.Fatalf("%v is before %v", shown, time.Unix(local, 0).UTC())
			}
		}
	})
}

// Goroutines may share it.
func TestInstantsOfManyGoroutines(t *testing.T) {
	loc, err := time.LoadLocation("America/New_York")
	check.NoError(t, err)
	x := zone.NewInstants(loc)
	var all sync.WaitGroup
	for g := range 4 {
		all.Go(func() {
			for year := range 200 {
				local := time.Date(1900+(year*(g+1))%200, 7, 1, 12, 0, 0, 0, time.UTC).Unix()
				if got, want := x.Of(local), zone.NewInstants(loc).Of(local); got != want {
					t.Errorf("%d: got %d, want %d", local, got, want)
				}
			}
		})
	}
	all.Wait()
}

func BenchmarkInstants(b *testing.B) {
	loc, err := time.LoadLocation("Europe/Berlin")
	check.NoError(b, err)
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for name, step := range map[string]int64{"one year": 60, "a hundred years": 86_400 * 73} {
		b.Run(name, func(b *testing.B) {
			x := zone.NewInstants(loc)
			for i := range b.N {
				x.Of(start + int64(i%500)*step)
			}
		})
	}
}
