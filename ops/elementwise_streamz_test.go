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

// vector is what streamz gave for some input.
type vector struct {
	Name            string
	Input, Expected json.RawMessage
}

// vectorCheck compares what we give with a vector.
type vectorCheck func(t *testing.T, v vector)

// TestAsStreamz runs all of streamz' vectors; each has a check in one of the families.
func TestAsStreamz(t *testing.T) {
	checks := map[string]vectorCheck{}
	for _, family := range []map[string]vectorCheck{elementwiseAsStreamz, overTimeAsStreamz, groupsAsStreamz} {
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

var elementwiseAsStreamz = map[string]vectorCheck{
	"df_elementwise": rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Plus(d.Col("y")).Mul(2) }),
	"df_filter":      rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Where(d.Col("x").Gt(4)) }),
	"tail":           rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Tail(2) }),
	"query":          rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Query("x > 1 and x < 4") }),
	"set_index":      rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.DropIndex().SetIndex("x") }),
	"assign":         rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Assign("z", "x + y") }),
	"df_from_dict": rowsAs(func(d ops.DataFrame) ops.DataFrame {
		return d.Col("x").Rename("x", "a").With("b", d.Col("x").Mul(2)).With("c", d.Col("y").Mod(2))
	}),
	"verify_empty_frame":       refused(table(frame.Col("x", []int{}))),
	"verify_reordered_columns": refused(table(frame.Col("y", []int{1}), frame.Col("x", []int{1}))),
}

// In two of these the expectation is ours: where only sums are recorded, their means, and min_periods, which streamz takes
// and forgets, is honoured.
var overTimeAsStreamz = map[string]vectorCheck{
	"series_cumsum":  rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Col("x").CumSum() }),
	"rolling_3_mean": rowsAs(func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Mean() }),
	"rolling_3_min_periods_ignored": rowsAs(
		func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3), ops.MinPeriods(1)).Mean() }, means...),
	"rolling_3h_sum": rowsAs(
		func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Within(3 * time.Hour)).Mean() }, means...),
}

// means are those of 0; 0 1; 0 1 2; 1 2 3; ...
var means = [][]any{{0.0, 0.5}, {1.0, 2.0}, {3.0, 4.0, 5.0}}

// rowsAs checks an operator that gives new rows. ours, if there are any, are the values of the one column instead of
// streamz'.
func rowsAs(op func(ops.DataFrame) ops.DataFrame, ours ...[]any) vectorCheck {
	return func(t *testing.T, v vector) {
		got := through(t, op, framesOf(t, v.Input, "")...)
		wantFrames(t, got, framesOf(t, v.Expected, got[0].Schema().Names()[1], ours...)...)
	}
}

// refused checks that a DataFrame of two int64 columns does not take a frame. Whatever is no frame does not compile.
func refused(f frame.Frame) vectorCheck {
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
