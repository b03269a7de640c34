package ops_test

import (
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// An int64 is compared with a whole number exactly: 2**53+1 is not 2**53, although both are the same float64.
func TestLargeIntegersCompareExactly(t *testing.T) {
	f := table(frame.Col("n", []int64{1<<53 + 1, 1 << 53}))
	wantFrames(t, resultsOf(t, by[any]("n", rows.Gt, int64(1<<53)), f), table(frame.Col("n", []bool{true, false})))
	wantFrames(t, resultsOf(t, by[any]("n", rows.Eq, float64(1<<53)), f), table(frame.Col("n", []bool{false, true})))
	wantFrames(t, resultsOf(t, of("n", func(d rows) rows { return d.Query("n == 9007199254740993") }), f), f.Slice(0, 1))
}

func TestComparisonsWithMissingIntegers(t *testing.T) {
	f := table(frame.Col("n", []int{1, 1}).WithValid([]bool{true, false}))
	for _, c := range []struct {
		op   operator
		want []bool
	}{
		{by[any]("n", rows.Eq, 1), []bool{true, false}}, {by[any]("n", rows.Ne, 1), []bool{false, true}},
		{by[any]("n", rows.Ge, 0.5), []bool{true, false}}, {with("n", rows.EqualTo, "n"), []bool{true, false}},
		{with("n", rows.NotEqualTo, "n"), []bool{false, true}},
	} {
		wantFrames(t, resultsOf(t, c.op, f), table(frame.Col("n", c.want)))
	}
}

// A missing truth value is not true, whatever the bit below it is.
func TestMissingMask(t *testing.T) {
	f := table(frame.Col("x", []float64{1, 2, 3}), frame.Col("b", []bool{true, true, false}).WithValid([]bool{true, false, true}))
	wantFrames(t, resultsOf(t, func(d rows) rows { return d.Where(d.Col("b")) }, f), f.Slice(0, 1))
	wantFrames(t, resultsOf(t, func(d rows) rows { return d.Query("b") }, f), f.Slice(0, 1))
	wantFrames(t, resultsOf(t, func(d rows) rows { return d.Col("x").BlankWhere(d.Col("b")) }, f), table(frame.Col("x", []float64{nan, 2, 3})))
}

func TestBitShiftsOutOfRange(t *testing.T) {
	f := table(frame.Col("n", []int64{1, -1, 5}), frame.Col("by", []int64{63, 64, -1}))
	want := frame.Col("n", []int64{math.MinInt64, 0, 0}).WithValid([]bool{true, true, false})
	wantFrames(t, resultsOf(t, with("n", rows.ShiftLeftBy, "by"), f), table(want))
	want = frame.Col("n", []int64{0, -1, 0}).WithValid([]bool{true, true, false})
	wantFrames(t, resultsOf(t, with("n", rows.ShiftRightBy, "by"), f), table(want))
}

// withMissing has a missing value in each column but the first.
func withMissing() frame.Frame {
	ok := []bool{true, false}
	return table(frame.Index("t", at(0, 1)), frame.Col("x", []float64{2.9, nan}), frame.Col("n", []int{0, 7}).WithValid(ok),
		frame.Col("s", []string{" -3", "x"}).WithValid(ok), frame.Col("b", []bool{true, true}).WithValid(ok), frame.Col("w", []time.Time{day, {}}))
}

func TestAsTypeKeepsMissingValues(t *testing.T) {
	ok := []bool{true, false}
	for _, c := range []struct {
		from string
		to   frame.Type
		want frame.Column
	}{
		{"x", frame.Int64, frame.Col("x", []int{2, 0}).WithValid(ok)}, {"x", frame.Bool, frame.Col("x", []bool{true, false}).WithValid(ok)},
		{"x", frame.String, frame.Col("x", []string{"2.9", ""}).WithValid(ok)}, {"x", frame.Float64, frame.Col("x", []float64{2.9, nan})},
		{"n", frame.Float64, frame.Col("n", []float64{0, nan})}, {"n", frame.Bool, frame.Col("n", []bool{false, false}).WithValid(ok)},
		{"n", frame.Time, frame.Nanos("n", []int64{0, 0}).WithValid(ok)}, {"n", frame.String, frame.Col("n", []string{"0", ""}).WithValid(ok)},
		{"s", frame.Int64, frame.Col("s", []int{-3, 0}).WithValid(ok)}, {"s", frame.Float64, frame.Col("s", []float64{-3, nan})},
		{"b", frame.Int64, frame.Col("b", []int{1, 0}).WithValid(ok)}, {"b", frame.Float64, frame.Col("b", []float64{1, nan})},
		{"b", frame.String, frame.Col("b", []string{"true", ""}).WithValid(ok)},
		{"w", frame.Int64, frame.Col("w", []int64{day.UnixNano(), 0}).WithValid(ok)},
		{"w", frame.String, frame.Col("w", []string{"2026-01-01T00:00:00Z", ""}).WithValid(ok)},
	} {
		t.Run(c.from+" to "+c.to.String(), func(t *testing.T) {
			f := withMissing()
			want := table(frame.Index("t", at(0, 1)), c.want)
			wantFrames(t, resultsOf(t, as(c.from, c.to), f, f.Empty(), f.Slice(1, 2)), want, want.Empty(), want.Slice(1, 2))
		})
	}
	text := table(frame.Col("b", []string{"True", "false"}), frame.Col("t", []string{"2026-01-01", "2026-01-01T00:00:01Z"}))
	want := table(frame.Col("b", []bool{true, false}), frame.Col("t", at(0, 1)))
	wantFrames(t, resultsOf(t, func(d rows) rows { return d.AsType("b", frame.Bool).AsType("t", frame.Time) }, text), want)
}

func TestFillNA(t *testing.T) {
	f := withMissing()
	for _, c := range []struct {
		v    any
		want frame.Column
	}{
		{1.5, frame.Col("x", []float64{2.9, 1.5})}, {7, frame.Col("x", []float64{2.9, 7})}, {7.0, frame.Col("n", []int{0, 7})},
		{"none", frame.Col("s", []string{" -3", "none"})}, {false, frame.Col("b", []bool{true, false})},
		{at(9)[0], frame.Col("w", []time.Time{day, at(9)[0]})},
	} {
		got := resultsOf(t, of(c.want.Name(), func(d rows) rows { return d.FillNA(c.v) }), f, f.Slice(0, 1))
		want := table(frame.Index("t", at(0, 1)), c.want)
		wantFrames(t, got, want, want.Slice(0, 1))
	}
	// A fraction only fills columns that can hold one.
	got := resultsOf(t, func(d rows) rows { return d.Select("x", "n").FillNA(0.5) }, f)
	want := table(frame.Index("t", at(0, 1)), frame.Col("x", []float64{2.9, 0.5}), frame.Col("n", []int{0, 0}).WithValid([]bool{true, false}))
	wantFrames(t, got, want)
}
