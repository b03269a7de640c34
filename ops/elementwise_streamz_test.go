package ops_test

import (
	"encoding/json"
	"maps"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// vector is the result that streamz computed for some input.
type vector struct {
	Name            string
	Input, Expected json.RawMessage
}

// vectorCheck compares our result with a vector.
type vectorCheck func(t *testing.T, v vector)

// TestMatchesStreamz runs all vectors of streamz; each has a check in one of the maps.
func TestMatchesStreamz(t *testing.T) {
	checks := map[string]vectorCheck{}
	for _, family := range []map[string]vectorCheck{elementwiseChecks, statefulChecks, groupChecks} {
		maps.Copy(checks, family)
	}
	var vectors []vector
	readJSON(t, "streamz.json", &vectors)
	if len(vectors) != len(checks) {
		t.Errorf("got %d vectors, but %d checks", len(vectors), len(checks))
	}
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			if checks[v.Name] == nil {
				t.Fatal("no check")
			}
			checks[v.Name](t, v)
		})
	}
}

var elementwiseChecks = map[string]vectorCheck{
	"df_elementwise": rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Plus(d.Col("y")).Mul(2) }),
	"df_filter":      rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Where(d.Col("x").Gt(4)) }),
	"tail":           rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Tail(2) }),
	"query":          rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Query("x > 1 and x < 4") }),
	"set_index":      rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.DropIndex().SetIndex("x") }),
	"assign":         rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Assign("z", "x + y") }),
	"df_from_dict": rowsAs(func(d ops.DataFrame) ops.DataFrame {
		return d.Col("x").Rename("x", "a").With("b", d.Col("x").Mul(2)).With("c", d.Col("y").Mod(2))
	}),
	"verify_empty_frame":       rejects(table(frame.Col("x", []int{}))),
	"verify_reordered_columns": rejects(table(frame.Col("y", []int{1}), frame.Col("x", []int{1}))),
}

// In two of these the expected values are ours: streamz recorded only sums, not their means, and ignores min_periods,
// which is applied here.
var statefulChecks = map[string]vectorCheck{
	"series_cumsum":  rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Col("x").CumSum() }),
	"rolling_3_mean": rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Mean() }),
	"rolling_3_min_periods_ignored": rowsAs(
		func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3), ops.MinPeriods(1)).Mean() }, means...),
	"rolling_3h_sum": rowsAs(
		func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Within(3 * time.Hour)).Mean() }, means...),
}

// means are those of 0; 0 1; 0 1 2; 1 2 3; ...
var means = [][]any{{0.0, 0.5}, {1.0, 2.0}, {3.0, 4.0, 5.0}}

// rowsAs checks an operator that emits new rows. ours, if there are any, are the expected values of the one column
// instead of streamz'.
func rowsAs(op func(ops.DataFrame) ops.DataFrame, ours ...[]any) vectorCheck {
	return func(t *testing.T, v vector) {
		got := resultsOf(t, op, framesOf(t, v.Input, "")...)
		wantFrames(t, got, framesOf(t, v.Expected, got[0].Schema().Names()[1], ours...)...)
	}
}

// rejects checks that a DataFrame of two int64 columns refuses a frame. Anything else than a frame does not compile.
func rejects(f frame.Frame) vectorCheck {
	return func(t *testing.T, _ vector) {
		p := newPipeline(table(frame.Col("x", []int{}), frame.Col("y", []int{})))
		check.Error(t, p.source.Emit(t.Context(), f), frame.ErrSchema, "ops.From")
	}
}

// framesOf reads batches; a series is a frame of one column of that name.
func framesOf(t *testing.T, text json.RawMessage, series string, values ...[]any) []frame.Frame {
	t.Helper()
	var elements []struct {
		Frame  *data `json:"$frame"`
		Series *struct {
			data
			Dtype  string
			Values []any
		} `json:"$series"`
	}
	check.NoError(t, json.Unmarshal(text, &elements))
	frames := make([]frame.Frame, len(elements))
	for i, e := range elements {
		d := e.Frame
		if s := e.Series; s != nil {
			if values != nil {
				s.Values = values[i]
			}
			d = &s.data
			d.Columns, d.Dtypes = []string{series}, []string{s.Dtype}
			for _, x := range s.Values {
				d.Rows = append(d.Rows, []any{x})
			}
		}
		frames[i] = d.frame(t)
	}
	return frames
}
