package ops_test

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

func TestPeriodicFails(t *testing.T) {
	example := table(frame.Col("x", []float64{}))
	source := ops.Periodic(time.Second, example, func(context.Context, time.Time, time.Time) (frame.Frame, error) {
		return frame.Frame{}, errTest
	}, flow.SourceName("gauge"))
	check.Error(t, flow.Run(t.Context(), source), errTest, `"gauge"`)
	check.Panics(t, "ops.Periodic: the function must not be nil", func() { ops.Periodic(time.Second, example, nil) })
	check.Panics(t, "ops.Func: the function must not be nil", func() { ops.Func("f", "x", nil) })
}

// A moving maximum by Func is the moving maximum, also of a restored state.
func TestFunc(t *testing.T) {
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
		want := through(t, func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(n), ops.MinPeriods(1)).Max() }, in)
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
