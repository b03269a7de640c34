package ops_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

func TestMapRows(t *testing.T) {
	f := withMissing()
	whole := func(d rows) rows {
		return ops.MapRows(d, "all", func(r ops.Row) int {
			n := 0
			for i, given := range []bool{r.Has("x"), r.Has("n"), r.Has("s"), r.Has("b"), r.Has("w")} {
				if given {
					n |= 1 << i
				}
			}
			return n
		})
	}
	index := frame.Index("t", at(0, 1))
	wantFrames(t, resultsOf(t, whole, f, f.Empty()), table(index, frame.Col("all", []int{31, 0})), table(index, frame.Col("all", []int{31, 0})).Empty())
	type R = ops.Row
	wantFrames(t, resultsOf(t, func(d rows) rows {
		return ops.MapRows(d, "y", func(r R) float64 { return r.Float("x") + r.Float("n") })
	}, f),
		table(index, frame.Col("y", []float64{2.9, nan})))
	wantFrames(t, resultsOf(t, func(d rows) rows { return ops.MapRows(d, "y", func(r R) int64 { return r.Int("n") + 1 }) }, f),
		table(index, frame.Col("y", []int{1, 1})))
	wantFrames(t, resultsOf(t, func(d rows) rows { return ops.MapRows(d, "y", func(r R) string { return r.Text("s") + "!" }) }, f),
		table(index, frame.Col("y", []string{" -3!", "!"})))
	wantFrames(t, resultsOf(t, func(d rows) rows { return ops.MapRows(d, "y", func(r R) bool { return r.Bool("b") }) }, f),
		table(index, frame.Col("y", []bool{true, false})))
	wantFrames(t, resultsOf(t, func(d rows) rows { return ops.MapRows(d, "y", func(r R) time.Time { return r.Time("w") }) }, f),
		table(index, frame.Col("y", []time.Time{day, {}})))
}

// A function that panics on zero values is a build error, unless the example has rows.
func TestMapRowsPanic(t *testing.T) {
	inverse := func(r ops.Row) int64 { return 12 / r.Int("n") }
	f := table(frame.Col("n", []int{3}))
	p := newPipeline(f)
	if err := ops.MapRows(p.rows, "y", inverse).Err(); err == nil {
		t.Error("want an error")
	}
	d := ops.MapRows(ops.From(p.source, f), "y", inverse)
	wantFrames(t, []frame.Frame{d.Example()}, table(frame.Col("y", []int{4})))
}

func TestMapFrames(t *testing.T) {
	sum := func(f frame.Frame) (frame.Frame, error) {
		x, err := f.Floats("x")
		if err != nil {
			return f, err
		}
		total := 0.0
		for _, v := range x {
			total += v
		}
		return frame.New(frame.Col("total", []float64{total}))
	}
	f := table(frame.Col("x", []float64{1, 2}))
	example := table(frame.Col("total", []float64{9}))
	got := resultsOf(t, func(d rows) rows { return d.MapFrames(example, sum) }, f, f.Empty())
	wantFrames(t, got, table(frame.Col("total", []float64{3})), table(frame.Col("total", []float64{0})))
}
