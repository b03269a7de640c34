package ops_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

func TestTimeBucket(t *testing.T) {
	times := []int64{-1, 0, 999, 1000, -1000, -1001, 7}
	f := table(frame.Nanos("w", times).WithValid([]bool{true, true, true, true, true, true, false}))
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.TimeBucket("b", "w", time.Microsecond) }, f)
	buckets, err := got[0].Times("b")
	if want := []int64{-1000, 0, 0, 1000, -1000, -2000}; err != nil || !slices.Equal(buckets[:6], want) || got[0].Valid("b", 6) {
		t.Errorf("got %v, %v; want %v and a missing one", buckets, err, want)
	}

	in := table(frame.Index("t", at(1, 61)), frame.Col("x", []float64{1, 2}))
	got = resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.TimeBucket("x", "t", time.Minute) }, in) // takes the place of x
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
	check.Error(t, p.source.Emit(ctx, first), ops.ErrOverflow, `1677-09-21T00:12:43.145224192Z in row 0 of column "w"`)
}
