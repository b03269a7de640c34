package ops_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// Columns of int64 stay int64, with all digits, where the operation allows.
func TestInt64StaysInt64(t *testing.T) {
	const big = 1<<60 + 1
	in := table(frame.Index("i", []int{1, 2, 3}), frame.Col("n", []int{big, -3, 5}), frame.Col("b", []bool{true, false, true}))
	n := func(op func(d ops.DataFrame) ops.DataFrame) operator {
		return func(d ops.DataFrame) ops.DataFrame { return op(d.Col("n")) }
	}
	ok := []bool{true, true, true}
	for name, c := range map[string]struct {
		op    operator
		want  []int
		valid []bool
	}{
		"Add":                {n(func(d ops.DataFrame) ops.DataFrame { return d.Add(1 << 60) }), []int{2<<60 + 1, 1<<60 - 3, 1<<60 + 5}, ok},
		"Pow":                {n(func(d ops.DataFrame) ops.DataFrame { return d.Pow(1) }), []int{big, -3, 5}, ok},
		"ToPower":            {n(func(d ops.DataFrame) ops.DataFrame { return d.Mod(4).ToPower(d.Mod(4)) }), []int{1, 1, 1}, ok},
		"Clip":               {n(func(d ops.DataFrame) ops.DataFrame { return d.Clip(0, 1<<61) }), []int{big, 0, 5}, ok},
		"Clip without limit": {n(func(d ops.DataFrame) ops.DataFrame { return d.Clip(-inf, inf) }), []int{big, -3, 5}, ok},
		"Clip from below":    {n(func(d ops.DataFrame) ops.DataFrame { return d.Clip(0, inf) }), []int{big, 0, 5}, ok},
		"Clip from above":    {n(func(d ops.DataFrame) ops.DataFrame { return d.Clip(-inf, 4) }), []int{4, -3, 4}, ok},
		"FillNA":             {n(func(d ops.DataFrame) ops.DataFrame { return d.Shift(1).FillNA(float64(1 << 60)) }), []int{1 << 60, big, -3}, ok},
		"Shift":              {n(func(d ops.DataFrame) ops.DataFrame { return d.Shift(1) }), []int{0, big, -3}, []bool{false, true, true}},
		"Diff":               {n(func(d ops.DataFrame) ops.DataFrame { return d.Diff(1) }), []int{0, -3 - big, 8}, []bool{false, true, true}},
		"CumMax":             {n(func(d ops.DataFrame) ops.DataFrame { return d.CumMax() }), []int{big, big, big}, ok},
		"FillNAForward":      {n(func(d ops.DataFrame) ops.DataFrame { return d.FFill() }), []int{big, -3, 5}, ok},
		"BlankWhere": {func(d ops.DataFrame) ops.DataFrame { return d.Col("n").BlankWhere(d.Col("b").Not()) },
			[]int{big, 0, 5}, []bool{true, false, true}},
		"an expression": {func(d ops.DataFrame) ops.DataFrame {
			return d.Assign("n", "b ? max(n, 7) ** 1 : abs(n) // 2 % 7").Select("n")
		},
			[]int{big, 1, 7}, ok},
	} {
		t.Run(name, func(t *testing.T) {
			want := table(frame.Index("i", []int{1, 2, 3}), frame.Col("n", c.want).WithValid(c.valid))
			wantFrames(t, resultsOf(t, c.op, in), want)
		})
	}
	got := resultsOf(t, n(func(d ops.DataFrame) ops.DataFrame { return d.Add(1 << 63) }), in.Tail(1)) // beyond int64
	wantFrames(t, got, table(frame.Index("i", []int{3}), frame.Col("n", []float64{1 << 63})))
}
