package ops_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// The results of a Transform are those of Aggregate over the group's rows so far.
func TestGroupTransformMatchesAggregate(t *testing.T) {
	reductions := []ops.Reduction{ops.Sum("x"), ops.Mean("m"), ops.Sum("m"), ops.Min("s"), ops.Last("s"), ops.Max("m"), ops.Count("s"),
		ops.Size(), ops.NUnique("s"), ops.Std("x"), ops.Corr("x", "m"), ops.Max("t2").As("latest")}
	withTime := func(d ops.DataFrame) ops.DataFrame { return d.TimeBucket("t2", "t", time.Second) }
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		p := newPipeline(rowsFrame(nil))
		got := collect(withTime(p.rows).GroupBy("k").Transform(reductions...))
		for _, batch := range drawCuts(t, rows) {
			if err := p.source.Emit(ctx, rowsFrame(batch)); err != nil {
				t.Fatal(err)
			}
		}
		all := frame.Must(frame.Concat(got.got))
		for _, g := range groupsOfRows(rows, 0) {
			p := newPipeline(rowsFrame(nil))
			want := collect(withTime(p.rows).Aggregate(reductions...))
			for i, row := range g {
				if err := p.source.Emit(ctx, rowsFrame(rows[row:row+1])); err != nil {
					t.Fatal(err)
				}
				if is := frame.Must(all.Slice(row, row+1).DropIndex().Drop("k")); !is.Equal(want.got[i]) {
					t.Fatalf("row %d: got\n%v\nwant\n%v", row, is, want.got[i])
				}
			}
		}
		for i, r := range rows {
			for _, name := range all.Schema().Names()[2:] {
				if r.key == "" && all.Valid(name, i) {
					t.Fatalf("row %d has no key, but a %s", i, name)
				}
			}
		}
	})
}

// Hand-written: two sensors, a row without a key, and a batch boundary.
func TestGroupRowsByHand(t *testing.T) {
	in := table(frame.Index("t", at(0, 1, 2, 3, 4, 5)),
		frame.Col("k", []string{"a", "b", "a", "", "b", "a"}).WithValid([]bool{true, true, true, false, true, true}),
		frame.Col("x", []float64{1, 10, 3, 100, 30, 8}), frame.Col("n", []int{1, 2, 3, 4, 5, 6}),
		frame.Col("note", []string{"p", "q", "r", "s", "t", "u"}))
	eight := 8.0 // not a constant, so that its quotient is rounded
	keyed := func(cols ...frame.Column) frame.Frame {
		return table(append([]frame.Column{columnOf(in, "t"), columnOf(in, "k")}, cols...)...)
	}
	someInts := func(name string, v ...int) frame.Column {
		valid := make([]bool, len(v))
		for i := range v {
			valid[i] = v[i] != -99
		}
		return frame.Col(name, v).WithValid(valid)
	}
	for name, c := range map[string]struct {
		op   func(ops.DataFrame) ops.DataFrame
		want frame.Frame
	}{
		"rolling mean": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Col("x").Rolling(ops.Rows(2)).Mean() },
			keyed(frame.Col("x", []float64{nan, nan, 2, nan, 20, 5.5}))},
		"rolling time": {func(d ops.DataFrame) ops.DataFrame {
			return d.GroupBy("k").Col("x").Rolling(ops.Within(3 * time.Second)).Sum()
		}, keyed(frame.Col("x", []float64{1, 10, 4, nan, 30, 8}))},
		"expanding": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Expanding().Max() },
			keyed(frame.Col("x", []float64{1, 10, 3, nan, 30, 8}), someInts("n", 1, 2, 3, -99, 5, 6))},
		"cumsum": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").CumSum() },
			keyed(frame.Col("x", []float64{1, 10, 4, nan, 40, 12}), someInts("n", 1, 2, 4, -99, 7, 10))},
		"cumcount": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").CumCount() },
			keyed(someInts("cumcount", 0, 0, 1, -99, 1, 2))},
		"shift": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Select("n", "note").Shift(1) },
			keyed(someInts("n", -99, -99, 1, -99, 2, 3),
				frame.Col("note", []string{"", "", "p", "", "q", "r"}).WithValid([]bool{false, false, true, false, true, true}))},
		"diff": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Diff(1) },
			keyed(frame.Col("x", []float64{nan, nan, 2, nan, 20, 5}), someInts("n", -99, -99, 2, -99, 3, 3))},
		"pct change": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Col("x").PctChange(1) },
			keyed(frame.Col("x", []float64{nan, nan, 2, nan, 2, eight/3 - 1}))},
		"transform": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Transform(ops.Mean("x"), ops.Size()) },
			keyed(frame.Col("x_mean", []float64{1, 10, 2, nan, 20, 4}), someInts("size", 1, 1, 2, -99, 2, 3))},
		"head": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Head(1) }, in.Slice(0, 2)},
		"an expression": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("n % 2").Col("x").CumMax() },
			table(columnOf(in, "t"), frame.Col("n % 2", []int{1, 0, 1, 0, 1, 0}), frame.Col("x", []float64{1, 10, 3, 100, 30, 100}))},
		"the index": {func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("t").Col("x").CumSum() },
			table(columnOf(in, "t"), columnOf(in, "x"))},
	} {
		t.Run(name, func(t *testing.T) {
			got := resultsOf(t, c.op, in.Slice(0, 3), in.Empty(), in.Slice(3, 6))
			wantFrames(t, []frame.Frame{frame.Must(frame.Concat(got))}, c.want)
		})
	}
}

// A batch that fails in one group leaves all groups as they were.
func TestGroupRowsSkipFailedBatch(t *testing.T) {
	f := func(keys []string, n ...int64) frame.Frame { return table(frame.Col("k", keys), frame.Col("n", n)) }
	ab := []string{"a", "b"}
	p := newPipeline(f(nil))
	out := collect(p.rows.GroupBy("k").MaxKeys(2).CumSum())
	check.NoError(t, p.source.Emit(ctx, f(ab, 1, math.MaxInt64)))
	check.Error(t, p.source.Emit(ctx, f([]string{"a", "c", "b"}, 10, 0, 1)), ops.ErrKeys, "at most 2 keys")
	check.Error(t, p.source.Emit(ctx, f([]string{"b", "a", "b"}, -1, 10, 2)), ops.ErrOverflow,
		"ops.GroupBy.CumSum", `sum of 9223372036854775806 and 2 in row 2 of column "n", in group k = b`)
	p.feed(t, f(ab, 5, 0))
	wantFrames(t, out.got, f(ab, 1, math.MaxInt64), f(ab, 6, math.MaxInt64))
}

// With Expiry, MaxKeys limits the groups of one time, and groups that have expired are gone from the state.
func TestGroupRowsFreeExpiredGroups(t *testing.T) {
	f := func(second float64, k int) frame.Frame {
		return table(frame.Index("t", at(second)), frame.Col("k", []int{k}), frame.Col("x", []float64{1}))
	}
	p := newPipeline(f(0, 0))
	d := p.rows.GroupBy("k").Expiry(2*time.Second).MaxKeys(2).Rolling(ops.Rows(1000), ops.MinPeriods(1)).Sum()
	size := 0
	for i := range 200 {
		check.NoError(t, p.source.Emit(ctx, f(float64(i), i)))
		switch n := len(saved(t, d)); {
		case i == 10:
			size = n
		case i > 10 && n > size+10:
			t.Fatalf("after %d keys the state has %d bytes, after 10 it had %d", i, n, size)
		}
	}
	check.Error(t, p.source.Emit(ctx, table(frame.Index("t", at(300, 300, 300)), frame.Col("k", []int{1, 2, 3}),
		frame.Col("x", []float64{1, 1, 1}))), ops.ErrKeys)
	check.Error(t, p.source.Emit(ctx, f(3, 1)), ops.ErrOrder)
	p.close(t)
}

func TestGroupRowsMisuse(t *testing.T) {
	d := newPipeline(rowsFrame(nil)).rows
	g, ofWindow := d.GroupBy("k"), d.Window(ops.Rows(3)).GroupBy("k")
	for text, f := range map[string]func(){
		"ops.Grouped.Rolling: takes no Centered":                                        func() { g.Rolling(ops.Rows(3), ops.Centered()) },
		"ops.Grouped.Rolling: MinPeriods must be at most the window's 3 rows, got 4":    func() { g.Rolling(ops.Rows(3), ops.MinPeriods(4)) },
		"ops.Grouped.Rolling: the window must be made with Rows or Within, got Span{}":  func() { g.Rolling(ops.Span{}) },
		"ops.Grouped.Expanding: takes no option but MinPeriods":                         func() { g.Expanding(ops.Centered()) },
		"ops.Grouped.Shift: must be positive, got 0":                                    func() { g.Shift(0) },
		"ops.Grouped.Diff: must be positive, got -1":                                    func() { g.Diff(-1) },
		"ops.Grouped.Head: n must not be negative, got -1":                              func() { g.Head(-1) },
		"ops.Grouped.Transform: needs at least one reduction, got none":                 func() { g.Transform() },
		"ops.Grouped.EWM: the decay must be made with":                                  func() { g.EWM(ops.Decay{}) },
		"ops.Grouped.CumSum: needs the groups of a DataFrame, got those of a window of": func() { ofWindow.CumSum() },
		"ops.Grouped.Rolling: needs the groups of a DataFrame":                          func() { ofWindow.Rolling(ops.Rows(1)) },
	} {
		check.Panics(t, text, f)
	}
	for name, d := range map[string]struct {
		d    ops.DataFrame
		err  error
		text string
	}{
		"unknown key":     {d.GroupBy("kk").CumSum(), ops.ErrColumn, `ops.GroupBy.CumSum: key "kk" is neither a column`},
		"unknown column":  {d.GroupBy("k").Col("y").Shift(1), ops.ErrColumn, `no such column "y"`},
		"text":            {d.GroupBy("k").Col("s").CumSum(), ops.ErrType, `want numbers, got "s" of type string`},
		"no numbers":      {d.Select("k", "s").GroupBy("k").Diff(1), ops.ErrType, "want numbers, got none"},
		"no times":        {d.DropIndex().GroupBy("k").Rolling(ops.Within(time.Second)).Sum(), ops.ErrType, "needs a time index"},
		"no times to end": {d.DropIndex().GroupBy("k").Expiry(time.Second).CumSum(), ops.ErrType, "Expiry needs a time index"},
		"no times for EWM": {d.DropIndex().GroupBy("k").EWM(ops.HalfLifeOf(time.Second)).Mean(), ops.ErrType,
			"a half-life in time needs a time index"},
		"the key's name":   {d.GroupBy("k").Transform(ops.Sum("x").As("k")), ops.ErrColumns, `"k"`},
		"the index's name": {d.GroupBy("k").Transform(ops.Sum("x").As("t")), ops.ErrColumns, `"t"`},
		"a rolling's name": {d.GroupBy("k").Expanding().Aggregate(ops.Sum("x").As("t")), ops.ErrColumns, `"t"`},
	} {
		if check.Error(t, d.d.Err(), d.err, d.text); !strings.HasPrefix(d.d.Err().Error(), "ops.GroupBy.") {
			t.Errorf("%s: got %v", name, d.d.Err())
		}
	}
}
