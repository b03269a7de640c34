package ops_test

import (
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// resampled holds what bench/pandas/record_event_time.py has recorded.
type resampled struct {
	Lateness   int
	Reductions []string
	Rows       struct {
		T, N []int64
		K    []string
		X, Y []*float64
	}
	Cases []struct {
		Name                      string
		Width, Every, Offset, Gap int
		Key                       string
		Out                       [][4]any // start, end, key, results
	}
	Panes struct {
		Width, Every int
		Out          [][2]float64 // start, sum
	}
}

// resampleCases are the recorded reductions in our names.
var resampleCases = map[string]ops.Reduction{
	"size": ops.Size(), "count": ops.Count("x"), "sum": ops.Sum("x"), "whole sum": ops.Sum("n"), "mean": ops.Mean("x"),
	"min": ops.Min("x"), "max": ops.Max("x"), "prod": ops.Prod("x"), "first": ops.First("x"), "last": ops.Last("x"),
	"nunique": ops.NUnique("n"), "var": ops.Var("x"), "std 0": ops.Std("x", ops.DDOF(0)), "sem": ops.Sem("x"),
	"skew": ops.Skew("x"), "kurt": ops.Kurt("x"), "median": ops.Median("x"), "quantile": ops.Quantile("x", 0.3),
	"cov": ops.Cov("x", "y"), "corr": ops.Corr("x", "y"),
}

func (r *resampled) batches() (all []frame.Frame) {
	times := make([]int64, len(r.Rows.T))
	for i, s := range r.Rows.T {
		times[i] = s * int64(time.Second)
	}
	rows := table(frame.Nanos("t", times).AsIndex(), frame.Col("k", r.Rows.K), frame.Col("n", r.Rows.N),
		frame.Col("x", orMissing(r.Rows.X)), frame.Col("y", orMissing(r.Rows.Y)))
	for from := 0; from < rows.Len(); from += 23 {
		all = append(all, rows.Slice(from, min(from+23, rows.Len())))
	}
	return all
}

func orMissing(values []*float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = nan
		if v != nil {
			out[i] = *v
		}
	}
	return out
}

// TestEventWindowsMatchPandas sends rows that come up to half a minute late, in batches of 23; pandas had them sorted.
func TestEventWindowsMatchPandas(t *testing.T) {
	var r resampled
	readPandas(t, "pandas-resample.json", &r)
	var all []ops.Reduction
	for _, name := range r.Reductions {
		all = append(all, resampleCases[name].As(name))
	}
	for _, c := range r.Cases {
		t.Run(c.Name, func(t *testing.T) {
			m := &windowModel{width: max(c.Width, c.Gap), every: c.Every, offset: c.Offset, lateness: r.Lateness, keyed: c.Key != ""}
			got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return m.windows(d).Aggregate(all...) }, r.batches()...)
			rows := frame.Must(frame.Concat(got))
			if rows.Len() != len(c.Out) {
				t.Fatalf("got %d windows, want %d", rows.Len(), len(c.Out))
			}
			for i, want := range c.Out {
				wantWindow(t, rows, i, want)
				for j, v := range want[3].([]any) {
					wantNear(t, rows, r.Reductions[j], i, v)
				}
			}
		})
	}
	t.Run("panes", func(t *testing.T) {
		m := &windowModel{width: r.Panes.Width, every: r.Panes.Every, lateness: r.Lateness}
		rows := frame.Must(frame.Concat(resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return m.windows(d).Sum() }, r.batches()...)))
		sums := map[int64]float64{}
		starts, _ := rows.Times("t")
		for i, start := range starts {
			sums[start/1e9] = floats(t, rows, "x")[i]
		}
		for _, p := range r.Panes.Out { // pandas also has windows without rows, and ends with the last pane
			if got := sums[int64(p[0])]; math.Abs(got-p[1]) > 1e-9 {
				t.Errorf("at %v: got %v, want %v", p[0], got, p[1])
			}
		}
	})
}

// wantWindow compares the window and the results of a row.
func wantWindow(t *testing.T, rows frame.Frame, i int, want [4]any) {
	t.Helper()
	for column, v := range map[string]any{"t": want[0], "end": want[1]} {
		times, err := rows.Times(column)
		if err != nil || times[i] != int64(v.(float64))*1e9 {
			t.Fatalf("row %d: %s is %v (%v), want %v", i, column, times[i], err, v)
		}
	}
	if keys, err := rows.Strings("k"); err == nil && keys[i] != want[2] {
		t.Fatalf("row %d: the key is %q, want %q", i, keys[i], want[2])
	}
}

func wantNear(t *testing.T, rows frame.Frame, column string, i int, want any) {
	t.Helper()
	got, err := rows.Numeric(column)
	check.NoError(t, err)
	w, there := want.(float64)
	if there != (got[i] == got[i]) || there && math.Abs(got[i]-w) > 1e-9*max(1, math.Abs(w)) {
		t.Errorf("row %d: %s is %v, want %v", i, column, got[i], want)
	}
}
