package ops_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// Full gives the rows of the window, however they came; one that is restored goes on with the same.
func TestFullIsTheWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "length")
		byTime := rapid.Bool().Draw(t, "by time")
		span := ops.Rows(n)
		if byTime {
			span = ops.Within(time.Duration(n) * time.Second)
		}
		op := func(d ops.DataFrame) ops.Table { return d.Window(span).Full() }
		batches := drawBatches(t, drawEvents(t))
		old, restored := newFeeder(op), newFeeder(op)
		cut := rapid.IntRange(0, len(batches)).Draw(t, "cut")
		var rows []event
		for i, b := range batches {
			if i == cut {
				if err := ops.RestoreState(ctx, stateOf(t, old.table), restored.table); err != nil {
					t.Fatal(err)
				}
			}
			old.feed(t, b)
			if rows = append(rows, b...); byTime && len(rows) > 0 {
				rows = newerThan(rows, float64(n))
			} else if !byTime {
				rows = rows[max(0, len(rows)-n):]
			}
			want := eventFrame(rows)
			if got := old.out.got[i]; !got.Equal(want) {
				t.Fatalf("batch %d: got\n%v\nwant\n%v", i, got, want)
			}
			if i >= cut {
				restored.feed(t, b)
				if got := restored.out.got[i-cut]; !got.Equal(want) {
					t.Fatalf("restored, batch %d: got\n%v\nwant\n%v", i, got, want)
				}
			}
		}
	})
}

// What Full has given stays as it is when the window moves on.
func TestFullIsASnapshot(t *testing.T) {
	var batches, want []frame.Frame
	for i := range 50 {
		batches = append(batches, timed([]float64{float64(i)}, float64(i)))
		want = append(want, frame.Must(frame.Concat(batches[max(0, i-3):])))
	}
	full := func(s ops.Span) func(ops.DataFrame) ops.Table {
		return func(d ops.DataFrame) ops.Table { return d.Window(s).Full() }
	}
	wantFrames(t, tables(t, full(ops.Rows(4)), batches...), want...)
	wantFrames(t, tables(t, full(ops.Within(4*time.Second)), batches...), want...)
}

func TestApplyErrors(t *testing.T) {
	example := timed(nil)
	p := newPipeline(example)
	d := p.rows.Window(ops.Rows(3)).Apply("broken", func(f frame.Frame) (frame.Frame, error) { return f, errTest })
	check.Error(t, d.Err(), errTest, "ops.Window.Apply: broken")

	p = newPipeline(example)
	out := collect(p.rows.Window(ops.Rows(2)).Apply("columns", func(f frame.Frame) (frame.Frame, error) {
		if f.Len() > 1 {
			return f.DropIndex(), nil
		}
		return f, nil
	}))
	one := timed([]float64{0}, 1)
	check.NoError(t, p.source.Emit(ctx, one))
	check.Error(t, p.source.Emit(ctx, one), frame.ErrSchema, "ops.Window.Apply")
	p.close(t)
	wantFrames(t, out.got, one)
}

func TestTimeBucket(t *testing.T) {
	times := []int64{-1, 0, 999, 1000, -1000, -1001, 7}
	f := table(frame.Nanos("w", times).WithValid([]bool{true, true, true, true, true, true, false}))
	got := through(t, func(d ops.DataFrame) ops.DataFrame { return d.TimeBucket("b", "w", time.Microsecond) }, f)
	buckets, err := got[0].Times("b")
	if want := []int64{-1000, 0, 0, 1000, -1000, -2000}; err != nil || !slices.Equal(buckets[:6], want) || got[0].Valid("b", 6) {
		t.Errorf("got %v, %v; want %v and a missing one", buckets, err, want)
	}

	in := table(frame.Index("t", at(1, 61)), frame.Col("x", []float64{1, 2}))
	got = through(t, func(d ops.DataFrame) ops.DataFrame { return d.TimeBucket("x", "t", time.Minute) }, in) // takes the place of x
	wantFrames(t, got, table(frame.Index("t", at(1, 61)), frame.Col("x", at(0, 60))))
}

func TestTimeBucketErrors(t *testing.T) {
	d := func() ops.DataFrame { return newPipeline(timed(nil)).rows }
	check.Error(t, d().TimeBucket("b", "w", time.Hour).Err(), ops.ErrColumn, "ops.TimeBucket", `"w"`)
	check.Error(t, d().TimeBucket("b", "x", time.Hour).Err(), ops.ErrType, `"x" of type float64`)
	check.Error(t, d().TimeBucket("t", "t", time.Hour).Err(), ops.ErrColumns, `"t" is the index`)
	first := table(frame.Nanos("w", []int64{math.MinInt64}))
	p := newPipeline(first)
	p.rows.TimeBucket("b", "w", time.Hour)
	check.Error(t, p.source.Emit(ctx, first), ops.ErrOverflow, `1677-09-21T00:12:43.145224192Z in row 0 of "w"`)
}

// pandas: d.nlargest(n, "x") and d.nsmallest(n, "x").
func TestNLargest(t *testing.T) {
	f := timed([]float64{0, 1, 2, 3, 4}, 2, nan, 5, 2, -1)
	largest := func(n int) []frame.Frame {
		return through(t, func(d ops.DataFrame) ops.DataFrame { return d.NLargest(n, "x") }, f)
	}
	wantFrames(t, largest(3), f.Take([]int{2, 0, 3}))
	wantFrames(t, largest(0), f.Slice(0, 0))
	wantFrames(t, largest(9), f.Take([]int{2, 0, 3, 4, 1}))
	smallest := through(t, func(d ops.DataFrame) ops.DataFrame { return d.NSmallest(2, "x") }, f)
	wantFrames(t, smallest, f.Take([]int{4, 0}))
	check.Error(t, newPipeline(f).rows.NLargest(1, "y").Err(), ops.ErrColumn, "ops.NLargest")
}
