package ops_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// Integers beyond 2^53, which float64 cannot tell apart, are told apart and kept by everything that does not compute a mean.
func TestFieldCasesInt64(t *testing.T) {
	const a, b = beyond, beyond + 1
	in := table(frame.Index("t", at(0, 1, 2, 3)), frame.Col("n", []int{b, a, b, -b}), frame.Col("row", []int{0, 1, 2, 3}),
		frame.Col("k", []string{"p", "p", "q", "p"}))
	gaps := table(frame.Index("t", at(0, 1, 3)), frame.Col("n", []int{b, 0, a}).WithValid([]bool{true, false, true}))
	of := func(f frame.Frame, name string, op func(d ops.DataFrame) flow.Stream[frame.Frame], want ...int) {
		t.Helper()
		p := newPipeline(f)
		out := collect(op(p.rows))
		p.feed(t, f.Slice(0, 2), f.Slice(2, f.Len()))
		got := frame.Must(frame.Concat(out.got))
		if _, err := got.Column("n"); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if values, err := got.Ints("n"); err != nil || fmt.Sprint(values) != fmt.Sprint(want) {
			t.Errorf("%s: got %v, %v, want %v", name, got, err, want)
		}
	}
	type d = ops.DataFrame
	type stream = flow.Stream[frame.Frame]
	of(in, "Eq", func(x d) stream { return x.Where(x.Col("n").Eq(int64(b))) }, b, b)
	of(in, "Gt", func(x d) stream { return x.Where(x.Col("n").Gt(a)) }, b, b)
	of(in, "Query", func(x d) stream { return x.Query("n == 9007199254740993") }, b, b)
	of(in, "Query of its negative", func(x d) stream { return x.Query("n < -9007199254740992") }, -b)
	of(in, "Assign", func(x d) stream { return x.Assign("n", "n + 2") }, b+2, a+2, b+2, -b+2)
	of(in, "DropDuplicates", func(x d) stream { return x.DropDuplicates(ops.Columns("n")) }, b, a, -b)
	of(in, "NLargest", func(x d) stream { return x.NLargest(1, "n") }, b, b)
	of(in, "NSmallest", func(x d) stream { return x.NSmallest(1, "n") }, a, -b)
	of(in, "IdxMin", func(x d) stream { return x.DropIndex().Col("n").Expanding().IdxMin() }, 0, 1, 1, 3)
	of(in, "NUnique", func(x d) stream { return x.Col("n").Expanding().NUnique().AsType("n", frame.Int64) }, 1, 2, 2, 3)
	of(in, "CumMin", func(x d) stream { return x.Col("n").CumMin() }, b, a, a, -b)
	of(in, "Transform", func(x d) stream { return x.GroupBy("k").Transform(ops.Max("n").As("n")) }, b, b, b, b)
	of(in, "CumMax of groups", func(x d) stream { return x.GroupBy("k").Col("n").CumMax() }, b, b, b, b)
	of(in, "Shift of groups", func(x d) stream { return x.GroupBy("k").Col("n").Shift(1).DropNA() }, b, a)
	of(in, "keys of groups", func(x d) stream { return x.GroupBy("n").Size() }, a, b, -b, a, b)
	of(in, "a window's Max", func(x d) stream { return x.Col("n").Window(ops.Rows(2)).Max() }, b, b)
	of(in, "Tumbling", func(x d) stream { return x.Col("n").Tumbling(2 * time.Second).Min() }, a, -b)
	of(in, "Resample", func(x d) stream { return x.Col("n").Resample(2 * time.Second).Last() }, a, -b)
	of(gaps, "FFill", func(x d) stream { return x.Col("n").FFill() }, b, b, a)
	of(gaps, "BFill", func(x d) stream { return x.Col("n").BFill() }, b, a, a)
	of(gaps, "Resample then FFill", func(x d) stream { return x.Col("n").Resample(time.Second).Last().FFill() }, b, b, b, a)
	of(gaps, "AsFreq then FFill", func(x d) stream { return x.Col("n").AsFreq(time.Second).FFill() }, b, b, b, a)
	of(in, "Join", func(x d) stream {
		return x.Join(table(frame.Col("n", []int{a, b}), frame.Col("more", []int{1, 2})), "n", ops.Inner)
	}, b, a, b)
	of(in, "joined values", func(x d) stream {
		return x.Drop("n").Join(table(frame.Col("k", []string{"p", "q"}), frame.Col("n", []int{a, b})), "k")
	}, a, a, b, a)
	of(in, "Mod", func(x d) stream { return x.Col("n").Mod(2) }, 1, 0, 1, 1)
	of(in, "FloorDiv", func(x d) stream { return x.Col("n").FloorDiv(2) }, beyond/2, beyond/2, beyond/2, -beyond/2-1)
	of(in, "Clip", func(x d) stream { return x.Col("n").Clip(-a, a) }, a, a, a, -a)
	of(in, "Melt", func(x d) stream { return x.Col("n").Melt("k", "n") }, b, a, b, -b)
	of(in, "structs", func(x d) stream {
		type row struct {
			N int64 `frame:"n"`
		}
		return flow.TryMap(flow.TryMap(x, frame.Into[row]), func(rows []row) (frame.Frame, error) { return frame.FromStructs(rows) })
	}, b, a, b, -b)
}

// Rows of the same time are all in a window that has its left end closed, or none of them.
func TestFieldCasesEqualTimes(t *testing.T) {
	in := table(frame.Index("t", at(0, 0, 1, 1)), frame.Col("x", []float64{1, 2, 4, 8}), frame.Const("k", "a", 4))
	want := table(frame.Col("x", []float64{nan, nan, 3, 3}))
	left := ops.CloseAt(ops.ClosedLeft)
	for name, op := range map[string]func(d ops.DataFrame) ops.DataFrame{
		"all": func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Rolling(ops.Within(3*time.Second), left).Sum() },
		"groups": func(d ops.DataFrame) ops.DataFrame {
			return d.GroupBy("k").Rolling(ops.Within(3*time.Second), left).Sum()
		},
	} {
		t.Run(name, func(t *testing.T) {
			for cut := range 5 {
				got := frame.Must(frame.Concat(resultsOf(t, op, in.Slice(0, cut), in.Slice(cut, 4))))
				wantFrames(t, []frame.Frame{frame.Must(got.ResetIndex().Select("x"))}, want)
			}
		})
	}
}

// Words of the language of expressions are names of columns, in backticks or without.
func TestFieldCasesNamesOfColumns(t *testing.T) {
	plain := []string{"count", "type", "date", "sum", "map", "filter", "first", "last", "let", "len", "values", "min", "max", "mean", "int",
		"float", "string", "year", "hour", "now", "duration", "index", "find", "sort", "group", "time", "None", "nan", "e", "_x", "größe", "温度"}
	quoted := []string{"in", "if", "else", "not", "and", "or", "contains", "matches", "true", "nil", "Col 1", "a.b", "a-b", "it's", "m/s", "50%", "#1", "@x", "$"}
	wantOneRow := func(name, text string) {
		in := table(frame.Col(name, []int{1, 5}), frame.Col("other", []int{2, 2}))
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Query(text) }, in)
		if got[0].Len() != 1 {
			t.Errorf("%s: got %v", text, got[0])
		}
	}
	for _, name := range plain {
		wantOneRow(name, name+" > other")
		wantOneRow(name, "other < "+name+" and not "+name+".isna()")
	}
	for _, name := range append(plain, quoted...) {
		wantOneRow(name, "`"+name+"` > other")
		wantOneRow(name, "other < `"+name+"`")
	}
	for _, name := range []string{"contains", "matches"} {
		p := newPipeline(table(frame.Col(name, []int{1})))
		check.Error(t, p.rows.Query(name+" > 2").Err(), ops.ErrExpression, "write `"+name+"` in backticks")
	}
}
