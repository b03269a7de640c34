package operation_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/operation"
	"pgregory.net/rapid"
)

var nan, inf = math.NaN(), math.Inf(1)

// bins returns the lower edges and the heights of a histogram's bars; y is the dimension of the heights.
func bins(t testing.TB, e viz.Element, y string) (lows, heights []float64) {
	t.Helper()
	c, _ := drawn(t, e, viz.View{})
	lows, err1 := c.Data().Floats(c.X())
	heights, err2 := c.Data().Floats(y)
	check.NoError(t, errors.Join(err1, err2))
	return lows, heights
}

// The expected values are what numpy.histogram returns for the same arguments.
func TestHistogramCountsAsNumpyDoes(t *testing.T) {
	data := []float64{1, 2, 2, 3, 4, 4, 4, 5, nan, inf}
	for name, c := range map[string]struct {
		opts          []operation.HistogramOption
		y             string
		lows, heights []float64
	}{
		"the last bin is closed": {[]operation.HistogramOption{operation.Bins(4)}, "Count", []float64{1, 2, 3, 4}, []float64{1, 2, 1, 4}},
		"density":                {[]operation.HistogramOption{operation.Bins(2), operation.Normed(true)}, "Frequency", []float64{1, 3}, []float64{3. / 16, 5. / 16}},
		"cumulative":             {[]operation.HistogramOption{operation.Bins(4), operation.Cumulative(true)}, "Count", []float64{1, 2, 3, 4}, []float64{1, 3, 4, 8}},
		"cumulative density":     {[]operation.HistogramOption{operation.Bins(4), operation.Cumulative(true), operation.Normed(true)}, "Frequency", []float64{1, 2, 3, 4}, []float64{.125, .375, .5, 1}},
		"a range":                {[]operation.HistogramOption{operation.Bins(2), operation.BinRange(2, 4)}, "Count", []float64{2, 3}, []float64{2, 4}},
	} {
		e := operation.Histogram(element(t, viz.Dataset(), column("x", data...)), c.opts...)
		if lows, heights := bins(t, e, c.y); !slices.Equal(lows, c.lows) || !slices.Equal(heights, c.heights) {
			t.Errorf("%s: got %v at %v, want %v at %v", name, heights, lows, c.heights, c.lows)
		}
	}
}

func TestHistogramDefaults(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{0, 20}), frame.Col("y", []float64{0, 100})))
	lows, heights := bins(t, operation.Histogram(element(t, viz.Curve(), f)), "Count")
	if len(lows) != 20 || lows[1] != 5 || heights[0] != 1 || heights[19] != 1 {
		t.Errorf("want 20 bins of y, 5 wide: got %v at %v", heights, lows)
	}
	lows, _ = bins(t, operation.Histogram(element(t, viz.Curve(), f), operation.Dimension("x")), "Count")
	if lows[1] != 1 {
		t.Errorf("want bins of x, 1 wide: got %v", lows)
	}
	// In numpy, a single value has a range of 1 around it.
	if lows, _ = bins(t, operation.Histogram(element(t, viz.Dataset(), column("x", 3))), "Count"); lows[0] != 2.5 {
		t.Errorf("one value: got %v", lows)
	}
}

// The bins follow the data of each frame. HoloViews' histogram of a stream keeps those of the first frame.
func TestHistogramBinsFollowTheStream(t *testing.T) {
	s := viz.NewDataFrameStream(column("Count"))
	e := operation.Histogram(viz.Dynamic(s, viz.Dataset()), operation.Bins(2)).Relabel("live")
	fig := e.Figure()
	check.NoError(t, fig.Err())
	for _, c := range []struct{ data, lows []float64 }{{[]float64{0, 2}, []float64{0, 1}}, {[]float64{10}, []float64{0, 5}}} {
		check.NoError(t, s.Send(t.Context(), column("Count", c.data...)))
		chart, _ := drawn(t, e, viz.View{})
		if lows, err := chart.Data().Floats("Count"); err != nil || !slices.Equal(lows, c.lows) || chart.Label() != "live" {
			t.Errorf("%q: got %v, %v; want %v", chart.Label(), lows, err, c.lows)
		}
	}
}

func TestHistogramOfWrongColumns(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("side", []string{"buy"}), frame.Col("price", []float64{1})))
	for name, c := range map[string]struct {
		e    viz.Element
		kind error
		text string
	}{
		"unknown":    {operation.Histogram(element(t, viz.Table(), f), operation.Dimension("prise")), operation.ErrColumn, `operation.Histogram: no such column "prise"; columns are side, price; did you mean "price"?`},
		"categories": {operation.Histogram(element(t, viz.Table(), f), operation.Dimension("side")), operation.ErrType, `operation.Histogram: wrong column type: column "side" is string, and needs numbers`},
	} {
		t.Run(name, func(t *testing.T) { check.Error(t, c.e.Figure().Err(), c.kind, c.text) })
	}
}

func TestHistogramPanicsOnWrongLiterals(t *testing.T) {
	for text, f := range map[string]func(){
		"operation.Bins: must be from 1 to 100000, got 0":                            func() { operation.Bins(0) },
		"operation.Bins: must be from 1 to 100000, got 100001":                       func() { operation.Bins(100_001) },
		"operation.BinRange: needs lo < hi with a finite difference, got 2 and 2":    func() { operation.BinRange(2, 2) },
		"operation.BinRange: needs lo < hi with a finite difference, got 0 and +Inf": func() { operation.BinRange(0, inf) },
		"operation.BinRange: needs lo < hi with a finite difference, got NaN and 1":  func() { operation.BinRange(nan, 1) },
	} {
		check.PanicsWith(t, text, f)
	}
}

// All values are counted, and the histogram can be drawn, where neighbouring floats are far apart, and where the span of
// the values overflows or vanishes.
func TestHistogramOfExtremes(t *testing.T) {
	const largest = math.MaxFloat64
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		col   frame.Column
		equal bool
	}{
		"equal times":     {frame.Col("v", []time.Time{noon, noon}), true},
		"equal int64":     {frame.Col("v", []int64{1 << 60, 1 << 60}), true},
		"equal and large": {frame.Col("v", []float64{-1e17, -1e17}), true},
		"equal, largest":  {frame.Col("v", []float64{largest, largest}), true},
		"2^53":            {frame.Col("v", []float64{1 << 53, 1 << 53}), true},
		"the widest":      {frame.Col("v", []float64{-largest, largest}), false},
		"neighbours":      {frame.Col("v", []float64{1e17, 1e17 + 16}), false},
		"least of floats": {frame.Col("v", []float64{5e-324, 1e-323}), false},
	} {
		f := frame.Must(frame.New(c.col))
		for _, n := range []int{1, 20, 1000} {
			e := operation.Histogram(element(t, viz.Dataset(), f), operation.Bins(n))
			if err := e.Figure().Err(); err != nil {
				t.Errorf("%s in %d bins: %.200v", name, n, err)
				continue
			}
			lows, heights := bins(t, e, "Count")
			total := 0.0
			for i, h := range heights {
				if total += h; i > 0 && (lows[i] < lows[i-1] || c.equal && lows[i] == lows[i-1]) {
					t.Fatalf("%s in %d bins: edges %v, %v", name, n, lows[i-1], lows[i])
				}
			}
			if total != 2 {
				t.Errorf("%s in %d bins: %v of 2 counted", name, n, total)
			}
			e = operation.Histogram(element(t, viz.Dataset(), f), operation.Bins(n), operation.Normed(true), operation.Cumulative(true))
			if _, heights := bins(t, e, "Frequency"); math.Abs(heights[n-1]-1) > 1e-9 {
				t.Errorf("%s in %d bins: the frequencies add up to %v", name, n, heights[n-1])
			}
		}
	}
}

// Each value is counted in the bin whose edges enclose it.
func TestHistogramProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		value := rapid.OneOf(rapid.Float64Range(-1e6, 1e6), rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64))
		data := rapid.SliceOfN(value, 1, 50).Draw(rt, "data")
		n := rapid.IntRange(1, 30).Draw(rt, "bins")
		lows, heights := bins(t, operation.Histogram(element(t, viz.Dataset(), column("x", data...)), operation.Bins(n)), "Count")
		for i, low := range lows {
			want := 0.0
			for _, v := range data {
				if v >= low && (i == n-1 || v < lows[i+1]) {
					want++
				}
			}
			if heights[i] != want {
				rt.Fatalf("bin %d from %v: got %v, want %v", i, low, heights[i], want)
			}
		}
	})
}
