package expression_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/expression"
)

func BenchmarkRun(b *testing.B) {
	const n = 100_000
	xs, ns := make([]float64, n), make([]int64, n)
	for i := range xs {
		xs[i], ns[i] = float64(i%100), int64(i%7)
	}
	f := frame.Must(frame.New(frame.Col("x", xs), frame.Col("y", xs), frame.Col("n", ns)))
	for _, source := range []string{
		"x > 1", "x > 1 and x < 50", "(x + y) * 2 > 10", "n + 1", "n % 3 == 0", "x ** 2", "n in [1, 2]",
		"abs(x - y) / 2", "sqrt(x) + log(y)", "x > 3 ? x : y", "x // 3", "between(x, 1, 20)",
	} {
		b.Run(source, func(b *testing.B) {
			p, err := expression.Compile(source, f.Schema())
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := p.Run(f); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/row")
		})
	}
}
