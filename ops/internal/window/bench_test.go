package window

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

var kinds = map[string]Kind{
	"count": Count(), "sum": Sum(), "mean": Mean(), "var": Var(1), "std": Std(1), "sem": Sem(1), "skew": Skew(), "kurt": Kurt(),
	"min": Min(), "max": Max(), "first": First(), "last": Last(), "prod": Prod(),
	"median": Median(),
}

func BenchmarkRoll(b *testing.B) {
	for name, k := range kinds {
		for _, n := range []int{20, 1000, 10_000_000} {
			b.Run(fmt.Sprintf("%s/window=%d", name, n), func(b *testing.B) {
				q := k.Queue()
				for range n {
					q.Push(rand.NormFloat64())
				}
				const rows = 2000
				in, out, gone := make([]float64, rows), make([]float64, rows), make([]int, rows)
				for i := range in {
					in[i], gone[i] = rand.NormFloat64(), 1
				}
				b.ReportAllocs()
				for b.Loop() {
					q.Roll(out, in, gone, 1)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
			})
		}
	}
}
