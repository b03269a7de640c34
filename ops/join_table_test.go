package ops_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// gates is a table: north occurs twice, one row has no key.
func gates() frame.Frame {
	return table(
		frame.Col("gate", []string{"north", "south", "north", "west"}).WithValid([]bool{true, true, true, false}),
		frame.Col("height", []float64{3, 4, 5, 6}), frame.Col("rank", []int{1, 2, 3, 4}))
}

func TestJoin(t *testing.T) {
	in := table(frame.Index("at", at(1, 2, 3, 4)), frame.Col("gate", []string{"south", "north", "east", "west"}).WithValid([]bool{true, true, true, false}))
	want := table(frame.Index("at", at(1, 2, 2, 3, 4)),
		frame.Col("gate", []string{"south", "north", "north", "east", ""}).WithValid([]bool{true, true, true, true, false}),
		frame.Col("height", []float64{4, 3, 5, nan, nan}), frame.Col("rank", []int{2, 1, 3, 0, 0}).WithValid([]bool{true, true, true, false, false}))
	wantFrames(t, resultsOf(t, func(d rows) rows { return d.Join(gates(), "gate") }, in, in.Empty()), want, want.Empty())
	inner := func(d rows) rows { return d.Join(gates(), "gate", ops.Inner) }
	wantFrames(t, resultsOf(t, inner, in, in.Tail(2)), want.Slice(0, 3), want.Empty())
	back := func(d rows) rows { return d.Join(gates(), "gate", ops.Inner, ops.Left) }
	wantFrames(t, resultsOf(t, back, in.Tail(2)), want.Tail(2))
}

// A key may be the index of either side; an index of the table that is no key is left out.
func TestJoinOnIndex(t *testing.T) {
	in := table(frame.Index("at", at(1, 2)), frame.Col("x", []int{1, 2}))
	days := table(frame.Index("at", at(2, 3)), frame.Col("day", []string{"Mon", "Tue"}))
	want := table(frame.Index("at", at(1, 2)), frame.Col("x", []int{1, 2}), frame.Col("day", []string{"", "Mon"}).WithValid([]bool{false, true}))
	wantFrames(t, resultsOf(t, func(d rows) rows { return d.Join(days, "at") }, in), want)
	other := table(frame.Index("at", at(8)), frame.Col("x", []int{2}), frame.Col("y", []bool{true}))
	want = table(frame.Index("at", at(1, 2)), frame.Col("x", []int{1, 2}), frame.Col("y", []bool{false, true}).WithValid([]bool{false, true}))
	wantFrames(t, resultsOf(t, func(d rows) rows { return d.Join(other, "x") }, in), want)
}

func TestJoinNames(t *testing.T) {
	in := table(frame.Col("gate", []string{"south"}), frame.Col("height", []float64{1}))
	err := newPipeline(in).rows.Join(gates(), "gate").Err()
	check.Error(t, err, frame.ErrName, "ops.Join", `"height"`, "Suffix")
	want := table(frame.Col("gate", []string{"south"}), frame.Col("height", []float64{1}), frame.Col("height_right", []float64{4}), frame.Col("rank", []int{2}))
	wantFrames(t, resultsOf(t, func(d rows) rows { return d.Join(gates(), "gate", ops.Suffix("_right")) }, in), want)
	taken := table(frame.Col("gate", []string{"south"}), frame.Col("height", []float64{1}), frame.Col("height2", []float64{1}))
	check.Error(t, newPipeline(taken).rows.Join(gates(), "gate", ops.Suffix("2")).Err(), frame.ErrName, `"height2"`)
}

func TestJoinErrors(t *testing.T) {
	in := table(frame.Col("gate", []int{1}), frame.Col("x", []float64{1}), frame.Col("rank", []int{1}))
	numbers := table(frame.Col("x", []float64{1}))
	for _, c := range []struct {
		table frame.Frame
		on    string
		opts  []ops.JoinOption
		kind  error
		parts []string
	}{
		{gates(), "door", nil, ops.ErrColumn, []string{"ops.Join", `"door"`, "gate, x, rank"}},
		{gates(), "x", nil, ops.ErrColumn, []string{`"x"`, "right", "gate, height, rank"}},
		{gates(), "gate", nil, ops.ErrType, []string{`"gate"`, "int64 and string"}},
		{numbers, "x", nil, ops.ErrType, []string{`"x"`, "float64"}},
		{gates(), "rank", []ops.JoinOption{ops.ByKey("gate")}, ops.ErrType, []string{`"gate"`}},
		{frame.Frame{}, "x", nil, ops.ErrColumn, []string{`"x"`}},
	} {
		p := newPipeline(in)
		d := p.rows.Join(c.table, c.on, c.opts...)
		check.Error(t, d.Err(), c.kind, c.parts...)
		check.Error(t, p.source.Emit(t.Context(), in), c.kind)
		check.Error(t, d.Join(c.table, "rank").Err(), c.kind) // the first error is kept
	}
}

func TestJoinMisuse(t *testing.T) {
	in := table(frame.Index("at", at(1)), frame.Col("x", []int{1}))
	d, other := newPipeline(in).rows, newPipeline(in).rows
	check.Panics(t, "ops.Join: does not take the option Tolerance", func() { d.Join(in, "x", ops.Tolerance(1)) })
	check.Panics(t, "ops.Join: does not take the option Bound", func() { d.Join(in, "x", ops.Bound(1)) })
	check.Panics(t, "ops.Join: the option must not be nil", func() { d.Join(in, "x", nil) })
	check.Panics(t, "ops.JoinLatest: the table must not be", func() { d.JoinLatest(ops.Table{}, "x") })
	check.Panics(t, "ops.AsOf: the other data frame must not be", func() { d.AsOf(ops.DataFrame{}) })
	check.Panics(t, "ops.JoinWithin: does not take the option Direction", func() { d.JoinWithin(other, 1, ops.Direction(ops.Forward)) })
	check.Panics(t, "ops.JoinWithin: does not take the option ExactMatches", func() { d.JoinWithin(other, 1, ops.ExactMatches(true)) })
	check.Panics(t, "ops.JoinWithin: the distance must not be negative, got -1ns", func() { d.JoinWithin(other, -1) })
	check.Panics(t, "ops.Suffix: must not be empty", func() { ops.Suffix("") })
	check.Panics(t, "ops.ByKey: needs at least one column", func() { ops.ByKey() })
	check.Panics(t, "ops.Direction: must be Backward, Forward or Nearest, got 3", func() { ops.Direction(3) })
	check.Panics(t, "ops.Tolerance: must not be negative, got -1ms", func() { ops.Tolerance(-time.Millisecond) })
	check.Panics(t, "ops.Bound: must be positive, got 0", func() { ops.Bound(0) })
}
