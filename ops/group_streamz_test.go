package ops_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// In two of these the expected values are ours: streamz calls a custom aggregation's functions once for a batch, and
// returns what the last call returned; here they are called for each value that comes or goes.
var groupChecks = map[string]vectorCheck{
	"groupby_sum":            groupsAs("x % 3", "y", func(d ops.DataFrame) ops.Table { return d.GroupBy("x % 3").Col("y").Sum() }),
	"groupby_mean":           groupsAs("x % 3", "y", func(d ops.DataFrame) ops.Table { return d.GroupBy("x % 3").Col("y").Mean() }),
	"groupby_count":          groupsAs("x % 3", "y", func(d ops.DataFrame) ops.Table { return d.GroupBy("x % 3").Col("y").Count() }),
	"groupby_size":           groupsAs("x % 3", "size", func(d ops.DataFrame) ops.Table { return d.GroupBy("x % 3").Size() }),
	"groupby_std":            groupsAs("x % 3", "y", func(d ops.DataFrame) ops.Table { return d.GroupBy("x % 3").Col("y").Std() }),
	"groupby_sum_start":      groupsAs("name", "amount", afterAliceAndTom),
	"window_groupby_n2_sum":  groupsAs("k", "x", func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(2)).GroupBy("k").Sum() }),
	"window_groupby_n4_mean": groupsAs("x % 3", "x", func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(4)).GroupBy("x % 3").Col("x").Mean() }),
	"value_counts":           groupsAs("s", "count", func(d ops.DataFrame) ops.Table { return d.ValueCounts("s") }),
	"window_value_counts":    groupsAs("k", "count", func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(3)).ValueCounts("k") }),
	"window_full": func(t *testing.T, v vector) {
		in, want := framesOf(t, v.Input, ""), framesOf(t, v.Expected, "")
		wantFrames(t, tables(t, func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(4)).Full() }, in...), want...)
		wantFrames(t, tables(t, func(d ops.DataFrame) ops.Table {
			return d.Window(ops.Rows(4)).Apply("all", func(f frame.Frame) (frame.Frame, error) { return f, nil })
		}, in...), want...)
	},
	"custom_agg":         customAs(func(d ops.DataFrame) ops.Table { return d.Aggregate(addAndRemove) }, 10, 20, 30),
	"custom_agg_window5": customAs(func(d ops.DataFrame) ops.Table { return d.Window(ops.Rows(5)).Aggregate(addAndRemove) }, 10-5*100, 20-15*100, 30-25*100),
}

// addAndRemove is the custom aggregation of the vectors: it adds 1 for each value that comes and subtracts 100 for each
// that goes.
var addAndRemove = ops.By("moves", "x", ops.Custom[float64]{
	Init:   func() float64 { return 0 },
	Add:    func(s, _ float64) float64 { return s + 1 },
	Remove: func(s, _ float64) float64 { return s - 100 },
	Result: func(s float64) float64 { return s },
})

// tables returns the results of a Table for some frames.
func tables(t *testing.T, op func(ops.DataFrame) ops.Table, frames ...frame.Frame) []frame.Frame {
	t.Helper()
	p := newPipeline(frames[0])
	d := op(p.rows)
	check.NoError(t, d.Err())
	out := collect(d)
	p.feed(t, frames...)
	for _, f := range out.got {
		if !f.Schema().Equal(d.Example().Schema()) {
			t.Fatalf("result of [%v], but the example is [%v]", f.Schema(), d.Example().Schema())
		}
	}
	return out.got
}

// groupsAs checks a Table of a key and a result, which in streamz are the index and the values of a series.
func groupsAs(key, result string, op func(ops.DataFrame) ops.Table) vectorCheck {
	return func(t *testing.T, v vector) {
		var want []struct {
			Series struct {
				Index  []any
				Values []any
			} `json:"$series"`
		}
		check.NoError(t, json.Unmarshal(v.Expected, &want))
		got := tables(t, op, framesOf(t, v.Input, "s")...)
		if len(got) != len(want) {
			t.Fatalf("got %d results, want %d", len(got), len(want))
		}
		for i, f := range got {
			if names := f.Schema().Names(); !slices.Equal(names, []string{key, result}) {
				t.Fatalf("columns are %v, want %s and %s", names, key, result)
			}
			s := want[i].Series
			wantKeys(t, f, s.Index)
			values, err := f.Numeric(result)
			check.NoError(t, err)
			if want := decode(s.Values, number); !slices.EqualFunc(values, want, close12) {
				t.Errorf("result %d: got %v, want %v", i, values, want)
			}
		}
	}
}

// wantKeys checks the first column.
func wantKeys(t *testing.T, f frame.Frame, want []any) {
	t.Helper()
	name, dtype := f.Schema().Names()[0], map[frame.Type]string{frame.Float64: "float64", frame.Int64: "int64", frame.String: "object"}
	keys, err := f.Select(name)
	check.NoError(t, err)
	wantFrames(t, []frame.Frame{keys}, table(column(t, name, dtype[f.Schema().Fields()[0].Type], want)))
}

// afterAliceAndTom is a sum that starts with 50 of Alice's and 100 of Tom's: streamz' start.
func afterAliceAndTom(d ops.DataFrame) ops.Table {
	reduce := func(d ops.DataFrame) ops.Table { return d.DropIndex().GroupBy("name").Sum() }
	before := table(frame.Index("index", []int{0, 1}), frame.Col("name", []string{"Tom", "Alice"}), frame.Col("amount", []int{100, 50}))
	old, out := newPipeline(before), reduce(d)
	was := reduce(old.rows)
	if err := old.source.Emit(ctx, before); err != nil {
		panic(err)
	}
	state, err := ops.SaveState(ctx, was)
	if err != nil {
		panic(err)
	}
	if err := ops.RestoreState(ctx, state, out); err != nil {
		panic(err)
	}
	return out
}

// customAs checks one number a batch.
func customAs(op func(ops.DataFrame) ops.Table, ours ...float64) vectorCheck {
	return func(t *testing.T, v vector) {
		var got []float64
		for _, f := range tables(t, op, framesOf(t, v.Input, "")...) {
			got = append(got, floats(t, f, "x_moves")...)
		}
		if !slices.Equal(got, ours) {
			t.Errorf("got %v, want %v", got, ours)
		}
	}
}
