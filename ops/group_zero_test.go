package ops_test

import (
	"math"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// 0 and -0 are one value: one group, one count, one distinct value.
func TestZerosAreOneValue(t *testing.T) {
	minus0 := math.Copysign(0, -1)
	rows := table(frame.Col("k", []float64{0, minus0, 1, minus0}), frame.Col("x", []float64{1, 2, 3, 4}))
	for name, c := range map[string]struct {
		op   func(ops.DataFrame) ops.Table
		want frame.Frame
	}{
		"GroupBy": {func(d ops.DataFrame) ops.Table { return d.GroupBy("k").Sum() },
			table(frame.Col("k", []float64{0, 1}), frame.Col("x", []float64{7, 3}))},
		"ValueCounts": {func(d ops.DataFrame) ops.Table { return d.ValueCounts("k") },
			table(frame.Col("k", []float64{0, 1}), frame.Col("count", []int{3, 1}))},
		"NUnique": {func(d ops.DataFrame) ops.Table { return d.Col("k").NUnique() }, table(frame.Col("k", []int{2}))},
		"NUnique of a window": {func(d ops.DataFrame) ops.Table { return d.Col("k").Window(ops.Rows(3)).NUnique() },
			table(frame.Col("k", []int{2}))},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPipeline(rows)
			out := collect(c.op(p.rows))
			p.feed(t, rows)
			wantFrames(t, out.got, c.want)
		})
	}
}
