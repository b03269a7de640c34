package operation

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz"
)

// recorded is the results of pandas and of tsdownsample (bench/pandas/record_viz_operations.py).
type recorded struct {
	Values  []*float64
	Times   []int64
	Rolling []struct {
		Window, Periods int
		Center          bool
		Function        string
		Want            []*float64
	}
	Resample []struct {
		Seconds         int
		Label, Function string
		At              []int64
		Want            []*float64
	}
	Walk       []float64
	Downsample map[string][]int
}

func readRecorded(t *testing.T) (r recorded) {
	t.Helper()
	data, err := os.ReadFile("testdata/recorded.json")
	check.NoError(t, err)
	check.NoError(t, json.Unmarshal(data, &r))
	return r
}

// floats returns recorded numbers, with NaN for missing ones.
func floats(v []*float64) []float64 {
	f := make([]float64, len(v))
	for i, p := range v {
		if f[i] = math.NaN(); p != nil {
			f[i] = *p
		}
	}
	return f
}

// sameValues reports whether numbers agree to 12 digits. Missing numbers agree.
func sameValues(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(a, b float64) bool {
		return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-12*math.Max(1, math.Abs(b))
	})
}

// result draws an element and returns the rows of its only chart.
func result(t *testing.T, e viz.Element) frame.Frame {
	t.Helper()
	var rows frame.Frame
	_, err := viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) {
		rows = c.Data()
		return c, nil
	}).Figure().Renderer(viz.View{}).Image()
	check.NoError(t, err)
	return rows
}

func TestRollingOfPandas(t *testing.T) {
	r := readRecorded(t)
	f := frame.Must(frame.New(frame.Col("y", floats(r.Values))))
	curve, err := viz.Curve()(f)
	check.NoError(t, err)
	for _, c := range r.Rolling {
		e := Rolling(curve, c.Window, Center(c.Center), MinPeriods(c.Periods), Function(c.Function))
		got, err := result(t, e).Floats("y")
		check.NoError(t, err)
		if !sameValues(got, floats(c.Want)) {
			t.Errorf("%s of %d rows, center %v: got %v\nwant %v", c.Function, c.Window, c.Center, got, floats(c.Want))
		}
	}
}

func TestResampleOfPandas(t *testing.T) {
	r := readRecorded(t)
	curve, err := viz.Curve()(frame.Must(frame.New(frame.Nanos("t", r.Times), frame.Col("y", floats(r.Values)))))
	check.NoError(t, err)
	for _, c := range r.Resample {
		got := result(t, Resample(curve, time.Duration(c.Seconds)*time.Second, LabelLeft(c.Label == "left"), Function(c.Function)))
		at, errAt := got.Times("t")
		y, errY := got.Floats("y")
		check.NoError(t, errAt)
		check.NoError(t, errY)
		if !slices.Equal(at, c.At) || !sameValues(y, floats(c.Want)) {
			t.Errorf("%s of %d s, label %s: got %v at %v\nwant %v at %v", c.Function, c.Seconds, c.Label, y, at, floats(c.Want), c.At)
		}
	}
}

// tsdownsample selects the same rows.
func TestDownsampleOfTsdownsample(t *testing.T) {
	r := readRecorded(t)
	x := make([]float64, len(r.Walk))
	for i := range x {
		x[i] = float64(i)
	}
	for name, f := range map[string]func() []int{
		"lttb":   func() []int { return lttb(x, r.Walk, 100) },
		"minmax": func() []int { return minMax(x, r.Walk, 50) },
		"m4":     func() []int { return m4(x, r.Walk, 50) },
	} {
		want := slices.Compact(slices.Clone(r.Downsample[name]))
		if got := f(); !slices.Equal(got, want) {
			t.Errorf("%s:\n%v, want\n%v", name, got, want)
		}
	}
}
