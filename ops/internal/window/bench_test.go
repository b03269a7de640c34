package window_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/ops/internal/window"
)

var lengths = []int{20, 1000, 100_000, 10_000_000}

// newFilledQueue returns a full window of normal values, and the arguments that move it on by a batch.
func newFilledQueue(k window.Aggregate, length, rows int) (q window.Queue, in, out []float64, evict []int) {
	r := rand.New(rand.NewPCG(1, 1))
	q = k.Queue()
	for range length {
		q.Push(r.NormFloat64())
	}
	in = make([]float64, rows)
	for i := range in {
		in[i] = r.NormFloat64()
	}
	return q, in, make([]float64, rows), slices.Repeat([]int{1}, rows)
}

// BenchmarkRoll moves windows of several lengths on by batches of 2,000 rows.
func BenchmarkRoll(b *testing.B) {
	for _, name := range []string{"sum", "mean", "count", "min", "max", "var 1", "std 1", "skew", "kurt", "prod", "first", "median", "nunique",
		"custom with merge", "custom with remove"} {
		for _, length := range lengths {
			b.Run(fmt.Sprintf("%s/window=%d", name, length), func(b *testing.B) {
				const rows = 2000
				q, in, out, evict := newFilledQueue(aggregates[name], length, rows)
				b.ReportAllocs()
				for b.Loop() {
					q.Roll(out, in, evict, 1)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
			})
		}
	}
}

// BenchmarkRow moves windows on by one row at a time.
func BenchmarkRow(b *testing.B) {
	for _, name := range []string{"mean", "var 1", "min", "median"} {
		for _, length := range []int{1000, 10_000_000} {
			b.Run(fmt.Sprintf("%s/window=%d", name, length), func(b *testing.B) {
				q, in, out, evict := newFilledQueue(aggregates[name], length, 1)
				r := rand.New(rand.NewPCG(2, 2))
				for b.Loop() {
					in[0] = r.NormFloat64()
					q.Roll(out, in, evict, 1)
				}
			})
		}
	}
}

// BenchmarkTurn measures the longest step that one row can cause: the first row that leaves a window of 10 million.
func BenchmarkTurn(b *testing.B) {
	for _, name := range []string{"mean", "var 1", "skew", "min"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				q, _, _, _ := newFilledQueue(aggregates[name], 10_000_000, 1)
				b.StartTimer()
				q.Pop(1)
			}
		})
	}
}

// BenchmarkRollPairs is BenchmarkRoll for two columns.
func BenchmarkRollPairs(b *testing.B) {
	const length, rows = 1000, 2000
	for name, k := range pairAggregates {
		b.Run(name, func(b *testing.B) {
			_, x, out, evict := newFilledQueue(window.Sum(), 0, rows)
			q := k.Queue()
			for i := range length {
				q.Push(x[i], x[i+1])
			}
			b.ReportAllocs()
			for b.Loop() {
				q.Roll(out, x, x, evict, 1)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
		})
	}
}

// BenchmarkRun adds batches of 2,000 rows, with a result for each row.
func BenchmarkRun(b *testing.B) {
	_, in, out, _ := newFilledQueue(window.Sum(), 0, 2000)
	for _, name := range []string{"sum", "mean", "var 1", "skew", "min", "median", "nunique"} {
		b.Run(name, func(b *testing.B) {
			a := aggregates[name].Accumulator()
			for b.Loop() {
				a.Run(out, in, 1)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(in)), "ns/row")
		})
	}
	b.Run("ewm var", func(b *testing.B) {
		e := window.EwmVar(window.DecayOfSpan(10), false)
		for b.Loop() {
			e.Run(out, in, nil, 1)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(in)), "ns/row")
	})
}
