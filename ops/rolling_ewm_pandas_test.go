package ops_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// recordedEWM is what bench/pandas/record_ewm.py has recorded.
type recordedEWM struct {
	Keys    []*string
	Seconds map[string][]float64
	Data    map[string]struct{ X, Y []any }
	Cases   []ewmCase
}

type ewmCase struct {
	Kind, Values, Times string
	Grouped             bool
	Alpha, Com, Span    float64
	HalfLife            float64
	HalfLifeSeconds     float64 `json:"halflife_seconds"`
	Adjust, Ignore      bool
	Least               int
	Out                 []*float64
}

func (c ewmCase) String() string {
	return fmt.Sprintf("%s of %s %s, grouped %v, alpha %v, com %v, span %v, half-life %v, %vs, adjust %v, ignore %v, least %d",
		c.Kind, c.Values, c.Times, c.Grouped, c.Alpha, c.Com, c.Span, c.HalfLife, c.HalfLifeSeconds, c.Adjust, c.Ignore, c.Least)
}

func (c ewmCase) build(d ops.DataFrame) ops.DataFrame {
	decay := (&recordedCase{Com: c.Com, Span: c.Span, HalfLife: c.HalfLife, Alpha: c.Alpha, HalfLifeSeconds: c.HalfLifeSeconds}).decay()
	opts := []ops.EWMOption{ops.Adjust(c.Adjust), ops.IgnoreNA(c.Ignore), ops.EWMMinPeriods(c.Least), ops.SkipInf(),
		ops.Bias(strings.HasPrefix(c.Kind, "biased"))}
	var e ops.EWM
	if c.Grouped {
		e = d.GroupBy("k").Select("x", "y").EWM(decay, opts...)
	} else {
		e = d.Select("x", "y").EWM(decay, opts...)
	}
	switch strings.TrimPrefix(c.Kind, "biased ") {
	case "mean":
		return e.Aggregate(ops.Mean("x"))
	case "sum":
		return e.Aggregate(ops.Sum("x"))
	case "var":
		return e.Var().Col("x")
	case "std":
		return e.Std().Col("x")
	case "cov":
		return e.Cov("x", "y")
	}
	return e.Corr("x", "y")
}

// TestEWMMatchesPandas runs each recorded case in random batches.
func TestEWMMatchesPandas(t *testing.T) {
	var recorded recordedEWM
	readPandas(t, "pandas-ewm.json", &recorded)
	rng := rand.New(rand.NewPCG(5, 6))
	inputs := map[string][]frame.Frame{} // by data and times
	for data, columns := range recorded.Data {
		for times, seconds := range recorded.Seconds {
			keys, keyed := make([]string, len(seconds)), make([]bool, len(seconds))
			for i, k := range recorded.Keys {
				if keyed[i] = k != nil; keyed[i] {
					keys[i] = *k
				}
			}
			floats := func(values []any) []float64 {
				out := make([]float64, len(values))
				for i, v := range values {
					if out[i] = nan; v != nil {
						out[i] = number(v)
					}
				}
				return out
			}
			all := table(frame.Index("t", at(seconds...)), frame.Col("k", keys).WithValid(keyed),
				frame.Col("x", floats(columns.X)), frame.Col("y", floats(columns.Y)))
			for from := 0; from < all.Len(); {
				to := min(all.Len(), from+rng.IntN(20))
				inputs[data+times] = append(inputs[data+times], all.Slice(from, to))
				from = to
			}
		}
	}
	for _, c := range recorded.Cases {
		t.Run(c.String(), func(t *testing.T) {
			got := resultsOf(t, c.build, inputs[c.Values+c.Times]...)
			fields := got[0].Schema().Fields()
			wantValues(t, floats(t, frame.Must(frame.Concat(got)), fields[len(fields)-1].Name), c.Out)
		})
	}
}

// Without SkipInf, an infinity is a result of its own row only, in groups and without.
func TestEWMOfInfinities(t *testing.T) {
	in := table(frame.Index("t", at(0, 1, 2, 3, 5)), frame.Col("k", []string{"a", "a", "a", "a", "a"}),
		frame.Col("x", []float64{1, 2, inf, 3, 4}), frame.Col("y", []float64{2, 1, 0, 3, -inf}))
	all := []ops.Reduction{ops.Mean("x"), ops.Sum("x"), ops.Var("x"), ops.Std("x"), ops.Cov("x", "y"), ops.Corr("x", "y"), ops.Mean("y")}
	for _, decay := range []ops.Decay{ops.Alpha(0.5), ops.HalfLifeOf(time.Second)} {
		e := func(d ops.DataFrame, opts ...ops.EWMOption) ops.DataFrame {
			return d.EWM(decay, opts...).Aggregate(all...)
		}
		plain := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return e(d.Select("x", "y")) }, in)[0]
		grouped := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.GroupBy("k").EWM(decay).Aggregate(all...) }, in)[0]
		skipping := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return e(d.Select("x", "y"), ops.SkipInf()) }, in)[0]
		for name, own := range map[string]map[int]float64{
			"x_mean": {2: inf}, "x_sum": {2: inf}, "x_var": {2: nan}, "x_std": {2: nan}, "x_y_cov": {2: nan, 4: nan}, "x_y_corr": {2: nan, 4: nan},
			"y_mean": {4: -inf},
		} {
			want := floats(t, skipping, name)
			for row, v := range own {
				want[row] = v
			}
			wantFloats(t, name, floats(t, plain, name), want)
			wantFloats(t, name, floats(t, grouped, name), want)
		}
	}
}

func wantFloats(t *testing.T, name string, got, want []float64) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] && (got[i] == got[i] || want[i] == want[i]) {
			t.Errorf("%s: row %d: got %v, want %v", name, i, got[i], want[i])
		}
	}
}
