package ops_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// vector is what streamz gave for some input. A series is a frame of one column without a name here.
type vector struct {
	Name            string
	Input, Expected []struct {
		Frame  *data `json:"$frame"`
		Series *data `json:"$series"`
	}
}

type data struct {
	Name    string
	Index   []any
	Columns []string
	Dtypes  []string
	Dtype   string
	Rows    [][]any
	Values  []any
}

// TestAsStreamz runs streamz' vectors. In two of them the expectation is ours: where only sums are recorded, their
// means, and min_periods, which streamz takes and forgets, is honoured.
func TestAsStreamz(t *testing.T) {
	hours := func(v ...float64) []any {
		out := make([]any, len(v))
		for i := range v {
			out[i] = v[i]
		}
		return out
	}
	means := [][]any{hours(0, 0.5), hours(1, 2), hours(3, 4, 5)} // of 0; 0 1; 0 1 2; 1 2 3; ...
	cases := map[string]struct {
		op   func(ops.DataFrame) ops.DataFrame
		ours [][]any
	}{
		"df_elementwise": {op: func(d ops.DataFrame) ops.DataFrame { return d.Col("x").Plus(d.Col("y")).Mul(2) }},
		"series_cumsum":  {op: func(d ops.DataFrame) ops.DataFrame { return d.Col("x").CumSum() }},
		"rolling_3_mean": {op: func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3)).Mean() }},
		"rolling_3_min_periods_ignored": {
			func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Rows(3), ops.MinPeriods(1)).Mean() }, means},
		"rolling_3h_sum": {
			func(d ops.DataFrame) ops.DataFrame { return d.Rolling(ops.Within(3 * time.Hour)).Mean() }, means},
	}
	text, err := os.ReadFile("testdata/streamz.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []vector
	if err := json.Unmarshal(text, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors) != len(cases) {
		t.Fatalf("got %d vectors, want %d", len(vectors), len(cases))
	}
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			var in, want []frame.Frame
			for _, e := range v.Input {
				in = append(in, e.Frame.frame(t))
			}
			for i, e := range v.Expected {
				if ours := cases[v.Name].ours; ours != nil {
					e.Series.Values = ours[i]
				}
				e.Series.Columns, e.Series.Dtypes = []string{"x"}, []string{e.Series.Dtype}
				for _, x := range e.Series.Values {
					e.Series.Rows = append(e.Series.Rows, []any{x})
				}
				want = append(want, e.Series.frame(t))
			}
			wantFrames(t, through(t, cases[v.Name].op, in...), want...)
		})
	}
}

func (d *data) frame(t *testing.T) frame.Frame {
	t.Helper()
	cols := []frame.Column{d.index(t)}
	for j, name := range d.Columns {
		ints, floats := make([]int64, len(d.Rows)), make([]float64, len(d.Rows))
		for i, row := range d.Rows {
			if s, ok := row[j].(string); ok && s == "NaN" {
				floats[i] = nan
			} else {
				floats[i] = row[j].(float64)
				ints[i] = int64(floats[i])
			}
		}
		if d.Dtypes[j] == "int64" {
			cols = append(cols, frame.Col(name, ints))
		} else {
			cols = append(cols, frame.Col(name, floats))
		}
	}
	return table(cols...)
}

func (d *data) index(t *testing.T) frame.Column {
	t.Helper()
	times, ints := make([]time.Time, len(d.Index)), make([]int64, len(d.Index))
	ofTimes := false
	for i, x := range d.Index {
		switch x := x.(type) {
		case string:
			when, err := time.Parse("2006-01-02T15:04:05", x)
			if err != nil {
				t.Fatal(err)
			}
			times[i], ofTimes = when, true
		case float64:
			ints[i] = int64(x)
		}
	}
	if ofTimes {
		return frame.Index("index", times)
	}
	return frame.Index("index", ints)
}
