package ops_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// groupRowCases are the cases that bench/pandas/record_group_rows.py has recorded.
var groupRowCases = map[string]func(ops.Grouped) ops.DataFrame{
	"rolling mean":   func(g ops.Grouped) ops.DataFrame { return g.Rolling(ops.Rows(3), ops.MinPeriods(1)).Mean() },
	"rolling max":    func(g ops.Grouped) ops.DataFrame { return g.Rolling(ops.Rows(2)).Max() },
	"rolling std":    func(g ops.Grouped) ops.DataFrame { return g.Rolling(ops.Rows(5), ops.MinPeriods(2)).Std() },
	"rolling median": func(g ops.Grouped) ops.DataFrame { return g.Rolling(ops.Rows(4), ops.MinPeriods(1)).Median() },
	"rolling left": func(g ops.Grouped) ops.DataFrame {
		return g.Rolling(ops.Rows(3), ops.MinPeriods(1), ops.CloseAt(ops.ClosedLeft)).Sum()
	},
	"within sum":    func(g ops.Grouped) ops.DataFrame { return g.Rolling(ops.Within(9 * time.Second)).Sum() },
	"within count":  func(g ops.Grouped) ops.DataFrame { return g.Rolling(ops.Within(9 * time.Second)).Count() },
	"expanding var": func(g ops.Grouped) ops.DataFrame { return g.Expanding().Var() },
	"ewm mean":      func(g ops.Grouped) ops.DataFrame { return g.EWM(ops.Alpha(0.3)).Mean() },
	"cumsum":        ops.Grouped.CumSum,
	"cumprod":       ops.Grouped.CumProd,
	"cummin":        ops.Grouped.CumMin,
	"cummax":        ops.Grouped.CumMax,
	"shift":         func(g ops.Grouped) ops.DataFrame { return g.Shift(2) },
	"diff":          func(g ops.Grouped) ops.DataFrame { return g.Diff(1) },
	"pct change":    func(g ops.Grouped) ops.DataFrame { return g.PctChange(1) },
	"ffill":         func(g ops.Grouped) ops.DataFrame { return g.FFill() },
}

// TestGroupRowsMatchPandas compares results with pandas', in random batches.
func TestGroupRowsMatchPandas(t *testing.T) {
	var recorded struct {
		Seconds []float64
		Keys    []*string
		X       []*float64
		Cases   map[string][]*float64
	}
	readPandas(t, "pandas-group-rows.json", &recorded)
	n := len(recorded.X)
	keys, keyed, x, row := make([]string, n), make([]bool, n), make([]float64, n), make([]float64, n)
	for i := range n {
		if keyed[i] = recorded.Keys[i] != nil; keyed[i] {
			keys[i] = *recorded.Keys[i]
		}
		x[i], row[i] = valueOrNaN(recorded.X[i]), float64(i)
	}
	all := table(frame.Index("t", at(recorded.Seconds...)), frame.Col("k", keys).WithValid(keyed), frame.Col("x", x), frame.Col("row", row))
	var in []frame.Frame
	rng := rand.New(rand.NewPCG(1, 2))
	for from := 0; from < n; {
		to := min(n, from+rng.IntN(20))
		in = append(in, all.Slice(from, to))
		from = to
	}
	if len(recorded.Cases) != len(groupRowCases)+1 {
		t.Fatalf("%d cases are recorded, %d are known", len(recorded.Cases), len(groupRowCases)+1)
	}
	for name, op := range groupRowCases {
		t.Run(name, func(t *testing.T) {
			got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return op(d.GroupBy("k").Col("x")) }, in...)
			wantValues(t, floats(t, frame.Must(frame.Concat(got)), "x"), recorded.Cases[name])
		})
	}
	t.Run("head", func(t *testing.T) {
		got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").Head(2) }, in...)
		wantValues(t, floats(t, frame.Must(frame.Concat(got)), "row"), recorded.Cases["head"])
	})
}

func valueOrNaN(v *float64) float64 {
	if v == nil {
		return nan
	}
	return *v
}

// wantValues compares results with recorded ones, in which nil is a missing value.
func wantValues(t *testing.T, got []float64, want []*float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d values, want %d", len(got), len(want))
	}
	for i, v := range got {
		w := valueOrNaN(want[i])
		if v != v && w != w {
			continue
		}
		if !(math.Abs(v-w) <= 1e-9*max(1, math.Abs(w))) {
			t.Errorf("row %d: got %v, want %v", i, v, w)
		}
	}
}
