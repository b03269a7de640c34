package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// BenchmarkEventTime measures operators of event time for a batch of 2,000 rows in steps of 100 us: with the rows in order,
// and with each row up to 50 ms late.
func BenchmarkEventTime(b *testing.B) {
	const lateness = 50 * time.Millisecond
	for _, c := range []struct {
		name string
		op   func(ops.DataFrame) ops.DataFrame
	}{
		{"tumbling", func(d ops.DataFrame) ops.DataFrame {
			return d.Tumbling(time.Second, ops.Lateness(lateness)).Aggregate(ops.Mean("x"))
		}},
		{"tumbling by key", func(d ops.DataFrame) ops.DataFrame {
			return d.Tumbling(time.Second, ops.Lateness(lateness)).GroupBy("key").Mean()
		}},
		{"sliding 100 windows", func(d ops.DataFrame) ops.DataFrame {
			return d.Sliding(time.Second, 10*time.Millisecond, ops.Lateness(lateness)).Aggregate(ops.Mean("x"))
		}},
		{"session", func(d ops.DataFrame) ops.DataFrame {
			return d.Session(time.Second, ops.Lateness(lateness)).Aggregate(ops.Mean("x"))
		}},
		{"reorder", func(d ops.DataFrame) ops.DataFrame { return d.Reorder(lateness) }},
	} {
		for _, disorder := range []time.Duration{0, lateness} {
			b.Run(fmt.Sprintf("%s/disorder=%v", c.name, disorder), func(b *testing.B) {
				benchEvents(b, 100*time.Microsecond, disorder, c.op)
			})
		}
	}
}

// eventBatch returns a function that makes batches with 100 different keys, and a function that moves on to the next batch.
// Reorder keeps rows, so each batch has a time column of its own; making it takes about 1 ns a row, which is measured too.
func eventBatch(rows int, step, disorder time.Duration) (batch func() frame.Frame, next func()) {
	rng := rand.New(rand.NewPCG(1, 1))
	x, times, keys := make([]float64, rows), make([]int64, rows), make([]int64, rows)
	for i := range x {
		x[i], keys[i], times[i] = rng.NormFloat64(), rng.Int64N(100), int64(i)*int64(step)
		if disorder > 0 {
			times[i] -= rng.Int64N(int64(disorder))
		}
	}
	batch = func() frame.Frame {
		return frame.Must(frame.New(frame.Nanos("index", times).AsIndex(), frame.Col("x", x), frame.Col("key", keys)))
	}
	next = func() {
		moved := make([]int64, rows)
		for i, t := range times {
			moved[i] = t + int64(rows)*int64(step)
		}
		times = moved
	}
	return batch, next
}

// benchEvents measures the emission of batches of 2,000 rows, one every interval, through an operator.
func benchEvents(b *testing.B, interval, disorder time.Duration, op func(ops.DataFrame) ops.DataFrame) {
	batch, next := eventBatch(2000, interval, disorder)
	rows := 0
	src := flow.NewSource[frame.Frame]()
	flow.Sink(op(ops.From(src, batch().Empty())), func(_ context.Context, f frame.Frame) error {
		rows += f.Len()
		return nil
	})
	b.ReportAllocs()
	for b.Loop() {
		if err := src.Emit(b.Context(), batch()); err != nil {
			b.Fatal(err)
		}
		next()
	}
	keepResult(b, rows)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2000, "ns/row")
}
