package ops_test

import (
	"fmt"
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// Pivot has the results of pandas' pivot_table, wherever batches end.
func TestPivotMatchesPandas(t *testing.T) {
	var recorded struct {
		Categories []string
		Long       struct {
			T            []float64
			Sensor, Gate []string
			X, N         []any
		}
		Cases []struct {
			Keys            []string
			Value, Function string
			Rows            [][]any
		}
	}
	readJSON(t, "pandas-pivot.json", &recorded)
	long := recorded.Long
	in := table(frame.Index("t", at(long.T...)), frame.Col("sensor", long.Sensor), frame.Col("gate", long.Gate),
		column(t, "x", "float64", long.X), column(t, "n", "int64", long.N))
	functions := map[string]ops.PivotFunc{
		"last": ops.PivotLast, "first": ops.PivotFirst, "min": ops.PivotMin, "max": ops.PivotMax, "sum": ops.PivotSum, "mean": ops.PivotMean,
	}
	for _, c := range recorded.Cases {
		t.Run(fmt.Sprint(c.Function, " of ", c.Value, " by ", c.Keys), func(t *testing.T) {
			opts := []ops.PivotOption{ops.AggFunc(functions[c.Function])}
			if len(c.Keys) > 0 {
				opts = append(opts, ops.PivotKeys(c.Keys...))
			}
			values := func(j int) (all []any) {
				for _, row := range c.Rows {
					all = append(all, row[j])
				}
				return all
			}
			cols := []frame.Column{frame.Index("t", at(decode(values(0), number)...))}
			for j, k := range c.Keys {
				cols = append(cols, column(t, k, "object", values(1+j)))
			}
			typ := "float64"
			if c.Value == "n" && c.Function != "mean" {
				typ = "int64"
			}
			for j, name := range recorded.Categories {
				cols = append(cols, column(t, name, typ, values(1+len(c.Keys)+j)))
			}
			want := table(cols...)
			rapid.Check(t, func(rt *rapid.T) {
				p := newPipeline(in)
				d := p.rows.Pivot("sensor", c.Value, recorded.Categories, opts...)
				out := collect(d)
				p.feed(t, randomBatches(rt, in, "rows")...)
				wantClose(t, 1e-12, []frame.Frame{concat(want, out.got)}, want)
				wantClose(t, 0, []frame.Frame{d.Example()}, want.Empty())
				for _, f := range out.got {
					if f.Len() == 0 {
						rt.Fatal("an empty batch")
					}
				}
			})
		})
	}
}

func longRows(seconds []float64, sensors []string, n ...int) frame.Frame {
	return table(frame.Index("t", at(seconds...)), frame.Col("sensor", sensors), frame.Col("n", n))
}

// A wide row is emitted when the index moves on.
func TestPivotWaits(t *testing.T) {
	p := newPipeline(longRows(nil, nil))
	out := collect(p.rows.Pivot("sensor", "n", []string{"b", "a"}))
	wide := func(s float64, b, a int, valid ...bool) frame.Frame {
		return table(frame.Index("t", at(s)), frame.Col("b", []int{b}).WithValid(valid[:1]), frame.Col("a", []int{a}).WithValid(valid[1:]))
	}
	p.emit(t, longRows([]float64{1}, []string{"a"}, 1<<60+1))
	p.emit(t, longRows([]float64{1}, []string{"b"}, 2))
	wantFrames(t, out.got)
	p.emit(t, longRows([]float64{2}, []string{"b"}, 3))
	wantFrames(t, out.got, wide(1, 2, 1<<60+1, true, true))
	p.emit(t, longRows(nil, nil))
	p.close(t)
	wantFrames(t, out.got[1:], wide(2, 3, 0, true, false))
}

// A category that is not in the list fails its batch and leaves the state unchanged, or is dropped.
func TestPivotOtherCategories(t *testing.T) {
	p := newPipeline(longRows(nil, nil))
	out := collect(p.rows.Pivot("sensor", "n", []string{"a"}))
	p.emit(t, longRows([]float64{1}, []string{"a"}, 1))
	err := p.source.Emit(t.Context(), longRows([]float64{1, 2}, []string{"a", "z"}, 5, 6))
	check.Error(t, err, ops.ErrCategory, "ops.Pivot", `"sensor" must be one of ["a"], got "z" in row 1`, "ops.DropOthers")
	missing := frame.Must(longRows([]float64{2}, []string{""}, 6).With(frame.Col("sensor", []string{""}).WithValid([]bool{false})))
	check.Error(t, p.source.Emit(t.Context(), missing), ops.ErrCategory, "got a missing value in row 0")
	p.close(t)
	want := table(frame.Index("t", at(1)), frame.Col("a", []int{1}))
	wantFrames(t, out.got, want)

	p = newPipeline(longRows(nil, nil))
	out = collect(p.rows.Pivot("sensor", "n", []string{"a"}, ops.DropOthers()))
	p.emit(t, longRows([]float64{1, 2}, []string{"a", "z"}, 1, 2))
	wantFrames(t, out.got, want) // the index has moved on
	p.emit(t, missing)
	p.close(t)
	wantFrames(t, out.got, want)
}

func TestPivotOfNumbersAndOverflow(t *testing.T) {
	in := table(frame.Index("i", []int{1, 1, 1}), frame.Col("channel", []int{7, -1, 7}), frame.Col("n", []int{1 << 62, 5, 1 << 62}))
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Pivot("channel", "n", []string{"-1", "7"}) }, in)
	wantFrames(t, got, table(frame.Index("i", []int{1}), frame.Col("-1", []int{5}), frame.Col("7", []int{1 << 62})))
	p := newPipeline(in)
	out := collect(p.rows.Pivot("channel", "n", []string{"-1", "7"}, ops.AggFunc(ops.PivotSum)))
	check.Error(t, p.source.Emit(t.Context(), in), ops.ErrOverflow, "ops.Pivot", `"7"`, "row 2")
	p.emit(t, in.Slice(0, 2))
	p.close(t)
	wantFrames(t, out.got, table(frame.Index("i", []int{1}), frame.Col("-1", []int{5}), frame.Col("7", []int{1 << 62})))
}

func TestPivotErrors(t *testing.T) {
	in := frame.Must(longRows([]float64{1}, []string{"a"}, 1).With(frame.Col("x", []float64{1}), frame.Col("b", []bool{true})))
	a := []string{"a"}
	for _, c := range []struct {
		d    func(d ops.DataFrame) ops.DataFrame
		kind error
		says string
	}{
		{func(d ops.DataFrame) ops.DataFrame { return d.Pivot("s", "n", a) }, ops.ErrColumn, `"s"`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Pivot("sensor", "m", a) }, ops.ErrColumn, `"m"`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Pivot("sensor", "n", nil) }, ops.ErrColumns, `categories of "sensor", got none`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Pivot("sensor", "n", []string{"a", "a"}) }, frame.ErrName, `"a"`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Pivot("sensor", "n", []string{"t"}) }, frame.ErrName, `"t"`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Pivot("x", "n", a) }, ops.ErrType, `got "x" of type float64`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Pivot("n", "x", a) }, ops.ErrType, `category "a"`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Pivot("sensor", "b", a, ops.AggFunc(ops.PivotMax)) }, ops.ErrType, `"b"`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Pivot("sensor", "n", a, ops.PivotKeys("x")) }, ops.ErrType, `"x"`},
		{func(d ops.DataFrame) ops.DataFrame { return d.DropIndex().Pivot("sensor", "n", a) }, ops.ErrType, "SetIndex"},
		{func(d ops.DataFrame) ops.DataFrame { return d.Melt("sensor", "value", "x") }, frame.ErrName, `"sensor"`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Melt("k", "value", "zz") }, ops.ErrColumn, `"zz"`},
		{func(d ops.DataFrame) ops.DataFrame { return d.Melt("k", "value", "x", "b") }, ops.ErrType, `"x" (float64) and "b" (bool)`},
	} {
		d := c.d(newPipeline(in).rows)
		check.Error(t, d.Err(), c.kind, c.says)
	}
	check.Panics(t, "ops.PivotKeys: needs at least one column", func() { ops.PivotKeys() })
	check.Panics(t, "ops.AggFunc", func() { ops.AggFunc(9) })
	check.Panics(t, "the option must not be nil", func() { newPipeline(in).rows.Pivot("sensor", "n", a, nil) })
	p := newPipeline(in)
	check.Error(t, p.rows.Pivot("sensor", "n", a).Col("a").Plus(p.rows.Col("n")).Err(), ops.ErrSource)
}

// Melt makes long rows, row by row, and keeps int64. Pivot is its inverse.
func TestMelt(t *testing.T) {
	in := table(frame.Index("t", at(1, 2)), frame.Col("gate", []string{"n", "s"}), frame.Col("a", []int{1<<60 + 1, 2}),
		frame.Col("b", []int{3, 4}).WithValid([]bool{true, false}))
	long := table(frame.Index("t", at(1, 1, 2, 2)), frame.Col("gate", []string{"n", "n", "s", "s"}),
		frame.Col("k", []string{"a", "b", "a", "b"}),
		frame.Col("v", []int{1<<60 + 1, 3, 2, 0}).WithValid([]bool{true, true, true, false}))
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Melt("k", "v", "a", "b") }, in, in.Empty()), long, long.Empty())
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Drop("gate").Melt("k", "v") }, in)
	wantFrames(t, got, frame.Must(long.Select("k", "v")))
	back := func(d ops.DataFrame) ops.DataFrame {
		return d.Melt("k", "v", "a", "b").Pivot("k", "v", []string{"a", "b"}, ops.PivotKeys("gate"))
	}
	wantFrames(t, resultsOf(t, back, in), in.Slice(0, 1), in.Slice(1, 2))
	mixed := table(frame.Col("a", []int{1}), frame.Col("x", []float64{0.5}))
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Melt("k", "v") }, mixed),
		table(frame.Col("k", []string{"a", "x"}), frame.Col("v", []float64{1, 0.5})))
	p := newPipeline(mixed)
	flow.To(p.rows.Melt("k", "v"), &receiver{})
	big := table(frame.Col("a", []int{1<<60 + 1}), frame.Col("x", []float64{0.5}))
	check.Error(t, p.source.Emit(t.Context(), big), ops.ErrType, "ops.Melt", `"a"`, "1152921504606846977")
}
