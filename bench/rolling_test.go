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

// BenchmarkRollingMean measures one batch through the mean over 500 ms: 20 rows in steps of 5 ms, where the window has 100
// rows, and 2,000 in steps of 100 us, where it has 5,000. gota knows windows of rows only, and no streams: it is given
// the window and the batch as one series, and gives the means of all of them.
func BenchmarkRollingMean(b *testing.B) {
	const window = 500 * time.Millisecond
	for _, c := range []struct {
		rows int
		step time.Duration
	}{{20, 5 * time.Millisecond}, {2000, 100 * time.Microsecond}} {
		b.Run(fmt.Sprintf("rows=%d/streamgage", c.rows), func(b *testing.B) {
			ctx := context.Background()
			src := flow.NewSource[frame.Frame]()
			batches := walk(c.rows, c.step)
			rows := 0
			smooth := ops.From(src, batches(0).Empty()).Rolling(ops.Within(window)).Mean()
			flow.Sink(smooth, func(_ context.Context, f frame.Frame) error { rows += f.Len(); return nil })
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := src.Emit(ctx, batches(i)); err != nil {
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

// walk gives batches of a random walk whose times go on from batch to batch. The values come again, the times are
// written for each batch: about a nanosecond a row, which is part of what is measured.
func walk(rows int, step time.Duration) func(batch int) frame.Frame {
	rng := rand.New(rand.NewPCG(1, 1))
	x := make([]float64, rows)
	for i := range x {
		x[i] = rng.NormFloat64()
		if i > 0 {
			x[i] += x[i-1]
		}
	}
	return func(batch int) frame.Frame {
		t := make([]int64, rows)
		for i := range t {
			t[i] = int64(batch*rows+i) * int64(step)
		}
		return frame.Must(frame.New(frame.Nanos("index", t).AsIndex(), frame.Col("x", x)))
	}
}
