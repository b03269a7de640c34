package bench

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// BenchmarkGaps measures operators on duplicates and missing values for batches of 2,000 rows in steps of 1 ms, with 100 keys
// and 1 in 11 values missing, and Resample beside Tumbling.
func BenchmarkGaps(b *testing.B) {
	for _, c := range []struct {
		name string
		op   func(ops.DataFrame) ops.DataFrame
	}{
		{"drop duplicates", func(d ops.DataFrame) ops.DataFrame { return d.DropDuplicates(ops.Columns("key")) }},
		{"ffill", func(d ops.DataFrame) ops.DataFrame { return d.FFill(ops.Columns("x")) }},
		{"bfill", func(d ops.DataFrame) ops.DataFrame { return d.BFill(ops.Columns("x")) }},
		{"interpolate by time", func(d ops.DataFrame) ops.DataFrame { return d.Interpolate(ops.ByTime()) }},
		{"ffill by key", func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("key").FFill() }},
		{"bfill by key", func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("key").BFill() }},
		{"tail by key", func(d ops.DataFrame) ops.DataFrame {
			t := d.GroupBy("key").Tail(2)
			return ops.From(t, t.Example())
		}},
		{"tumbling", func(d ops.DataFrame) ops.DataFrame {
			return d.Tumbling(100 * time.Millisecond).Aggregate(ops.Mean("x"))
		}},
		{"resample", func(d ops.DataFrame) ops.DataFrame {
			return d.Resample(100 * time.Millisecond).Aggregate(ops.Mean("x"))
		}},
		{"resample, a row in 10 bins", func(d ops.DataFrame) ops.DataFrame {
			return d.Resample(100 * time.Microsecond).Aggregate(ops.Mean("x"))
		}},
		{"resample ffill, a row a bin", func(d ops.DataFrame) ops.DataFrame { return d.Resample(time.Millisecond).FFill() }},
	} {
		b.Run(c.name, func(b *testing.B) {
			const rows = 2000
			x, keys := make([]float64, rows), make([]int64, rows)
			for i := range x {
				x[i], keys[i] = float64(i), int64(i*7%100)
				if i%11 == 3 {
					x[i] = math.NaN()
				}
			}
			at := int64(0)
			batch := func() frame.Frame {
				times := make([]int64, rows)
				for i := range times {
					at += int64(time.Millisecond)
					times[i] = at
				}
				return frame.Must(frame.New(frame.Nanos("t", times).AsIndex(), frame.Col("x", x), frame.Col("key", keys)))
			}
			out := 0
			src := flow.NewSource[frame.Frame]()
			flow.Sink(c.op(ops.From(src, batch().Empty())), func(_ context.Context, f frame.Frame) error {
				out += f.Len()
				return nil
			})
			b.ReportAllocs()
			for b.Loop() {
				if err := src.Emit(b.Context(), batch()); err != nil {
					b.Fatal(err)
				}
			}
			keepResult(b, out)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}
