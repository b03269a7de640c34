package ops_test

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

func timed(seconds []float64, x ...float64) frame.Frame {
	return table(frame.Index("t", at(seconds...)), frame.Col("x", x))
}

func TestRollingWithin(t *testing.T) {
	within := func(d time.Duration, opts ...ops.RollingOption) func(ops.DataFrame) ops.DataFrame {
		return func(d2 ops.DataFrame) ops.DataFrame { return d2.Rolling(ops.Within(d), opts...).Mean() }
	}
	t.Run("a row exactly as old as the window is out", func(t *testing.T) {
		got := resultsOf(t, within(2*time.Second), timed([]float64{0, 1}, 1, 2), timed([]float64{2, 2.5}, 6, 4))
		wantFrames(t, got, timed([]float64{0, 1}, 1, 1.5), timed([]float64{2, 2.5}, 4, 4)) // (2+6)/2, (2+6+4)/3
	})
	t.Run("rows of the same time see those before them only", func(t *testing.T) {
		got := resultsOf(t, within(time.Second), timed([]float64{0, 0, 0}, 3, 5, 1))
		wantFrames(t, got, timed([]float64{0, 0, 0}, 3, 4, 3))
	})
	t.Run("a window shorter than a batch", func(t *testing.T) {
		got := resultsOf(t, within(time.Second), timed([]float64{0, 0.5, 1, 1.5, 9}, 1, 2, 3, 4, 5))
		wantFrames(t, got, timed([]float64{0, 0.5, 1, 1.5, 9}, 1, 1.5, 2.5, 3.5, 5))
	})
	t.Run("missing values", func(t *testing.T) {
		got := resultsOf(t, within(time.Second), timed([]float64{0, 0.1, 0.2}, nan, 2, nan), timed([]float64{1.15, 1.2}, nan, nan))
		wantFrames(t, got, timed([]float64{0, 0.1, 0.2}, nan, 2, 2), timed([]float64{1.15, 1.2}, nan, nan))
	})
	t.Run("MinPeriods", func(t *testing.T) {
		got := resultsOf(t, within(time.Second, ops.MinPeriods(2)), timed([]float64{0, 0.1, 0.2}, 1, nan, 2), timed([]float64{5}, 7))
		wantFrames(t, got, timed([]float64{0, 0.1, 0.2}, nan, nan, 1.5), timed([]float64{5}, nan))
	})
	t.Run("no rows", func(t *testing.T) {
		none := timed(nil)
		got := resultsOf(t, within(time.Second), none, timed([]float64{0}, 1), none, timed([]float64{0.5}, 2))
		wantFrames(t, got, none, timed([]float64{0}, 1), none, timed([]float64{0.5}, 1.5))
	})
}

func TestRollingRows(t *testing.T) {
	x := func(v ...float64) frame.Frame { return table(frame.Col("x", v)) }
	rows := func(n int, opts ...ops.RollingOption) func(ops.DataFrame) ops.DataFrame {
		return func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(n), opts...).Mean() }
	}
	// pandas: Series([1, nan, 3, 5, 7]).rolling(2).mean() and .rolling(2, min_periods=1).mean()
	wantFrames(t, resultsOf(t, rows(2), x(1, nan), x(3), x(), x(5, 7)), x(nan, nan), x(nan), x(), x(4, 6))
	wantFrames(t, resultsOf(t, rows(2, ops.MinPeriods(1)), x(1, nan), x(3), x(), x(5, 7)), x(1, 1), x(3), x(), x(4, 6))
	wantFrames(t, resultsOf(t, rows(2, ops.MinPeriods(0)), x(nan, nan, 4)), x(nan, nan, 4))
	wantFrames(t, resultsOf(t, rows(1), x(1, 2, 3)), x(1, 2, 3))
	n := table(frame.Col("x", []int{1, 2, 6}).WithValid([]bool{true, false, true}))
	wantFrames(t, resultsOf(t, rows(2, ops.MinPeriods(1)), n), x(1, 1, 6)) // an int64 column becomes float64
}

// A value that leaves the window leaves no trace. streamz subtracts, and has 0 and NaN here (its vectors
// window_sum_drift, window_sum_inf).
func TestWindowForgetsExtremes(t *testing.T) {
	x := func(v ...float64) frame.Frame { return table(frame.Col("x", v)) }
	two := func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(2), ops.MinPeriods(1)).Mean() }
	wantFrames(t, resultsOf(t, two, x(1e17, 1, 1, 1)), x(1e17, 5e16, 1, 1))
	wantFrames(t, resultsOf(t, two, x(1e300, 1, 1, 1)), x(1e300, 5e299, 1, 1))
	wantFrames(t, resultsOf(t, two, x(inf, 1, 2, 3)), x(inf, inf, 1.5, 2.5))
	wantFrames(t, resultsOf(t, two, x(inf, -inf, 2, 4)), x(inf, nan, -inf, 3))
	four := func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(4)).Mean() }
	wantFrames(t, resultsOf(t, four, x(0, 0, 0, 0, 1e17, 1, -1e17)), x(nan, nan, nan, 0, 2.5e16, 2.5e16, 0.25))
	wantFrames(t, resultsOf(t, four, x(9, 1e17, 1, -1e17, 0)), x(nan, nan, nan, 2.5, 0.25))
	three := func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Mean() }
	wantFrames(t, resultsOf(t, three, x(1e17, 3, -1e17, 0)), x(nan, nan, 1, -1e17/3))
}

func TestRollingErrors(t *testing.T) {
	good := timed([]float64{10}, 1)
	within := func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Within(time.Minute)).Mean() }
	cases := map[string]struct {
		f    frame.Frame
		says string
	}{
		"within a batch": {timed([]float64{11, 13, 12}, 1, 2, 3), `got 2026-01-01T00:00:12Z in row 2 of "t", after 2026-01-01T00:00:13Z`},
		"across batches": {timed([]float64{9}, 1), `got 2026-01-01T00:00:09Z in row 0 of "t", after 2026-01-01T00:00:10Z in the batch before`},
		"missing": {table(frame.Index("t", []time.Time{at(11)[0], {}}), frame.Col("x", []float64{1, 2})),
			`the time in row 1 of "t" is missing`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := newPipeline(good)
			out := collect(within(p.rows))
			check.NoError(t, p.source.Emit(t.Context(), good))
			check.Error(t, p.source.Emit(t.Context(), c.f), ops.ErrOrder, "ops.Rolling", c.says)
			p.feed(t, timed([]float64{10.5}, 3)) // the failed batch has left no rows behind
			wantFrames(t, out.got, good, timed([]float64{10.5}, 2))
		})
	}
	for _, f := range []frame.Frame{
		table(frame.Col("x", []float64{})),
		table(frame.Index("n", []int{}), frame.Col("x", []float64{})),
	} {
		d := within(newPipeline(f).rows)
		check.Error(t, d.Err(), ops.ErrType, "ops.Rolling", "a window of time needs a time index")
	}
}

func TestRollingMisuse(t *testing.T) {
	check.Panics(t, "got 0", func() { ops.Rows(0) })
	check.Panics(t, "got -1s", func() { ops.Within(-time.Second) })
	check.Panics(t, "got -1", func() { ops.MinPeriods(-1) })
	d := newPipeline(xy).rows
	check.Panics(t, "Span{}", func() { d.Rolling(ops.Span{}) })
	check.Panics(t, "3 rows, got 4", func() { d.Rolling(ops.Rows(3), ops.MinPeriods(4)) })
}

// For any stream and any batches, each mean is that of exact arithmetic, within 1e-12 of the mean and twice the
// precision of float64 (1e-28) of the values in the window: values that have left it do not matter.
func TestRollingMeanMatchesExactMean(t *testing.T) {
	value := rapid.OneOf(
		rapid.Float64Range(-1, 1),
		rapid.Float64Range(-1e12, 1e12),
		rapid.SampledFrom([]float64{nan, 0, 1e17, -1e17, 1, 0.1, 1e100, -1e100, 5e-324}))
	rapid.Check(t, func(rt *rapid.T) {
		x := rapid.SliceOfN(value, 0, 60).Draw(rt, "x")
		steps := rapid.SliceOfN(rapid.IntRange(0, 3), len(x), len(x)).Draw(rt, "steps")
		length := rapid.IntRange(1, 12).Draw(rt, "window")
		least := rapid.IntRange(1, length).Draw(rt, "min periods")
		byTime := rapid.Bool().Draw(rt, "by time")
		seconds := make([]float64, len(x))
		for i, s := range steps {
			seconds[i] = float64(s)
			if i > 0 {
				seconds[i] += seconds[i-1]
			}
		}
		span := ops.Rows(length)
		if byTime {
			span = ops.Within(time.Duration(length) * time.Second)
		}
		got := rollInBatches(rt, span, least, seconds, x)
		for i := range x {
			from := max(0, i+1-length)
			if byTime {
				for from = 0; seconds[from] <= seconds[i]-float64(length); from++ {
				}
			}
			want, size := exactMean(x[from:i+1], least)
			if !near(got[i], want, 1e-12*math.Abs(want)+1e-28*size) {
				rt.Fatalf("row %d: got %v, want %v, the mean of %v", i, got[i], want, x[from:i+1])
			}
		}
	})
}

func rollInBatches(rt *rapid.T, span ops.Span, least int, seconds, x []float64) []float64 {
	s := flow.NewSource[frame.Frame]()
	d := ops.From(s, timed(nil))
	out := collect(d.Rolling(span, ops.MinPeriods(least)).Mean())
	for len(x) > 0 {
		n := rapid.IntRange(0, len(x)).Draw(rt, "batch")
		if err := s.Emit(rt.Context(), timed(seconds[:n], x[:n]...)); err != nil {
			rt.Fatal(err)
		}
		seconds, x = seconds[n:], x[n:]
	}
	if err := s.Close(rt.Context()); err != nil {
		rt.Fatal(err)
	}
	var got []float64
	for _, f := range out.got {
		v, err := f.Floats("x")
		if err != nil {
			rt.Fatal(err)
		}
		got = append(got, v...)
	}
	return got
}

// exactMean adds with 2200 bits, which hold any sum of these values, and rounds once for the sum and once for the mean.
// size is the mean of the magnitudes.
func exactMean(x []float64, least int) (mean, size float64) {
	total, n := new(big.Float).SetPrec(2200), 0
	for _, v := range x {
		if v == v {
			total.Add(total, new(big.Float).SetFloat64(v))
			size += math.Abs(v)
			n++
		}
	}
	if n < least {
		return nan, 0
	}
	sum, _ := total.Float64()
	return sum / float64(n), size / float64(n)
}

func near(a, b, tolerance float64) bool {
	return a == b || a != a && b != b || math.Abs(a-b) <= tolerance
}

func TestSpanString(t *testing.T) {
	if got := fmt.Sprint(ops.Rows(20), ", ", ops.Within(500*time.Millisecond)); got != "20 rows, 500ms" {
		t.Errorf("got %s", got)
	}
}

// A maximum computed by Func is the moving maximum, also after its state is restored.
func TestFuncMovingMaximum(t *testing.T) {
	highest := func(v []float64) float64 {
		if len(v) == 0 {
			return math.NaN()
		}
		return slices.Max(v)
	}
	rapid.Check(t, func(r *rapid.T) {
		in := table(frame.Col("x", rapid.SliceOfN(rapid.Float64Range(-9, 9), 30, 30).Draw(r, "values")))
		cut, n := rapid.IntRange(0, 30).Draw(r, "cut"), rapid.IntRange(1, 9).Draw(r, "n")
		byFunc := func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(n), ops.MinPeriods(1)).Func(highest) }
		want := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(n), ops.MinPeriods(1)).Max() }, in)
		before, after := newPipeline(in), newPipeline(in)
		old, fresh := byFunc(before.rows), byFunc(after.rows)
		first, second := collect(old), collect(fresh)
		before.feed(t, in.Slice(0, cut))
		state, err := ops.SaveState(ctx, old)
		check.NoError(t, err)
		check.NoError(t, ops.RestoreState(ctx, state, fresh))
		after.feed(t, in.Slice(cut, 30))
		wantFrames(t, []frame.Frame{frame.Must(frame.Concat(append(first.got, second.got...)))}, want...)
	})
}
