package ops_test

import (
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

const beyond = 1 << 53 // float64 has no beyond+1

func TestRollingInt64StaysInt64(t *testing.T) {
	in := table(frame.Col("x", []int{beyond + 1, beyond + 3, beyond + 2, 5}))
	ints := func(v ...int) frame.Frame { return table(intsOrMissing("x", v...)) }
	for name, c := range map[string]struct {
		op   func(ops.DataFrame) ops.DataFrame
		want frame.Frame
	}{
		"max":           {func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(2)).Max() }, ints(-99, beyond+3, beyond+3, beyond+2)},
		"min":           {func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(2)).Min() }, ints(-99, beyond+1, beyond+2, 5)},
		"first":         {func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(2)).First() }, ints(-99, beyond+1, beyond+3, beyond+2)},
		"last":          {func(d ops.DataFrame) ops.DataFrame { return d.Expanding().Last() }, ints(beyond+1, beyond+3, beyond+2, 5)},
		"sum":           {func(d ops.DataFrame) ops.DataFrame { return d.Expanding().Sum() }, ints(beyond+1, 2*beyond+4, 3*beyond+6, 3*beyond+11)},
		"centered":      {func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3), ops.Centered()).Max() }, ints(-99, beyond+3, beyond+3, -99)},
		"left":          {func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(2), ops.CloseAt(ops.ClosedLeft)).Max() }, ints(-99, -99, beyond+3, beyond+3)},
		"expanding max": {func(d ops.DataFrame) ops.DataFrame { return d.Expanding().Max() }, ints(beyond+1, beyond+3, beyond+3, beyond+3)},
		"mode":          {func(d ops.DataFrame) ops.DataFrame { return d.Expanding().Mode() }, ints(beyond+1, beyond+1, beyond+1, 5)},
	} {
		t.Run(name, func(t *testing.T) {
			got := frame.Must(frame.Concat(resultsOf(t, c.op, in.Slice(0, 1), in.Slice(1, 4))))
			wantFrames(t, []frame.Frame{got}, c.want)
		})
	}
}

// A sum that does not fit fails its batch; its rows are in the window all the same.
func TestRollingSumOverflow(t *testing.T) {
	huge := math.MaxInt64
	batch := func(k string, v ...int) frame.Frame {
		return table(frame.Const("k", k, len(v)), frame.Col("x", v))
	}
	for name, op := range map[string]func(ops.DataFrame) ops.DataFrame{
		"all":    func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Rolling(ops.Rows(2)).Sum() },
		"groups": func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Rolling(ops.Rows(2)).Sum().Col("x") },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPipeline(batch("a"))
			out := collect(op(p.rows))
			check.NoError(t, p.source.Emit(ctx, batch("a", 1, 2)))
			check.Error(t, p.source.Emit(ctx, batch("a", huge, 4)), ops.ErrOverflow, `"x"`)
			p.feed(t, batch("a", 5))
			wantFrames(t, out.got, table(intsOrMissing("x", -99, 3)), table(intsOrMissing("x", 9)))
		})
	}
}

func TestQuantilesAreExact(t *testing.T) {
	in := table(frame.Const("k", "a", 2), frame.Col("x", []float64{11, 17}))
	lower := func(r ops.Reductions[ops.DataFrame]) ops.DataFrame { return r.Quantile(0.5, ops.LowerValue) }
	want := frame.Col("x", []float64{11, 11})
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return lower(d.Col("x").Expanding().Reductions) }, in), table(want))
	wantFrames(t, resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return lower(d.GroupBy("k").Expanding().Reductions).Col("x") }, in), table(want))
	wantFrames(t, tables(t, func(d ops.DataFrame) ops.Table { return d.Col("x").Quantile(0.5, ops.LowerValue) }, in), table(frame.Col("x", []float64{11})))
	wantFrames(t, tables(t, func(d ops.DataFrame) ops.Table { return d.GroupBy("k").Quantile(0.5, ops.LowerValue) }, in),
		table(frame.Col("k", []string{"a"}), frame.Col("x", []float64{11})))
	estimate := ops.Quantile("x", 0.5, ops.LowerValue).ExactUpTo(1).As("x")
	wantFrames(t, tables(t, func(d ops.DataFrame) ops.Table { return d.Aggregate(estimate) }, in), table(frame.Col("x", []float64{14})))
}

// Each of these is computed in random batches, with a save and a restore between two of them, and equals what it is in one
// batch. Values are whole, so that all results are exact.
func TestRollingOptionsInBatches(t *testing.T) {
	all := []ops.Reduction{ops.Max("n"), ops.Sum("n"), ops.Mode("x"), ops.IdxMin("x"), ops.IdxMax("n"), ops.Any("x"), ops.All("x"),
		ops.Describe("x"), ops.Median("n").As("m"), ops.NUnique("n"), ops.Cov("x", "n"), ops.First("k"), ops.Mode("k"), ops.IdxMax("k"), ops.Max("u").As("newest")}
	windows := map[string]func(ops.DataFrame) ops.DataFrame{
		"rows": func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(ops.Rows(5), ops.MinPeriods(2)).Aggregate(all...)
		},
		"time": func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Within(4 * time.Second)).Aggregate(all...) },
		"left": func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(ops.Within(4*time.Second), ops.CloseAt(ops.ClosedLeft)).Aggregate(all...)
		},
		"left rows": func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(ops.Rows(3), ops.CloseAt(ops.ClosedLeft), ops.MinPeriods(1)).Aggregate(all...)
		},
		"expanding": func(d ops.DataFrame) ops.DataFrame { return d.Expanding().Aggregate(all...) },
		"step": func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(ops.Rows(4), ops.Step(3), ops.MinPeriods(1)).Aggregate(all...)
		},
		"step of time, open": func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(ops.Within(4*time.Second), ops.Step(3), ops.CloseAt(ops.ClosedNeither)).Aggregate(all...)
		},
		"centered": func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(ops.Within(5*time.Second), ops.Centered()).Aggregate(all...)
		},
		"centered step": func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(ops.Rows(4), ops.Centered(), ops.Step(2), ops.MinPeriods(1)).Aggregate(all...)
		},
		"weighted": func(d ops.DataFrame) ops.DataFrame {
			return d.Rolling(ops.Rows(5), ops.Weighted(cosines(0.5, 0.5)), ops.Centered(), ops.MinPeriods(2)).Aggregate(ops.Mean("x"), ops.Std("n"))
		},
		"rank": func(d ops.DataFrame) ops.DataFrame {
			return d.Select("x", "n").Rolling(ops.Rows(6), ops.MinPeriods(1)).Rank()
		},
		"dense rank": func(d ops.DataFrame) ops.DataFrame {
			return d.Select("x", "n").Rolling(ops.Rows(6), ops.MinPeriods(1)).Rank(ops.RankBy(ops.RankDense), ops.RankPct())
		},
		"expanding dense rank": func(d ops.DataFrame) ops.DataFrame {
			return d.Select("n").Expanding().Rank(ops.RankBy(ops.RankDense), ops.RankDescending())
		},
		"expanding rank": func(d ops.DataFrame) ops.DataFrame { return d.Select("x").Expanding().Rank(ops.RankPct()) },
		"no index": func(d ops.DataFrame) ops.DataFrame {
			return d.DropIndex().Rolling(ops.Rows(3)).Aggregate(ops.IdxMin("x"))
		},
		"groups": func(d ops.DataFrame) ops.DataFrame {
			return d.GroupBy("g").Rolling(ops.Within(4*time.Second), ops.CloseAt(ops.ClosedLeft)).Aggregate(all...)
		},
		"groups of rows": func(d ops.DataFrame) ops.DataFrame {
			return d.GroupBy("g").Rolling(ops.Rows(3), ops.MinPeriods(1)).Aggregate(all...)
		},
		"groups' dense rank so far": func(d ops.DataFrame) ops.DataFrame {
			return d.Select("g", "x", "n").GroupBy("g").Rank(ops.RankBy(ops.RankDense))
		},
		"groups' rank": func(d ops.DataFrame) ops.DataFrame {
			return d.Select("g", "x").GroupBy("g").Rolling(ops.Rows(5), ops.MinPeriods(1)).Rank()
		},
		"expanding groups without index": func(d ops.DataFrame) ops.DataFrame {
			return d.DropIndex().GroupBy("g").Expanding().Aggregate(ops.IdxMin("x"), ops.Median("x"))
		},
		"transform": func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("g").Transform(all...) },
		"tumbling":  func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(5 * time.Second).Aggregate(all...) },
		"sliding by key": func(d ops.DataFrame) ops.DataFrame {
			return d.Sliding(6*time.Second, 2*time.Second).GroupBy("g").Aggregate(all...)
		},
		"tumbling rows": func(d ops.DataFrame) ops.DataFrame {
			return d.DropIndex().TumblingRows(4).Aggregate(ops.IdxMax("n"), ops.Mode("x"))
		},
	}
	for name, op := range windows {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				rows := drawMixedRows(rt)
				whole := newPipeline(rows)
				want := collect(op(whole.rows))
				if err := whole.source.Emit(ctx, rows); err != nil {
					rt.Fatal(err)
				}
				check.NoError(t, whole.source.Close(ctx))
				got := cutAndRestore(rt, t, op, rows)
				a, b := frame.Must(frame.Concat(got)), frame.Must(frame.Concat(append(got[:1:1], want.got...)))
				if !nearFrames(a, b) {
					rt.Fatalf("got\n%v\nwant\n%v", a, b)
				}
			})
		})
	}
}

// cutAndRestore feeds rows in random batches. After some of them it saves the state and goes on with another graph.
func cutAndRestore(rt *rapid.T, t *testing.T, op func(ops.DataFrame) ops.DataFrame, rows frame.Frame) (got []frame.Frame) {
	p := newPipeline(rows)
	d := op(p.rows)
	out := collect(d)
	got = append(got, d.Example().Empty())
	for from := 0; from < rows.Len(); {
		to := min(rows.Len(), from+rapid.IntRange(0, 9).Draw(rt, "batch"))
		if err := p.source.Emit(ctx, rows.Slice(from, to)); err != nil {
			rt.Fatal(err)
		}
		if from = to; rapid.IntRange(0, 4).Draw(rt, "restore") != 0 {
			continue
		}
		saved, err := ops.SaveState(ctx, d)
		check.NoError(t, err)
		got = append(got, out.got...)
		p = newPipeline(rows)
		d = op(p.rows)
		out = collect(d)
		check.NoError(t, ops.RestoreState(ctx, saved, d))
	}
	check.NoError(t, p.source.Close(ctx))
	return append(got, out.got...)
}

// nearFrames returns whether two frames are equal, but for rounding errors of float64.
func nearFrames(a, b frame.Frame) bool {
	if a.Len() != b.Len() || a.Schema().String() != b.Schema().String() {
		return false
	}
	for _, f := range a.Schema().Fields() {
		x, _ := a.Column(f.Name)
		y, _ := b.Column(f.Name)
		if f.Type != frame.Float64 {
			if !frame.Must(frame.New(x)).Equal(frame.Must(frame.New(y))) {
				return false
			}
			continue
		}
		v, _ := a.Floats(f.Name)
		w, _ := b.Floats(f.Name)
		for i := range v {
			if !near(v[i], w[i], 1e-9*math.Abs(w[i])+1e-9) {
				return false
			}
		}
	}
	return true
}

// drawMixedRows draws rows of all types, several at one time, some values missing.
func drawMixedRows(rt *rapid.T) frame.Frame {
	n := rapid.IntRange(0, 40).Draw(rt, "rows")
	seconds, x, ints, valid := make([]float64, n), make([]float64, n), make([]int, n), make([]bool, n)
	texts, keys := make([]string, n), make([]string, n)
	for i := range n {
		seconds[i] = float64(rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(rt, "step"))
		if i > 0 {
			seconds[i] += seconds[i-1]
		}
		x[i] = rapid.SampledFrom([]float64{nan, 0, 1, 2, -3}).Draw(rt, "x")
		ints[i] = beyond + rapid.IntRange(-2, 2).Draw(rt, "n")
		valid[i] = rapid.IntRange(0, 5).Draw(rt, "valid") > 0
		texts[i] = rapid.SampledFrom([]string{"a", "b", ""}).Draw(rt, "k")
		keys[i] = rapid.SampledFrom([]string{"p", "q"}).Draw(rt, "g")
	}
	return table(frame.Index("t", at(seconds...)), frame.Col("x", x), frame.Col("n", ints).WithValid(valid),
		frame.Col("k", texts).WithValid(valid), frame.Col("g", keys), frame.Col("u", at(seconds...)))
}

func TestLabelsWithAndWithoutIndex(t *testing.T) {
	x := frame.Col("x", []float64{3, 1, nan, 1, 5})
	indexed := table(frame.Index("name", []string{"a", "b", "c", "d", "e"}), x)
	both := func(d ops.DataFrame) ops.Table {
		return d.Aggregate(ops.IdxMin("x").As("low"), ops.IdxMax("x").As("high"))
	}
	wantFrames(t, tables(t, both, indexed), table(frame.Col("low", []string{"b"}), frame.Col("high", []string{"e"})))
	wantFrames(t, tables(t, both, table(x).Slice(0, 3), table(x).Slice(3, 5)),
		table(frame.Col("low", []int{1}), frame.Col("high", []int{0})), table(frame.Col("low", []int{1}), frame.Col("high", []int{4})))
	keyed := table(frame.Col("k", []string{"p", "q", "p", "q", "p"}), x)
	wantFrames(t, tables(t, func(d ops.DataFrame) ops.Table { return d.GroupBy("k").IdxMax() }, keyed.Slice(0, 2), keyed.Slice(2, 5)),
		table(frame.Col("k", []string{"p", "q"}), frame.Col("x", []int{0, 1})), table(frame.Col("k", []string{"p", "q"}), frame.Col("x", []int{4, 1})))
	none := table(frame.Col("x", []float64{nan}))
	wantFrames(t, tables(t, func(d ops.DataFrame) ops.Table { return d.IdxMin() }, none), table(intsOrMissing("x", -99)))
	wantFrames(t, tables(t, func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(2)).IdxMin() }, table(x)), table(frame.Col("x", []int{3})))
}

// Rows come in any order into windows of event time: of equal values the earliest row counts.
func TestLabelsOfEventTime(t *testing.T) {
	in := table(frame.Index("t", at(5, 3, 1, 7)), frame.Col("x", []float64{2, 2, 4, 4}))
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
		return d.Tumbling(10*time.Second, ops.Lateness(10*time.Second)).Aggregate(ops.IdxMin("x").As("low"), ops.IdxMax("x").As("high"))
	}, in)
	wantFrames(t, got, table(frame.Index("t", at(0)), frame.Col("end", at(10)), frame.Col("low", at(3)), frame.Col("high", at(1))))
}

func TestRollingOptionMisuse(t *testing.T) {
	d := newPipeline(table(frame.Index("t", at()), frame.Col("x", []float64{}))).rows
	ones := ops.Weighted(func(w []float64) []float64 { return w })
	check.Panics(t, "got 0", func() { ops.Step(0) })
	check.Panics(t, "must not be nil", func() { ops.Weighted(nil) })
	check.Panics(t, "got 9", func() { ops.RankBy(9) })
	check.Panics(t, "takes no option", func() { d.Expanding(ops.Step(2)) })
	check.Panics(t, "takes no option", func() { d.Expanding(ones) })
	check.Panics(t, "takes no Step", func() { d.GroupBy("x").Rolling(ops.Rows(2), ops.Step(2)) })
	check.Panics(t, "Weighted needs a window of Rows", func() { d.Rolling(ops.Within(time.Second), ones) })
	check.Panics(t, "Weighted needs a window of Rows", func() { d.Rolling(ops.Rows(2), ones, ops.CloseAt(ops.ClosedLeft)) })
	check.Panics(t, "a finite weight for each of the 3 rows", func() {
		d.Rolling(ops.Rows(3), ops.Weighted(func(w []float64) []float64 { return w[:2] }))
	})
	check.Panics(t, "got median", func() { d.Rolling(ops.Rows(3), ones).Median() })
	check.Panics(t, "got -1", func() { ops.Median("x").ExactUpTo(-1) })
	check.Panics(t, "got sum", func() { ops.Sum("x").ExactUpTo(1) })
	text := newPipeline(table(frame.Col("s", []string{}))).rows
	check.Error(t, text.Aggregate(ops.Any("s")).Err(), ops.ErrType, `any needs numbers, got "s"`)
}

// intsOrMissing is a column of int64; -99 is a missing value.
func intsOrMissing(name string, v ...int) frame.Column {
	valid := make([]bool, len(v))
	for i, x := range v {
		valid[i] = x != -99
	}
	return frame.Col(name, v).WithValid(valid)
}
