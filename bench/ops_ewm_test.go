package bench

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// BenchmarkEWM measures exponentially weighted statistics for one batch of 2,000 rows of one column. handwritten is pandas'
// recursion in float64, as a loop over the column: its mean of values far from 0 has rounding errors that spoil a variance.
func BenchmarkEWM(b *testing.B) {
	const rows, alpha = 2000, 0.1
	rng := rand.New(rand.NewPCG(1, 1))
	x := make([]float64, rows)
	for i := range x {
		x[i] = 100 + rng.NormFloat64()
	}
	batch := frame.Must(frame.New(frame.Col("x", x)))
	for name, op := range map[string]func(ops.EWM) ops.DataFrame{"mean": ops.EWM.Mean, "var": ops.EWM.Var, "std": ops.EWM.Std} {
		b.Run(name+"/streamgage", func(b *testing.B) {
			benchBatch(b, batch, func(d ops.DataFrame) ops.DataFrame { return op(d.EWM(ops.Alpha(alpha))) })
			reportPerRow(b, rows)
		})
	}
	b.Run("mean by time/streamgage", func(b *testing.B) {
		batch, next := rollingBatch(rows, 10*time.Millisecond)
		got := 0
		src := flow.NewSource[frame.Frame]()
		mean := ops.From(src, batch.Empty()).EWM(ops.HalfLifeOf(time.Second)).Mean()
		flow.Sink(mean, func(_ context.Context, f frame.Frame) error { got += f.Len(); return nil })
		b.ReportAllocs()
		for b.Loop() {
			if err := src.Emit(b.Context(), batch); err != nil {
				b.Fatal(err)
			}
			next()
		}
		keepResult(b, got)
		reportPerRow(b, rows)
	})
	b.Run("mean by time/handwritten", func(b *testing.B) {
		mean, weight := 0.0, 0.0
		for b.Loop() {
			out := make([]float64, rows)
			for i, v := range x {
				weight *= math.Pow(0.5, 0.01+1e-9*float64(i))
				mean = (weight*mean + v) / (weight + 1)
				weight++
				out[i] = mean
			}
			lastMean = out[rows-1]
		}
		reportPerRow(b, rows)
	})
	b.Run("mean/handwritten", func(b *testing.B) {
		mean, weight := 0.0, 0.0
		for b.Loop() {
			out := make([]float64, rows)
			for i, v := range x {
				weight *= 1 - alpha
				mean = (weight*mean + v) / (weight + 1)
				weight++
				out[i] = mean
			}
			lastMean = out[rows-1]
		}
		reportPerRow(b, rows)
	})
	b.Run("var/handwritten", func(b *testing.B) {
		var mean, cov, weight, sum, squares float64
		for b.Loop() {
			out := make([]float64, rows)
			for i, v := range x {
				weight, sum, squares = weight*(1-alpha), sum*(1-alpha), squares*(1-alpha)*(1-alpha)
				old := mean
				mean = (weight*old + v) / (weight + 1)
				cov = (weight*(cov+(old-mean)*(old-mean)) + (v-mean)*(v-mean)) / (weight + 1)
				weight, sum, squares = weight+1, sum+1, squares+1
				out[i] = sum * sum / (sum*sum - squares) * cov
			}
			lastMean = out[rows-1]
		}
		reportPerRow(b, rows)
	})
}
