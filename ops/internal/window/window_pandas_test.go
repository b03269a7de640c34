package window_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// jsonColumn is a column of numbers in JSON, in which null is NaN.
type jsonColumn []float64

func (c *jsonColumn) UnmarshalJSON(b []byte) error {
	var values []*float64
	if err := json.Unmarshal(b, &values); err != nil {
		return err
	}
	*c = make(jsonColumn, len(values))
	for i, v := range values {
		(*c)[i] = nan
		if v != nil {
			(*c)[i] = *v
		}
	}
	return nil
}

// pandasCase is an input, and the result of pandas or, for Hostile, of exact fractions.
type pandasCase struct {
	Name, Kind        string
	Rows, Seconds     int
	Least             int
	In, Out           jsonColumn
	Com, Span         *float64
	HalfLife, Alpha   *float64
	HalfLifeSeconds   float64 `json:"halflife_seconds"`
	Recursive, Ignore bool
}

type pandasCases struct {
	X, Y, Seconds                    jsonColumn
	Rolling, Expanding, Ewm, Hostile []pandasCase
}

// readPandasCases reads testdata/pandas.json, which bench/pandas/record_windows.py writes.
func readPandasCases(t *testing.T) pandasCases {
	t.Helper()
	b, err := os.ReadFile("testdata/pandas.json")
	check.NoError(t, err)
	var v pandasCases
	check.NoError(t, json.Unmarshal(b, &v))
	return v
}

// evictCounts returns how many of the oldest values leave before each row.
func (v pandasCase) evictCounts(seconds []float64) []int {
	evict := make([]int, len(seconds))
	head := 0
	for i := range seconds {
		from := head
		for head < i && (v.Rows > 0 && head <= i-v.Rows || v.Seconds > 0 && seconds[head] <= seconds[i]-float64(v.Seconds)) {
			head++
		}
		evict[i] = head - from
	}
	return evict
}

func wantColumn(t *testing.T, got, want jsonColumn) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d rows, want %d", len(got), len(want))
	}
	for i := range got {
		if !near(got[i], want[i], 1e-9, 1e-9) {
			t.Errorf("row %d: got %v, want %v", i, got[i], want[i])
		}
	}
}

func TestRollingAsPandas(t *testing.T) {
	data := readPandasCases(t)
	for _, v := range data.Rolling {
		t.Run(fmt.Sprintf("%s/rows=%d,seconds=%d", v.Kind, v.Rows, v.Seconds), func(t *testing.T) {
			out, evict := make(jsonColumn, len(data.X)), v.evictCounts(data.Seconds)
			if k, ok := pairAggregates[v.Kind]; ok {
				k.Queue().Roll(out, data.X, data.Y, evict, v.Least)
			} else if k, ok := aggregates[v.Kind]; ok {
				k.Queue().Roll(out, data.X, evict, v.Least)
			} else {
				t.Fatal("there is no such aggregate")
			}
			wantColumn(t, out, v.Out)
		})
	}
}

func TestExpandingAsPandas(t *testing.T) {
	data := readPandasCases(t)
	for _, v := range data.Expanding {
		t.Run(v.Kind, func(t *testing.T) {
			out := make(jsonColumn, len(data.X))
			if k, ok := pairAggregates[v.Kind]; ok {
				k.Accumulator().Run(out, data.X, data.Y, v.Least)
			} else {
				aggregates[v.Kind].Accumulator().Run(out, data.X, v.Least)
			}
			wantColumn(t, out, v.Out)
		})
	}
}

func TestEwmAsPandas(t *testing.T) {
	data := readPandasCases(t)
	for _, v := range data.Ewm {
		t.Run(fmt.Sprintf("%s/recursive=%v,ignore=%v", v.Kind, v.Recursive, v.Ignore), func(t *testing.T) {
			f, times := v.fading(data.Seconds)
			out := make(jsonColumn, len(data.X))
			newEwmByName[v.Kind](f).Run(out, data.X, times, v.Least)
			wantColumn(t, out, v.Out)
		})
	}
}

var newEwmByName = map[string]func(window.Decay) *window.Ewm{
	"mean":       window.EwmMean,
	"sum":        window.EwmSum,
	"var":        func(f window.Decay) *window.Ewm { return window.EwmVar(f, false) },
	"std":        func(f window.Decay) *window.Ewm { return window.EwmStd(f, false) },
	"biased var": func(f window.Decay) *window.Ewm { return window.EwmVar(f, true) },
	"biased std": func(f window.Decay) *window.Ewm { return window.EwmStd(f, true) },
}

// fading returns the decay of an ewm case and, if it decays by time, the times in half-lives.
func (v pandasCase) fading(seconds []float64) (f window.Decay, times []float64) {
	switch {
	case v.Com != nil:
		f = window.DecayOfCenterOfMass(*v.Com)
	case v.Span != nil:
		f = window.DecayOfSpan(*v.Span)
	case v.HalfLife != nil:
		f = window.DecayOfHalfLife(*v.HalfLife)
	case v.Alpha != nil:
		f = window.Decay{Alpha: *v.Alpha}
	default:
		f = window.Decay{Alpha: 0.5}
		times = make([]float64, len(seconds))
		for i := 1; i < len(times); i++ {
			times[i] = (seconds[i] - seconds[i-1]) / v.HalfLifeSeconds
		}
	}
	f.Recursive, f.IgnoreMissing = v.Recursive, v.Ignore
	return f, times
}

// Values for which pandas, which subtracts, returns wrong results. Expected are exact fractions, rounded once.
func TestValuesThatPandasGetsWrong(t *testing.T) {
	for _, v := range readPandasCases(t).Hostile {
		t.Run(v.Name+"/"+v.Kind, func(t *testing.T) {
			out, evict := make([]float64, len(v.In)), v.evictCounts(make([]float64, len(v.In)))
			aggregates[v.Kind].Queue().Roll(out, v.In, evict, v.Rows)
			for i, got := range out[v.Rows-1:] {
				if !near(got, v.Out[i], 1e-12, 1e-12*min(1, v.scale())) {
					t.Errorf("row %d: got %v, want %v", i, got, v.Out[i])
				}
			}
		})
	}
}

// scale returns the largest absolute result.
func (v pandasCase) scale() float64 {
	var most float64
	for _, out := range v.Out {
		most = max(most, out, -out)
	}
	return most
}
