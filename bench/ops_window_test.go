package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/go-gota/gota/series"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// lastMean is a global variable, so that the compiler cannot remove the computation of the means.
var lastMean float64

// BenchmarkWindowMean measures the mean of a window of the last 1,000 rows for one batch of 100 rows of one column. gota has
// no such windows: it appends the batch to the column and takes the last 1,000 rows. handwritten is a ring buffer and a
// running sum, from which leaving values are subtracted; unlike streamgage's mean, it keeps rounding errors of large values.
func BenchmarkWindowMean(b *testing.B) {
	const rows, window = 100, 1000
	rng := rand.New(rand.NewPCG(1, 1))
	x := make([]float64, rows)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	b.Run("streamgage", func(b *testing.B) {
		benchBatch(b, frame.Must(frame.New(frame.Col("x", x))), func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(window)).Mean() })
	})
	b.Run("streamgage-int64", func(b *testing.B) {
		n := make([]int64, rows)
		for i := range n {
			n[i] = int64(1000 * x[i])
		}
		benchBatch(b, frame.Must(frame.New(frame.Col("x", n))), func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(window)).Mean() })
	})
	b.Run("handwritten", func(b *testing.B) {
		ring, at, sum := make([]float64, window), 0, 0.0
		b.ReportAllocs()
		for b.Loop() {
			for _, v := range x {
				sum += v - ring[at]
				ring[at] = v
				if at++; at == window {
					at = 0
				}
			}
			lastMean = sum / window
		}
	})
	b.Run("gota", func(b *testing.B) {
		all, batch := series.New(make([]float64, window), series.Float, "x"), series.New(x, series.Float, "x")
		last := make([]int, window)
		for i := range last {
			last[i] = rows + i
		}
		b.ReportAllocs()
		for b.Loop() {
			all = all.Concat(batch).Subset(last)
			lastMean = all.Mean()
		}
	})
}

// BenchmarkWindowLength measures the cost of a new row in a full window of a thousand to ten million rows. It should not
// depend on the window's length, except for quantiles, where it grows with the logarithm of the length. Batches have 1,000
// rows, so ns/row contains a thousandth of the cost of a batch.
func BenchmarkWindowLength(b *testing.B) {
	for _, kind := range []struct {
		name   string
		reduce func(ops.Window) ops.Table
	}{
		{"sum", func(w ops.Window) ops.Table { return w.Sum() }}, {"mean", func(w ops.Window) ops.Table { return w.Mean() }},
		{"var", func(w ops.Window) ops.Table { return w.Var() }}, {"min", func(w ops.Window) ops.Table { return w.Min() }},
		{"max", func(w ops.Window) ops.Table { return w.Max() }}, {"median", func(w ops.Window) ops.Table { return w.Median() }},
		{"quantile", func(w ops.Window) ops.Table { return w.Quantile(0.95) }},
	} {
		for _, n := range []int{1e3, 1e5, 1e7} {
			b.Run(fmt.Sprintf("%s/rows=%.0e", kind.name, float64(n)), func(b *testing.B) { benchRowIntoWindow(b, n, kind.reduce) })
		}
	}
}

// benchRowIntoWindow fills a window of n rows, and then measures batches of 1,000 rows.
func benchRowIntoWindow(b *testing.B, n int, reduce func(ops.Window) ops.Table) {
	const rows = 1000
	rng := rand.New(rand.NewPCG(2, 2))
	batches := make([]frame.Frame, 64)
	for i := range batches {
		x := make([]float64, rows)
		for j := range x {
			x[j] = rng.NormFloat64()
		}
		batches[i] = frame.Must(frame.New(frame.Col("x", x)))
	}
	results := 0
	src := flow.NewSource[frame.Frame]()
	d := ops.From(src, batches[0].Empty())
	flow.Sink(reduce(d.Window(ops.Rows(n))), func(_ context.Context, f frame.Frame) error { results += f.Len(); return nil })
	emit := func(i int) {
		if err := src.Emit(b.Context(), batches[i%len(batches)]); err != nil {
			b.Fatal(err)
		}
	}
	for i := range 2*n/rows + 1 { // filled twice, because only then has the window's memory its full size
		emit(i)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		emit(i)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
	keepResult(b, results)
}
