package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
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

// BenchmarkRollingOfValues measures results that are values or labels of rows, in windows of 1,000 rows, for a batch of 2,000 rows of a
// thousand different values, and the memory of a window of 100,000 rows. The alternative looks at the whole window for each row.
func BenchmarkRollingOfValues(b *testing.B) {
	const rows, length = 2000, 1000
	rng := rand.New(rand.NewPCG(1, 1))
	x := make([]float64, rows)
	for i := range x {
		x[i] = float64(rng.IntN(1000))
	}
	batch := frame.Must(frame.New(frame.Nanos("t", make([]int64, rows)).AsIndex(), frame.Col("x", x)))
	for _, c := range []struct {
		name string
		op   func(ops.Rolling) ops.DataFrame
	}{
		{"mode", func(r ops.Rolling) ops.DataFrame { return r.Aggregate(ops.Mode("x")) }},
		{"idxmin", func(r ops.Rolling) ops.DataFrame { return r.Aggregate(ops.IdxMin("x")) }},
		{"rank", func(r ops.Rolling) ops.DataFrame { return r.Rank() }},
		{"dense rank", func(r ops.Rolling) ops.DataFrame { return r.Rank(ops.RankBy(ops.RankDense)) }},
	} {
		b.Run(c.name+"/streamgage", func(b *testing.B) {
			src, got := flow.NewSource[frame.Frame](), 0
			d := ops.From(src, batch.Empty())
			count := func(_ context.Context, f frame.Frame) error { got += f.Len(); return nil }
			flow.Sink(c.op(d.Rolling(ops.Rows(length), ops.MinPeriods(1))), count)
			b.ReportAllocs()
			for b.Loop() {
				if err := src.Emit(b.Context(), batch); err != nil {
					b.Fatal(err)
				}
			}
			keepResult(b, got)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
		b.Run(c.name+"/memory", func(b *testing.B) {
			const window = 100_000
			for b.Loop() {
				before := heapInUse()
				src := flow.NewSource[frame.Frame]()
				out := c.op(ops.From(src, batch.Empty()).Rolling(ops.Rows(window), ops.MinPeriods(1)))
				for range 2 * window / rows {
					if err := src.Emit(b.Context(), batch); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(heapInUse()-before)/window, "bytes/row")
				runtime.KeepAlive(out)
			}
		})
	}
	b.Run("idxmin/whole window", func(b *testing.B) {
		window, got := make([]float64, length), 0
		for b.Loop() {
			for i, v := range x {
				window[i%length] = v
				least := 0
				for k, w := range window {
					if w < window[least] {
						least = k
					}
				}
				got += least
			}
		}
		keepResult(b, got)
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
	})
}
