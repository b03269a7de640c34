package ops_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// mixed has a column of each type, and an index.
var mixed = table(frame.Index("t", at(0, 1)), frame.Col("x", []float64{1, nan}), frame.Col("n", []int{3, 4}),
	frame.Col("s", []string{"a", "b"}), frame.Col("b", []bool{true, false}), frame.Col("w", at(5, 6)))

func TestElementwiseBuildErrors(t *testing.T) {
	cases := []struct {
		name string
		op   operator
		kind error
		says string
	}{
		{"Eq of a type that no column has", of("x", func(d rows) rows { return d.Eq([]int{1}) }), ops.ErrType, "ops.Eq: wrong column type: want a float64, int, int64, string, bool or time.Time, got [1] of type []int"},
		{"Gt of another type", of("x", func(d rows) rows { return d.Gt("a") }), ops.ErrType, `cannot compare "x" of type float64 with a of type string`},
		{"Lt of bools", of("b", func(d rows) rows { return d.Lt(true) }), ops.ErrType, "ops.Lt"},
		{"Eq of a time that a frame cannot hold", of("w", func(d rows) rows { return d.Eq(time.Date(1500, 1, 1, 0, 0, 0, 0, time.UTC)) }), ops.ErrType, "1678 to 2261"},
		{"EqualTo of another type", with("x", rows.EqualTo, "s"), ops.ErrType, `"x" of type float64 with "s" of type string`},
		{"AtLeast of bools", with("b", rows.AtLeast, "b"), ops.ErrType, "ops.AtLeast"},
		{"LessThan of other columns", func(d rows) rows { return d.Col("x").LessThan(d.Select("n", "x")) }, ops.ErrColumns, "got x and n, x"},
		{"And of floats", with("x", rows.And, "x"), ops.ErrType, "want two of type bool, or two of type int64"},
		{"Or of two types", with("b", rows.Or, "n"), ops.ErrType, `"b" of type bool and "n" of type int64`},
		{"XorValue of a float", of("n", func(d rows) rows { return d.XorValue(1.0) }), ops.ErrType, `"1" of type float64`},
		{"AndValue of nothing", of("n", func(d rows) rows { return d.AndValue(nil) }), ops.ErrType, "got <nil>"},
		{"Not of floats", of("x", rows.Not), ops.ErrType, "ops.Not"},
		{"ShiftLeft of floats", by("x", rows.ShiftLeft, 1), ops.ErrType, `want int64, got "x" of type float64`},
		{"ShiftRightBy floats", with("n", rows.ShiftRightBy, "x"), ops.ErrType, `want int64, got "x"`},
		{"Abs of text", of("s", rows.Abs), ops.ErrType, `ops.Abs: wrong column type: want numbers, got "s"`},
		{"Clip of text", of("s", func(d rows) rows { return d.Clip(0, 1) }), ops.ErrType, "ops.Clip"},
		{"Modulo of text", with("n", rows.Modulo, "s"), ops.ErrType, `want numbers, got "s"`},
		{"Drop", func(d rows) rows { return d.Drop("z") }, ops.ErrColumn, `ops.Drop: no such column "z"`},
		{"Drop of the index", func(d rows) rows { return d.Drop("t") }, ops.ErrColumn, `"t", which is the index`},
		{"Where of two columns", func(d rows) rows { return d.Where(d.Select("b", "x")) }, ops.ErrColumns, "want one bool column as mask, got [b, x]"},
		{"Where of numbers", func(d rows) rows { return d.Where(d.Col("n")) }, ops.ErrType, `want a bool column as mask, got "n" of type int64`},
		{"BlankWhere of text", func(d rows) rows { return d.BlankWhere(d.Col("s")) }, ops.ErrType, "ops.BlankWhere"},
		{"AsType of what is not there", as("x", frame.Time), ops.ErrType, `cannot convert "x" of type float64 to time`},
		{"AsType of a type that there is not", as("x", 77), ops.ErrType, "Type(77)"},
		{"AsType of no column", func(d rows) rows { return d.AsType("z", frame.Int64) }, ops.ErrColumn, "ops.AsType"},
		{"SetIndex", func(d rows) rows { return d.SetIndex("z") }, ops.ErrColumn, "ops.SetIndex"},
		{"DropIndex of all", func(d rows) rows { return d.Drop("x", "n", "s", "b", "w").DropIndex() }, ops.ErrColumns, "t time (index)"},
		{"RenameAll", func(d rows) rows { return d.RenameAll(map[string]string{"z": "y", "x": "q"}) }, ops.ErrColumn, `ops.RenameAll: no such column "z"`},
		{"RenameAll to one name", func(d rows) rows { return d.RenameAll(map[string]string{"x": "q", "n": "q"}) }, frame.ErrName, `"q"`},
		{"FillNA of a type that no column has", of("x", func(d rows) rows { return d.FillNA("a") }), ops.ErrType, "no column can hold a"},
		{"FillNA of a named column", func(d rows) rows { return d.FillNA(0.5, "x", "n") }, ops.ErrType, `"n" of type int64 cannot hold 0.5`},
		{"FillNA of no value", func(d rows) rows { return d.FillNA(nil) }, ops.ErrType, "ops.FillNA"},
		{"FFill", func(d rows) rows { return d.FFill(ops.Columns("z")) }, ops.ErrColumn, "ops.FFill"},
		{"DropNA", func(d rows) rows { return d.DropNA("x", "z") }, ops.ErrColumn, "ops.DropNA"},
		{"MapRows of no column", func(d rows) rows { return ops.MapRows(d, "z", func(r ops.Row) float64 { return r.Float("q") }) }, ops.ErrColumn, `ops.MapRows: no such column "q", which the function asks for`},
		{"MapRows of another type", func(d rows) rows { return ops.MapRows(d, "z", func(r ops.Row) int64 { return r.Int("x") }) }, ops.ErrType, `the function asks for int64, got "x" of type float64`},
		{"MapRows as the index", func(d rows) rows { return ops.MapRows(d, "t", func(ops.Row) bool { return true }) }, frame.ErrName, "ops.MapRows"},
		{"MapFrames to nothing", func(d rows) rows {
			return d.MapFrames(frame.Frame{}, func(frame.Frame) (frame.Frame, error) { return frame.Frame{}, nil })
		}, ops.ErrExample, "ops.MapFrames"},
		{"MapFrames that fails", func(d rows) rows {
			return d.MapFrames(frame.Frame{}, func(f frame.Frame) (frame.Frame, error) { return f, errTest })
		}, errTest, "ops.MapFrames"},
		{"Query of no column", func(d rows) rows { return d.Query("n > z") }, ops.ErrColumn, `ops.Query: no such column: "z"; columns are t, x, n, s, b, w, at character 5 of expression "n > z"`},
		{"Query of a number", func(d rows) rows { return d.Query("n + 1") }, ops.ErrType, `want a condition, got the int64 expression "n + 1"`},
		{"Query that is none", func(d rows) rows { return d.Query("n >") }, ops.ErrExpression, `"n >"`},
		{"Assign of text", func(d rows) rows { return d.Assign("z", "s * 2") }, ops.ErrType, "ops.Assign"},
		{"Assign as the index", func(d rows) rows { return d.Assign("t", "n") }, ops.ErrColumns, `"t" is the index`},
		{"Assign without a name", func(d rows) rows { return d.Assign("", "n") }, frame.ErrName, "ops.Assign"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := newPipeline(mixed)
			d := c.op(p.rows)
			check.Error(t, d.Err(), c.kind, c.says)
			check.Error(t, p.source.Emit(t.Context(), mixed), c.kind, c.says)
			for _, e := range elementwiseOperators(d) {
				if e.Err() != d.Err() {
					t.Errorf("the first error must stay, got %v", e.Err())
				}
			}
		})
	}
}

// elementwiseOperators returns the results of each elementwise operator on d.
func elementwiseOperators(d ops.DataFrame) []ops.DataFrame {
	f := func(f frame.Frame) (frame.Frame, error) { return f, nil }
	return []ops.DataFrame{
		d.Eq(1), d.Ne(1), d.Lt(1), d.Le(1), d.Gt(1), d.Ge(1), d.EqualTo(d), d.NotEqualTo(d), d.LessThan(d), d.AtMost(d), d.MoreThan(d),
		d.AtLeast(d), d.And(d), d.Or(d), d.Xor(d), d.Not(), d.AndValue(true), d.OrValue(1), d.XorValue(1), d.ShiftLeft(1), d.ShiftRight(1),
		d.RShiftLeft(1), d.RShiftRight(1), d.ShiftLeftBy(d), d.ShiftRightBy(d), d.FloorDiv(1), d.RFloorDiv(1), d.RMod(1), d.RPow(1),
		d.FloorOver(d), d.Modulo(d), d.ToPower(d), d.Abs(), d.Sign(), d.Floor(), d.Ceil(), d.Round(0), d.Sqrt(), d.Exp(), d.Log(), d.Log10(),
		d.Log2(), d.Sin(), d.Cos(), d.Tan(), d.Clip(0, 1), d.Apply("f", math.Cbrt), d.Head(1), d.Tail(1), d.Drop("x"), d.Where(d),
		d.BlankWhere(d), d.AsType("x", frame.Int64), d.SetIndex("x"), d.ResetIndex(), d.DropIndex(), d.RenameAll(map[string]string{"x": "y"}),
		d.FillNA(1), d.FFill(), d.DropNA(), d.MapFrames(frame.Frame{}, f), ops.MapRows(d, "z", func(ops.Row) bool { return true }),
		d.Query("x > 1"), d.Assign("z", "x"),
	}
}

func TestElementwisePanics(t *testing.T) {
	d := newPipeline(mixed).rows
	check.Panics(t, "ops.Head: n must not be negative, got -1", func() { d.Head(-1) })
	check.Panics(t, "ops.Tail: n must not be negative, got -2", func() { d.Tail(-2) })
	check.Panics(t, "ops.ShiftLeft: n must not be negative, got -3", func() { d.ShiftLeft(-3) })
	check.Panics(t, "ops.ShiftRight", func() { d.ShiftRight(-3) })
	check.Panics(t, "ops.Clip: lo must not be greater than hi, got 2 and 1", func() { d.Clip(2, 1) })
	check.Panics(t, "got NaN and 1", func() { d.Clip(nan, 1) })
	check.Panics(t, "ops.Apply: the function must not be nil", func() { d.Apply("f", nil) })
	check.Panics(t, "ops.MapRows: the function must not be nil", func() { ops.MapRows[bool](d, "f", nil) })
	check.Panics(t, "ops.MapFrames: the function must not be nil", func() { d.MapFrames(mixed, nil) })
}

// Errors that only the rows can show fail their batch, and the next one passes.
func TestElementwiseBatchErrors(t *testing.T) {
	one := func(v any) frame.Frame {
		switch v := v.(type) {
		case float64:
			return table(frame.Col("x", []float64{0, v}))
		case string:
			return table(frame.Col("x", []string{"1", v}))
		}
		return table(frame.Col("x", []int64{0, v.(int64)}))
	}
	var least, most int64 = math.MinInt64, math.MaxInt64
	asInt := func(d rows) rows { return d.AsType("x", frame.Int64) }
	for _, c := range []struct {
		bad, good any
		op        operator
		kind      error
		says      string
	}{
		{least, most, rows.Abs, ops.ErrOverflow, `abs of -9223372036854775808 in row 1 of column "x"`},
		{least, most, func(d rows) rows { return d.FloorDiv(-1) }, ops.ErrOverflow, `in row 1`},
		{most, most - 9, func(d rows) rows { return d.Round(-1) }, ops.ErrOverflow, `round of 9223372036854775807`},
		{most, least / 4, func(d rows) rows { return d.Assign("y", "x * 2 + x") }, ops.ErrOverflow, `in row 1 of expression "x * 2 + x"`},
		{math.Ldexp(1, 63), -math.Ldexp(1, 63), asInt, ops.ErrOverflow, `ops.AsType: int64 overflow: 9.223372036854776e+18 in row 1 of column "x"`},
		{inf, nan, asInt, ops.ErrOverflow, `+Inf in row 1`},
		{"one", " 7 ", asInt, frame.ErrValue, `column "x" must be int64, got "one" in row 1`},
		{1.0, 2.0, func(d rows) rows { return ops.MapRows(d, "y", askForMissingColumn) }, ops.ErrColumn, `ops.MapRows: no such column "later"`},
		{1.0, 2.0, func(d rows) rows { return d.MapFrames(frame.Frame{}, renamed) }, frame.ErrSchema, "ops.MapFrames"},
	} {
		p := newPipeline(one(c.bad))
		d := c.op(p.rows)
		if d.Err() != nil {
			t.Errorf("%s: %v", c.says, d.Err())
			continue
		}
		out := collect(d)
		err := p.source.Emit(t.Context(), one(c.bad))
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("got %v, want %v that says %s", err, c.kind, c.says)
		}
		p.feed(t, one(c.good))
		if len(out.got) != 1 {
			t.Errorf("%s: got %d batches, want the good one", c.says, len(out.got))
		}
	}
}

// askForMissingColumn asks for an unknown column, but only if x is 1.
func askForMissingColumn(r ops.Row) float64 {
	if r.Float("x") == 1 {
		return r.Float("later")
	}
	return 0
}

// renamed returns another column if the last x is 1.
func renamed(f frame.Frame) (frame.Frame, error) {
	if x, err := f.Floats("x"); err != nil || f.Len() == 0 || x[f.Len()-1] != 1 {
		return f, err
	}
	return f.Rename("x", "y")
}

func TestMasksOfOtherSources(t *testing.T) {
	a, b := newPipeline(mixed), newPipeline(mixed)
	check.Error(t, a.rows.Where(b.rows.Col("b")).Err(), ops.ErrSource, "ops.Where")
	broken := b.rows.Col("nothing")
	check.Error(t, a.rows.BlankWhere(broken).Err(), ops.ErrColumn, `"nothing"`)
}

// Combining filtered rows with all rows is an error when the rows come; they are not paired wrongly.
func TestFilteredRowsDoNotMatch(t *testing.T) {
	p := newPipeline(mixed)
	some := p.rows.Where(p.rows.Col("n").Gt(3))
	collect(some.With("y", p.rows.Col("n").Mul(2)))
	collect(some.With("y", some.Col("n").Mul(2)))
	check.Error(t, p.source.Emit(t.Context(), mixed), ops.ErrRows, "ops.With", "got 1 and 2")
}

// The state of an operator in the stream is separate from that of the example.
func TestFillForwardStartsEmpty(t *testing.T) {
	s := flow.NewSource[frame.Frame]()
	known, lost := table(frame.Col("x", []float64{1})), table(frame.Col("x", []float64{nan}))
	d := ops.From(s, known).FFill()
	out := collect(d)
	for _, f := range []frame.Frame{lost, known, lost.Empty(), lost} {
		check.NoError(t, s.Emit(t.Context(), f))
	}
	check.NoError(t, s.Close(t.Context()))
	wantFrames(t, out.got, lost, known, lost.Empty(), known)
}
