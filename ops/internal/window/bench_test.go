package window

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func BenchmarkRoll(b *testing.B) {
	for _, k := range []struct {
		name string
		kind Kind
	}{{"count", Count()}, {"sum", Sum()}, {"mean", Mean()}} {
		for _, n := range []int{20, 1000, 10_000_000} {
			b.Run(fmt.Sprintf("%s/window=%d", k.name, n), func(b *testing.B) {
				q := k.kind.Queue()
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
