package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/go-gota/gota/series"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// BenchmarkRollingMean measures one batch through the mean over 500 ms: 20 rows in steps of 5 ms, where the window has
// 100 rows, and 2,000 in steps of 100 us, where it has 5,000. gota knows windows of rows only, and no streams: it is
// given the window and the batch as one series, and gives the means of all of them.
func BenchmarkRollingMean(b *testing.B) {
	const window = 500 * time.Millisecond
	for _, c := range []struct {
		rows int
		step time.Duration
	}{{20, 5 * time.Millisecond}, {2000, 100 * time.Microsecond}} {
		b.Run(fmt.Sprintf("rows=%d/streamgage", c.rows), func(b *testing.B) {
			batches := randomWalk(c.rows, c.step)
			rows := 0
			var src *flow.Source[frame.Frame]
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if i%len(batches) == 0 { // the times begin again: so does the stream
					src = flow.NewSource[frame.Frame]()
					smooth := ops.From(src, batches[0].Empty()).Rolling(ops.Within(window)).Mean()
					flow.Sink(smooth, func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
				}
				if err := src.Emit(b.Context(), batches[i%len(batches)]); err != nil {
					b.Fatal(err)
				}
			}
			keep(b, rows)
		})
		b.Run(fmt.Sprintf("rows=%d/gota", c.rows), func(b *testing.B) {
			n := int(window / c.step)
			all := series.New(make([]float64, n+c.rows), series.Float, "x")
			rows := 0
			b.ReportAllocs()
			for b.Loop() {
				rows += all.Rolling(n).Mean().Len()
			}
			keep(b, rows)
		})
	}
}

// randomWalk gives batches of a random walk, in steps of time that go on from batch to batch.
func randomWalk(rows int, step time.Duration) []frame.Frame {
	rng := rand.New(rand.NewPCG(1, 1))
	batches := make([]frame.Frame, 512)
	var x float64
	var now int64
	for i := range batches {
		xs, times := make([]float64, rows), make([]int64, rows)
		for j := range xs {
			x += rng.NormFloat64()
			now += int64(step)
			xs[j], times[j] = x, now
		}
		batches[i] = frame.Must(frame.New(frame.Nanos("index", times).AsIndex(), frame.Col("x", xs)))
	}
	return batches
}
