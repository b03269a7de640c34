package ops_test

import (
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// An int64 is compared with a whole number as one: 2**53+1 is not 2**53, though they are the same float64.
func TestLargeIntegersAreCompared(t *testing.T) {
	f := table(frame.Col("n", []int64{1<<53 + 1, 1 << 53}))
	wantFrames(t, through(t, by[any]("n", rows.Gt, int64(1<<53)), f), table(frame.Col("n", []bool{true, false})))
	wantFrames(t, through(t, by[any]("n", rows.Eq, float64(1<<53)), f), table(frame.Col("n", []bool{false, true})))
	wantFrames(t, through(t, of("n", func(d rows) rows { return d.Query("n == 9007199254740993") }), f), f.Slice(0, 1))
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
		wantFrames(t, through(t, c.op, f), table(frame.Col("n", c.want)))
	}
}

// A truth value that is missing is not true, whatever lies beneath.
func TestMissingMask(t *testing.T) {
	f := table(frame.Col("x", []float64{1, 2, 3}), frame.Col("b", []bool{true, true, false}).WithValid([]bool{true, false, true}))
	wantFrames(t, through(t, func(d rows) rows { return d.Where(d.Col("b")) }, f), f.Slice(0, 1))
	wantFrames(t, through(t, func(d rows) rows { return d.Query("b") }, f), f.Slice(0, 1))
	wantFrames(t, through(t, func(d rows) rows { return d.Col("x").BlankWhere(d.Col("b")) }, f), table(frame.Col("x", []float64{nan, 2, 3})))
}

func TestShiftsBeyond(t *testing.T) {
	f := table(frame.Col("n", []int64{1, -1, 5}), frame.Col("by", []int64{63, 64, -1}))
	want := frame.Col("n", []int64{math.MinInt64, 0, 0}).WithValid([]bool{true, true, false})
	wantFrames(t, through(t, with("n", rows.ShiftLeftBy, "by"), f), table(want))
	want = frame.Col("n", []int64{0, -1, 0}).WithValid([]bool{true, true, false})
	wantFrames(t, through(t, with("n", rows.ShiftRightBy, "by"), f), table(want))
}

// gaps has a value missing in each column but the first.
func gaps() frame.Frame {
	ok := []bool{true, false}
	return table(frame.Index("t", at(0, 1)), frame.Col("x", []float64{2.9, nan}), frame.Col("n", []int{0, 7}).WithValid(ok),
		frame.Col("s", []string{" -3", "x"}).WithValid(ok), frame.Col("b", []bool{true, true}).WithValid(ok), frame.Col("w", []time.Time{day, {}}))
}

func TestAsTypeKeepsWhatIsMissing(t *testing.T) {
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
			f := gaps()
			want := table(frame.Index("t", at(0, 1)), c.want)
			wantFrames(t, through(t, as(c.from, c.to), f, f.Empty(), f.Slice(1, 2)), want, want.Empty(), want.Slice(1, 2))
		})
	}
	text := table(frame.Col("b", []string{"True", "false"}), frame.Col("t", []string{"2026-01-01", "2026-01-01T00:00:01Z"}))
	want := table(frame.Col("b", []bool{true, false}), frame.Col("t", at(0, 1)))
	wantFrames(t, through(t, func(d rows) rows { return d.AsType("b", frame.Bool).AsType("t", frame.Time) }, text), want)
}

func TestFillNA(t *testing.T) {
	f := gaps()
	for _, c := range []struct {
		v    any
		want frame.Column
	}{
		{1.5, frame.Col("x", []float64{2.9, 1.5})}, {7, frame.Col("x", []float64{2.9, 7})}, {7.0, frame.Col("n", []int{0, 7})},
		{"none", frame.Col("s", []string{" -3", "none"})}, {false, frame.Col("b", []bool{true, false})},
		{at(9)[0], frame.Col("w", []time.Time{day, at(9)[0]})},
	} {
		got := through(t, of(c.want.Name(), func(d rows) rows { return d.FillNA(c.v) }), f, f.Slice(0, 1))
		want := table(frame.Index("t", at(0, 1)), c.want)
		wantFrames(t, got, want, want.Slice(0, 1))
	}
	// A fraction goes where one can be held, and nowhere else.
	got := through(t, func(d rows) rows { return d.Select("x", "n").FillNA(0.5) }, f)
	want := table(frame.Index("t", at(0, 1)), frame.Col("x", []float64{2.9, 0.5}), frame.Col("n", []int{0, 0}).WithValid([]bool{true, false}))
	wantFrames(t, got, want)
}

func TestSetIndexKeepsTheOldOne(t *testing.T) {
	f := gaps().Slice(0, 1)
	got := through(t, func(d rows) rows { return d.Select("x").SetIndex("x") }, f)
	wantFrames(t, got, table(frame.Index("x", []float64{2.9}), frame.Col("t", at(0))))
}

func TestMapRows(t *testing.T) {
	f := gaps()
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
	wantFrames(t, through(t, whole, f, f.Empty()), table(index, frame.Col("all", []int{31, 0})), table(index, frame.Col("all", []int{31, 0})).Empty())
	type R = ops.Row
	wantFrames(t, through(t, func(d rows) rows {
		return ops.MapRows(d, "y", func(r R) float64 { return r.Float("x") + r.Float("n") })
	}, f),
		table(index, frame.Col("y", []float64{2.9, nan})))
	wantFrames(t, through(t, func(d rows) rows { return ops.MapRows(d, "y", func(r R) int64 { return r.Int("n") + 1 }) }, f),
		table(index, frame.Col("y", []int{1, 1})))
	wantFrames(t, through(t, func(d rows) rows { return ops.MapRows(d, "y", func(r R) string { return r.Text("s") + "!" }) }, f),
		table(index, frame.Col("y", []string{" -3!", "!"})))
	wantFrames(t, through(t, func(d rows) rows { return ops.MapRows(d, "y", func(r R) bool { return r.Bool("b") }) }, f),
		table(index, frame.Col("y", []bool{true, false})))
	wantFrames(t, through(t, func(d rows) rows { return ops.MapRows(d, "y", func(r R) time.Time { return r.Time("w") }) }, f),
		table(index, frame.Col("y", []time.Time{day, {}})))
}

// A function that cannot work on zero values says so when the graph is built, unless the example has rows.
func TestMapRowsThatPanics(t *testing.T) {
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
	got := through(t, func(d rows) rows { return d.MapFrames(example, sum) }, f, f.Empty())
	wantFrames(t, got, table(frame.Col("total", []float64{3})), table(frame.Col("total", []float64{0})))
}
