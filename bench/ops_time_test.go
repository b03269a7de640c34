package bench

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata" // zones, also on machines without their database

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// zoneTimes returns 2,000 times: one a minute, or anywhere in ten years.
func zoneTimes(anywhere bool) []int64 {
	rng := rand.New(rand.NewPCG(1, 1))
	times := make([]int64, 2000)
	for i := range times {
		times[i] = 1_767_225_600e9 + int64(i)*60e9
		if anywhere {
			times[i] -= rng.Int64N(10 * 365 * 86400e9)
		}
	}
	return times
}

// BenchmarkLocalTime measures parts of local times of a batch of 2,000 rows, beside loops with package time.
func BenchmarkLocalTime(b *testing.B) {
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		b.Fatal(err)
	}
	zone := ops.TimeZone(loc)
	for _, c := range []struct {
		name string
		op   func(ops.DataFrame) ops.DataFrame
		hand func(time.Time) int64
	}{
		{"hour", func(d ops.DataFrame) ops.DataFrame { return d.Hour(zone) }, func(t time.Time) int64 { return int64(t.Hour()) }},
		{"month", func(d ops.DataFrame) ops.DataFrame { return d.Month(zone) }, func(t time.Time) int64 { return int64(t.Month()) }},
		{"date", func(d ops.DataFrame) ops.DataFrame { return d.Date(zone) }, func(t time.Time) int64 {
			y, m, day := t.Date()
			return time.Date(y, m, day, 0, 0, 0, 0, loc).UnixNano()
		}},
		{"quarter of an hour", func(d ops.DataFrame) ops.DataFrame { return d.Truncate(15*time.Minute, zone) }, func(t time.Time) int64 {
			_, offset := t.Zone()
			local := t.Add(time.Duration(offset) * time.Second)
			return t.Add(local.Truncate(15 * time.Minute).Sub(local)).UnixNano()
		}},
	} {
		for _, order := range []string{"in order", "anywhere"} {
			times := zoneTimes(order == "anywhere")
			b.Run(c.name+"/"+order+"/ops", func(b *testing.B) {
				f := frame.Must(frame.New(frame.Nanos("t", times)))
				src, rows := flow.NewSource[frame.Frame](), 0
				flow.Sink(c.op(ops.From(src, f.Empty())), func(_ context.Context, f frame.Frame) error {
					rows += f.Len()
					return nil
				})
				b.ReportAllocs()
				for b.Loop() {
					if err := src.Emit(b.Context(), f); err != nil {
						b.Fatal(err)
					}
				}
				keepResult(b, rows)
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2000, "ns/row")
			})
			b.Run(c.name+"/"+order+"/time", func(b *testing.B) {
				sum := int64(0)
				b.ReportAllocs()
				for b.Loop() {
					out := make([]int64, len(times))
					for i, t := range times {
						out[i] = c.hand(time.Unix(0, t).In(loc))
					}
					sum ^= out[7]
				}
				keepResult(b, int(sum&1)+1)
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2000, "ns/row")
			})
		}
	}
}

// BenchmarkLocalWindows measures windows of a day in local time, beside those in UTC.
func BenchmarkLocalWindows(b *testing.B) {
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		op   func(ops.DataFrame) ops.Windows
	}{
		{"UTC", func(d ops.DataFrame) ops.Windows { return d.Tumbling(24 * time.Hour) }},
		{"calendar in Berlin", func(d ops.DataFrame) ops.Windows { return d.Calendar(1, ops.Day, ops.TimeZone(loc)) }},
		{"hours in Berlin", func(d ops.DataFrame) ops.Windows { return d.Tumbling(time.Hour, ops.TimeZone(loc)) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			benchEvents(b, time.Minute, 0, func(d ops.DataFrame) ops.DataFrame { return c.op(d).Aggregate(ops.Mean("x")) })
		})
	}
}
