package ops_test

import (
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// A first row of the earliest time that int64 can hold is a row like any other, also after its state was restored.
func TestEWMFromTheEarliestTime(t *testing.T) {
	times := []int64{math.MinInt64, math.MaxInt64}
	f := table(frame.Nanos("t", times).AsIndex(), frame.Col("k", []string{"a", "a"}), frame.Col("x", []float64{1, 3}))
	halfLives := math.Exp2(64) / math.Exp2(63)
	weight := math.Exp2(-halfLives)
	want := (weight*1 + 3) / (weight + 1)
	for name, op := range map[string]func(ops.DataFrame) ops.DataFrame{
		"rows":   func(d ops.DataFrame) ops.DataFrame { return d.Col("x").EWM(ops.HalfLifeOf(math.MaxInt64)).Mean() },
		"groups": func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").EWM(ops.HalfLifeOf(math.MaxInt64)).Mean() },
	} {
		was, is := newPipeline(f), newPipeline(f)
		before, after := op(was.rows), op(is.rows)
		outs := []*batches{collect(before), collect(after)}
		was.emit(t, f.Slice(0, 1))
		check.NoError(t, ops.RestoreState(ctx, saved(t, before), after))
		was.emit(t, f.Slice(1, 2))
		is.emit(t, f.Slice(1, 2))
		for i, b := range []*batches{{outs[0].got[1:]}, outs[1]} {
			if x := floats(t, b.got[0], "x"); math.Abs(x[0]-want) > 1e-12 {
				t.Errorf("%s, restored %v: got %v, want %v", name, i == 1, x[0], want)
			}
		}
	}
}

// Windows of as many rows, or as much time, as their types can hold do not overflow at either closed end.
func TestRollingOfTheLongestSpans(t *testing.T) {
	times := []int64{0, 5, 5, math.MaxInt64}
	f := table(frame.Nanos("t", times).AsIndex(), frame.Col("x", []float64{1, 2, 4, 8}))
	for _, c := range []struct {
		closed     ops.Closed
		rows, time []float64
	}{
		{ops.ClosedRight, []float64{1, 3, 7, 15}, []float64{1, 3, 7, 14}},
		{ops.ClosedBoth, []float64{1, 3, 7, 15}, []float64{1, 3, 7, 15}},
		{ops.ClosedLeft, []float64{nan, 1, 3, 7}, []float64{nan, 1, 1, 7}},
		{ops.ClosedNeither, []float64{nan, 1, 3, 7}, []float64{nan, 1, 1, 6}},
	} {
		for span, want := range map[ops.Span][]float64{ops.Rows(math.MaxInt): c.rows, ops.Within(math.MaxInt64): c.time} {
			op := func(d ops.DataFrame) ops.DataFrame {
				return d.Rolling(span, ops.CloseAt(c.closed), ops.MinPeriods(1)).Sum()
			}
			wantFrames(t, resultsOf(t, op, f), table(frame.Nanos("t", times).AsIndex(), frame.Col("x", want)))
			grouped := func(d ops.DataFrame) ops.DataFrame {
				return d.Assign("k", "1").GroupBy("k").Rolling(span, ops.CloseAt(c.closed), ops.MinPeriods(1)).Sum().Drop("k")
			}
			wantFrames(t, resultsOf(t, grouped, f), table(frame.Nanos("t", times).AsIndex(), frame.Col("x", want)))
		}
	}
	centered := func(span ops.Span) func(ops.DataFrame) ops.DataFrame {
		return func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(span, ops.CloseAt(ops.ClosedBoth), ops.MinPeriods(1), ops.Centered()).Sum()
		}
	}
	all := table(frame.Nanos("t", times).AsIndex(), frame.Col("x", []float64{15, 15, 15, 15}))
	concat := func(batches []frame.Frame) []frame.Frame { // without the empty batch of rows that wait
		return []frame.Frame{frame.Must(frame.Concat(batches))}
	}
	wantFrames(t, concat(resultsOf(t, centered(ops.Rows(math.MaxInt)), f)), all)
	near := table(frame.Nanos("t", times).AsIndex(), frame.Col("x", []float64{7, 7, 7, 8}))
	wantFrames(t, concat(resultsOf(t, centered(ops.Within(time.Duration(math.MaxInt64))), f)), near)
}
