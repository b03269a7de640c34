package ops_test

import (
	"math"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

func TestCumSum(t *testing.T) {
	x := func(v ...float64) frame.Frame { return table(frame.Col("x", v)) }
	t.Run("missing values stay missing and are left out", func(t *testing.T) {
		got := resultsOf(t, ops.DataFrame.CumSum, x(1, nan, 2), x(), x(nan), x(3))
		wantFrames(t, got, x(1, nan, 3), x(), x(nan), x(6))
	})
	t.Run("nothing is lost beside a huge value", func(t *testing.T) {
		got := resultsOf(t, ops.DataFrame.CumSum, x(1e17, 1), x(1, -1e17), x(0.5))
		wantFrames(t, got, x(1e17, 1e17), x(1e17+2, 2), x(2.5)) // 1e17+1 rounds to 1e17, whose spacing is 16; 1e17+2 as well
	})
	t.Run("it does not drift", func(t *testing.T) {
		tenths := make([]float64, 1_000_000)
		for i := range tenths {
			tenths[i] = 0.1
		}
		got := resultsOf(t, ops.DataFrame.CumSum, x(tenths...))
		// math.fsum([0.1] * 10**6) == 100000.0; a plain sum gives 100000.00000133288.
		if last := floats(t, got[0], "x")[len(tenths)-1]; last != 100000 {
			t.Errorf("got %v, want 100000", last)
		}
	})
	t.Run("infinities as in pandas", func(t *testing.T) {
		got := resultsOf(t, ops.DataFrame.CumSum, x(1, inf, 2), x(-inf, 1))
		wantFrames(t, got, x(1, inf, inf), x(nan, nan))
	})
	t.Run("integers stay integers", func(t *testing.T) {
		n := frame.Col("n", []int64{1 << 60, 1, 5, 2}).WithValid([]bool{true, true, false, true})
		want := frame.Col("n", []int64{1 << 60, 1<<60 + 1, 0, 1<<60 + 3}).WithValid([]bool{true, true, false, true})
		wantFrames(t, resultsOf(t, ops.DataFrame.CumSum, table(n)), table(want))
	})
}

func TestCumSumSkipsFailedBatch(t *testing.T) {
	f := func(x float64, n int64) frame.Frame {
		return table(frame.Col("x", []float64{x}), frame.Col("n", []int64{n}))
	}
	p := newPipeline(f(0, 0))
	out := collect(p.rows.CumSum())
	check.NoError(t, p.source.Emit(t.Context(), f(1, math.MaxInt64)))
	check.Error(t, p.source.Emit(t.Context(), f(100, 1)), ops.ErrOverflow)
	p.feed(t, f(1, 0))
	wantFrames(t, out.got, f(1, math.MaxInt64), f(2, math.MaxInt64))
}
