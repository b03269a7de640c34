package bench

import (
	"context"
	"fmt"
	"testing"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// BenchmarkAssign measures Assign with a batch of 2,000 rows, emission included, and expr's virtual machine with the same
// expression and rows. The virtual machine takes each row from a struct, and allocates each result.
func BenchmarkAssign(b *testing.B) {
	const rows = 2000
	xs, ys, ns := make([]float64, rows), make([]float64, rows), make([]int64, rows)
	for i := range rows {
		xs[i], ys[i], ns[i] = float64(i%100), float64(i%7), int64(i%11)
	}
	batch := frame.Must(frame.New(frame.Col("x", xs), frame.Col("y", ys), frame.Col("n", ns)))
	for _, source := range []string{"x > 1 and x < 50", "(x + y) * 2 - n / 3", "n in [1, 2, 3] ? abs(x) : y"} {
		b.Run(fmt.Sprintf("%s/streamgage", source), func(b *testing.B) {
			src, got := flow.NewSource[frame.Frame](), 0
			out := ops.From(src, batch.Empty()).Assign("z", source)
			flow.Sink(out, func(_ context.Context, f frame.Frame) error { got += f.Len(); return nil })
			b.ReportAllocs()
			for b.Loop() {
				if err := src.Emit(b.Context(), batch); err != nil {
					b.Fatal(err)
				}
			}
			keepResult(b, got)
		})
		b.Run(fmt.Sprintf("%s/expr", source), func(b *testing.B) {
			type row struct {
				X float64 `expr:"x"`
				Y float64 `expr:"y"`
				N int64   `expr:"n"`
			}
			program, err := expr.Compile(source, expr.Env(row{}))
			if err != nil {
				b.Fatal(err)
			}
			out := make([]any, rows)
			var machine vm.VM
			b.ReportAllocs()
			for b.Loop() {
				for i := range out {
					if out[i], err = machine.Run(program, row{xs[i], ys[i], ns[i]}); err != nil {
						b.Fatal(err)
					}
				}
			}
			keepResult(b, len(out))
		})
	}
}
