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

// BenchmarkRollingMean measures a rolling mean over 500 ms for one batch: of 20 rows in steps of 5 ms, where the window has
// 100 rows, and of 2,000 rows in steps of 100 us, where it has 5,000 rows. gota has no streams and only windows of rows: it
// takes the window and the batch as one series, and computes the means of all its rows.
func BenchmarkRollingMean(b *testing.B) {
	const window = 500 * time.Millisecond
	for _, c := range []struct {
		rows int
		step time.Duration
	}{{20, 5 * time.Millisecond}, {2000, 100 * time.Microsecond}} {
		b.Run(fmt.Sprintf("rows=%d/streamgage", c.rows), func(b *testing.B) {
			batch, next := rollingBatch(c.rows, c.step)
			rows := 0
			src := flow.NewSource[frame.Frame]()
			smooth := ops.From(src, batch.Empty()).Rolling(ops.Within(window)).Mean()
			flow.Sink(smooth, func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
			b.ReportAllocs()
			for b.Loop() {
				if err := src.Emit(b.Context(), batch); err != nil {
					b.Fatal(err)
				}
				next()
			}
			keepResult(b, rows)
		})
		b.Run(fmt.Sprintf("rows=%d/gota", c.rows), func(b *testing.B) {
			n := int(window / c.step)
			all := series.New(make([]float64, n+c.rows), series.Float, "x")
			rows := 0
			b.ReportAllocs()
			for b.Loop() {
				rows += all.Rolling(n).Mean().Len()
			}
			keepResult(b, rows)
		})
	}
}

// rollingBatch returns a batch of a random walk, and a function that changes its times to those of the next batch, in place;
// nothing in this benchmark keeps a batch. The function takes less than half a nanosecond a row, which is measured too.
func rollingBatch(rows int, step time.Duration) (batch frame.Frame, next func()) {
	rng := rand.New(rand.NewPCG(1, 1))
	x, times := make([]float64, rows), make([]int64, rows)
	for i := range x {
		x[i], times[i] = rng.NormFloat64(), int64(i)*int64(step)
		if i > 0 {
			x[i] += x[i-1]
		}
	}
	next = func() {
		for i := range times {
			times[i] += int64(rows) * int64(step)
		}
	}
	return frame.Must(frame.New(frame.Nanos("index", times).AsIndex(), frame.Col("x", x))), next
}
