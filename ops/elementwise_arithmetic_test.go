package ops_test

import (
	"errors"
	"math"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// The expected values are what Python 3 computes for the same expressions on floats.
func TestArithmeticWithFloatScalars(t *testing.T) {
	in := []float64{7, -7, 0, nan, inf}
	cases := []struct {
		name string
		op   func(ops.DataFrame) ops.DataFrame
		want []float64
	}{
		{"x + 0.5", func(d ops.DataFrame) ops.DataFrame { return d.Add(0.5) }, []float64{7.5, -6.5, 0.5, nan, inf}},
		{"x - 0.5", func(d ops.DataFrame) ops.DataFrame { return d.Sub(0.5) }, []float64{6.5, -7.5, -0.5, nan, inf}},
		{"1 - x", func(d ops.DataFrame) ops.DataFrame { return d.RSub(1) }, []float64{-6, 8, 1, nan, -inf}},
		{"x * 2", func(d ops.DataFrame) ops.DataFrame { return d.Mul(2) }, []float64{14, -14, 0, nan, inf}},
		{"x / 2", func(d ops.DataFrame) ops.DataFrame { return d.Div(2) }, []float64{3.5, -3.5, 0, nan, inf}},
		{"14 / x", func(d ops.DataFrame) ops.DataFrame { return d.RDiv(14) }, []float64{2, -2, inf, nan, 0}},
		{"x % 3", func(d ops.DataFrame) ops.DataFrame { return d.Mod(3) }, []float64{1, 2, 0, nan, nan}},
		{"x % -3", func(d ops.DataFrame) ops.DataFrame { return d.Mod(-3) }, []float64{-2, -1, 0, nan, nan}},
		{"x ** 2", func(d ops.DataFrame) ops.DataFrame { return d.Pow(2) }, []float64{49, 49, 0, nan, inf}},
		{"-x", ops.DataFrame.Neg, []float64{-7, 7, 0, nan, -inf}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := table(frame.Col("x", in))
			got := resultsOf(t, c.op, f, f.Empty(), f.Slice(1, 2))
			want := table(frame.Col("x", c.want))
			wantFrames(t, got, want, want.Empty(), want.Slice(1, 2))
		})
	}
}

func TestArithmeticWithIntegerScalars(t *testing.T) {
	in := frame.Col("n", []int{7, -7, 0, 9}).WithValid([]bool{true, true, true, false})
	ints := func(v ...int) frame.Column {
		return frame.Col("n", append(v, 9)).WithValid([]bool{true, true, true, false})
	}
	cases := []struct {
		name string
		op   func(ops.DataFrame) ops.DataFrame
		want frame.Column
	}{
		{"n + 1", func(d ops.DataFrame) ops.DataFrame { return d.Add(1) }, ints(8, -6, 1)},
		{"n - 1", func(d ops.DataFrame) ops.DataFrame { return d.Sub(1) }, ints(6, -8, -1)},
		{"n - 0.5", func(d ops.DataFrame) ops.DataFrame { return d.Sub(0.5) }, frame.Col("n", []float64{6.5, -7.5, -0.5, nan})},
		{"1 - n", func(d ops.DataFrame) ops.DataFrame { return d.RSub(1) }, ints(-6, 8, 1)},
		{"n * 3", func(d ops.DataFrame) ops.DataFrame { return d.Mul(3) }, ints(21, -21, 0)},
		{"n / 2", func(d ops.DataFrame) ops.DataFrame { return d.Div(2) }, frame.Col("n", []float64{3.5, -3.5, 0, nan})},
		{"n % 3", func(d ops.DataFrame) ops.DataFrame { return d.Mod(3) }, ints(1, 2, 0)},
		{"n % 0", func(d ops.DataFrame) ops.DataFrame { return d.Mod(0) }, frame.Col("n", make([]int, 4)).WithValid(make([]bool, 4))},
		{"-n", ops.DataFrame.Neg, ints(-7, 7, 0)},
		{"n ** 2", func(d ops.DataFrame) ops.DataFrame { return d.Pow(2) }, ints(49, 49, 0)},
		{"n ** -1", func(d ops.DataFrame) ops.DataFrame { return d.Pow(-1) }, frame.Col("n", []float64{1. / 7, -1. / 7, inf, nan})},
		{"n ** 0.5", func(d ops.DataFrame) ops.DataFrame { return d.Pow(0.5) }, frame.Col("n", []float64{math.Sqrt(7), nan, 0, nan})},
		{"1 ** n", func(d ops.DataFrame) ops.DataFrame { return d.RPow(1) }, ints(1, 1, 1)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := resultsOf(t, c.op, table(in))
			wantFrames(t, got, table(c.want))
		})
	}
}

func TestIntegerOverflow(t *testing.T) {
	cases := map[string]struct {
		n  int64
		op func(ops.DataFrame) ops.DataFrame
	}{
		"add":   {math.MaxInt64, func(d ops.DataFrame) ops.DataFrame { return d.Add(1) }},
		"add -": {math.MinInt64, func(d ops.DataFrame) ops.DataFrame { return d.Add(-1) }},
		"sub":   {math.MinInt64, func(d ops.DataFrame) ops.DataFrame { return d.Sub(1) }},
		"sub -": {math.MaxInt64, func(d ops.DataFrame) ops.DataFrame { return d.Sub(-1) }},
		"mul":   {1 << 62, func(d ops.DataFrame) ops.DataFrame { return d.Mul(2) }},
		"mul -": {math.MinInt64, ops.DataFrame.Neg},
		"times": {1 << 32, func(d ops.DataFrame) ops.DataFrame { return d.Times(d) }},
		"sum":   {math.MaxInt64, ops.DataFrame.CumSum},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			f := table(frame.Col("n", []int64{1, c.n}))
			p := newPipeline(f)
			out := collect(c.op(p.rows))
			check.Error(t, p.source.Emit(t.Context(), f), ops.ErrOverflow, "row 1", `"n"`)
			p.feed(t, f.Slice(0, 1))
			if len(out.got) != 1 {
				t.Errorf("got %d batches, want the good one", len(out.got))
			}
		})
	}
	// A result that just fits is not an overflow.
	f := table(frame.Col("n", []int64{math.MaxInt64, math.MinInt64 + 1, 0}))
	wantFrames(t, resultsOf(t, ops.DataFrame.Neg, f), table(frame.Col("n", []int64{-math.MaxInt64, math.MaxInt64, 0})))
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Add(0) }, f), f)
	half := table(frame.Col("n", []int64{-1 << 62}))
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Mul(2) }, half), table(frame.Col("n", []int64{math.MinInt64})))
}

func TestArithmeticOfColumns(t *testing.T) {
	f := table(frame.Index("t", at(0, 1)), frame.Col("x", []float64{6, 8}), frame.Col("n", []int{3, 0}))
	cases := []struct {
		name string
		op   func(d ops.DataFrame) ops.DataFrame
		want []frame.Column
	}{
		{"x + n", func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Plus(d.Col("n")) }, []frame.Column{frame.Col("x", []float64{9, 8})}},
		{"n - x", func(d ops.DataFrame) ops.DataFrame { return d.Col("n").Minus(d.Col("x")) }, []frame.Column{frame.Col("n", []float64{-3, -8})}},
		{"n * n", func(d ops.DataFrame) ops.DataFrame { return d.Col("n").Times(d.Col("n")) }, []frame.Column{frame.Col("n", []int{9, 0})}},
		{"x / n", func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Over(d.Col("n")) }, []frame.Column{frame.Col("x", []float64{2, inf})}},
		{"f + f", func(d ops.DataFrame) ops.DataFrame { return d.Plus(d.Select("n", "x")) },
			[]frame.Column{frame.Col("x", []float64{12, 16}), frame.Col("n", []int{6, 0})}},
		{"f - x", func(d ops.DataFrame) ops.DataFrame { return d.Minus(d.Col("x")) },
			[]frame.Column{frame.Col("x", []float64{0, 0}), frame.Col("n", []float64{-3, -8})}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			want := table(append([]frame.Column{frame.Index("t", at(0, 1))}, c.want...)...)
			wantFrames(t, resultsOf(t, c.op, f, f.Empty(), f), want, want.Empty(), want)
		})
	}
}

func TestColumnsOfDifferentSources(t *testing.T) {
	a, b := newPipeline(xy), newPipeline(xy)
	sum := a.rows.Col("x").Plus(b.rows.Col("y"))
	check.Error(t, sum.Err(), ops.ErrSource, "ops.Plus", "flow.Zip", "[x]", "[y]")
	check.Error(t, a.source.Emit(t.Context(), xy), ops.ErrSource)
}

func TestBrokenPartner(t *testing.T) {
	a, b := newPipeline(xy), newPipeline(xy)
	for _, d := range []ops.DataFrame{a.rows.Col("x").Plus(b.rows.Col("nothing")), a.rows.With("z", b.rows.Col("nothing"))} {
		check.Error(t, d.Err(), ops.ErrColumn, `"nothing"`)
	}
	check.Error(t, a.source.Emit(t.Context(), xy), ops.ErrColumn)
}

// A batch that fails on its way to one side must not make the next ones pair wrongly, as two queues would.
func TestFailedBatchIsNotPaired(t *testing.T) {
	one := func(x float64) frame.Frame { return table(frame.Col("x", []float64{x})) }
	p := newPipeline(one(0))
	left := p.rows.Mul(1) // built first, so it receives each batch first
	right := ops.Gota(p.rows, func(df dataframe.DataFrame) dataframe.DataFrame {
		if df.Elem(0, 0).Float() == 2 {
			return dataframe.DataFrame{Err: errTest}
		}
		return df
	})
	out := collect(left.Plus(right))
	for x, want := range []error{nil, nil, errTest, nil} {
		if err := p.source.Emit(t.Context(), one(float64(x))); !errors.Is(err, want) {
			t.Fatalf("batch %d: got %v, want %v", x, err, want)
		}
	}
	p.close(t)
	wantFrames(t, out.got, one(0), one(2), one(6))
}

func TestRowsMustMatch(t *testing.T) {
	f := table(frame.Index("t", at(0, 1)), frame.Col("x", []float64{1, 2}))
	p := newPipeline(f)
	collect(p.rows.Plus(ops.Gota(p.rows, firstRow)))
	check.Error(t, p.source.Emit(t.Context(), f), ops.ErrRows, "ops.Plus", "got 2 and 1", "flow.Zip")

	p = newPipeline(f)
	collect(p.rows.With("z", ops.Gota(p.rows, backwards)))
	check.Error(t, p.source.Emit(t.Context(), f), ops.ErrRows, "ops.With", "2026-01-01T00:00:00Z and 2026-01-01T00:00:01Z in row 0")
}
