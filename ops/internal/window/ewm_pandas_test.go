package window_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// TestEwmMatchesPandas compares results with those that bench/pandas/record_ewm.py has recorded.
func TestEwmMatchesPandas(t *testing.T) {
	b, err := os.ReadFile("../../testdata/pandas-ewm.json")
	check.NoError(t, err)
	var recorded struct {
		Pandas  string
		Seconds map[string]jsonColumn
		Data    map[string]map[string][]any
		Cases   []struct {
			pandasCase
			Values, Times   string
			Grouped, Adjust bool
		}
	}
	check.NoError(t, json.Unmarshal(b, &recorded))
	if !strings.HasPrefix(recorded.Pandas, "3.1.") {
		t.Fatalf("must be recorded with pandas 3.1, got %q", recorded.Pandas)
	}
	column := func(data, name string) []float64 {
		out := []float64{}
		for _, v := range recorded.Data[data][name] {
			number, ok := v.(float64)
			switch {
			case v == "Inf":
				number = inf
			case v == "-Inf":
				number = -inf
			case !ok:
				number = nan
			}
			out = append(out, number)
		}
		return out
	}
	for _, c := range recorded.Cases {
		if c.Grouped {
			continue
		}
		t.Run(fmt.Sprintf("%s/%s,adjust=%v,ignore=%v", c.Kind, c.Values, c.Adjust, c.Ignore), func(t *testing.T) {
			c.Recursive = !c.Adjust
			d, times := c.fading(recorded.Seconds[c.Times])
			d.SkipInfinite = true
			x, y := column(c.Values, "x"), column(c.Values, "y")
			out := make(jsonColumn, len(x))
			least := max(1, c.Least)
			if newPair := newEwmPairByName[c.Kind]; newPair != nil {
				newPair(d).Run(out, x, y, times, least)
			} else {
				newEwmByName[c.Kind](d).Run(out, x, times, least)
			}
			wantColumn(t, out, c.Out)
		})
	}
}

// Run has the same results, bit for bit, wherever batches end, and those of Add and Value.
func TestEwmRunIsAddAndValue(t *testing.T) {
	for _, alpha := range []float64{0.2, 0.7} {
		for name, newEwm := range newEwmByName {
			batches, single := newEwm(window.Decay{Alpha: alpha}), newEwm(window.Decay{Alpha: alpha})
			in := make([]float64, 700)
			for i := range in {
				in[i] = 1e6 + float64(i*i%17)
				if i%150 == 149 {
					in[i] = []float64{nan, inf, 1e160}[i/150%3]
				}
			}
			for from, rows := 0, 1; from < len(in); rows = rows%97 + 1 {
				to := min(from+rows, len(in))
				out := make([]float64, to-from)
				batches.Run(out, in[from:to], nil, 3)
				for i, got := range out {
					want := nan
					if single.Add(in[from+i]); single.Count() >= 3 {
						want = single.Value()
					}
					if !identical(got, want) && (got == got || want == want) {
						t.Fatalf("%s, alpha %v, row %d: got %v, want %v", name, alpha, from+i, got, want)
					}
				}
				from = to
			}
		}
	}
}
