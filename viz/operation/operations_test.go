package operation_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/operation"
	"pgregory.net/rapid"
)

var missing = math.NaN()

// points is a frame of the columns x and y.
func points(x, y []float64) frame.Frame {
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y)))
}

// column1 returns a column of the rows of the chart that is drawn.
func column1(t testing.TB, e viz.Element, name string, v viz.View) []float64 {
	t.Helper()
	c, _ := drawn(t, e, v)
	values, err := c.Data().Numeric(name)
	return check.Must(t, values, err)
}

// wave is n rows of a wave with a peak.
func wave(n, peak int) frame.Frame {
	x, y := make([]float64, n), make([]float64, n)
	for i := range x {
		x[i], y[i] = float64(i), math.Sin(float64(i)/50)
	}
	y[peak] = 10
	return points(x, y)
}

// The ends and the extreme stay, whatever the algorithm (but nth) and the width are.
func TestDownsampleKeepsTheShape(t *testing.T) {
	e := element(t, viz.Curve(), wave(5000, 1234))
	for algorithm, most := range map[string]int{"lttb": 100, "minmax": 200, "m4": 400, "nth": 100} {
		x := column1(t, operation.Downsample(e, operation.Algorithm(algorithm), operation.PixelWidth(100)), "x", viz.View{})
		if len(x) > most || len(x) < 90 || !slices.IsSorted(x) {
			t.Errorf("%s: %d rows", algorithm, len(x))
		}
		if algorithm != "nth" && !slices.Contains(x, 1234) {
			t.Errorf("%s: the peak is lost", algorithm)
		}
		if algorithm == "lttb" || algorithm == "m4" {
			if x[0] != 0 || x[len(x)-1] != 4999 {
				t.Errorf("%s: from %v to %v", algorithm, x[0], x[len(x)-1])
			}
		}
	}
	area := column1(t, operation.Downsample(e), "x", viz.View{Width: 300, Height: 200})
	if len(area) > 300 || len(area) < 200 {
		t.Errorf("%d rows for a plot of 300 pixels", len(area))
	}
}

func TestDownsampleLeavesShortCurvesAlone(t *testing.T) {
	for _, f := range []frame.Frame{{}, points(nil, nil), points([]float64{1}, []float64{2}), points([]float64{1, 2, 2, 3}, []float64{2, missing, 3, 4})} {
		for _, algorithm := range []string{"lttb", "minmax", "m4", "nth"} {
			c, _ := drawn(t, operation.Downsample(element(t, viz.Curve(), f), operation.Algorithm(algorithm)), viz.View{})
			if c.Data().Len() != f.Len() {
				t.Errorf("%s: %d of %d rows", algorithm, c.Data().Len(), f.Len())
			}
		}
	}
}

// A gap of the data is a gap of the selection.
func TestDownsampleKeepsGaps(t *testing.T) {
	f := wave(2000, 5)
	x, err := f.Floats("x")
	check.NoError(t, err)
	y, err := f.Floats("y")
	check.NoError(t, err)
	y = slices.Clone(y)
	for i := 900; i < 1100; i++ {
		y[i] = missing
	}
	for _, algorithm := range []string{"lttb", "minmax", "m4", "nth"} {
		got := column1(t, operation.Downsample(element(t, viz.Curve(), points(x, y)), operation.Algorithm(algorithm), operation.PixelWidth(50)), "y", viz.View{})
		n := 0
		for _, v := range got {
			if v != v {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s: %d missing rows, want 1", algorithm, n)
		}
	}
}

// Only what the axis shows is drawn, and a row on each side, so that the line reaches the border.
func TestDownsampleOfARange(t *testing.T) {
	e := element(t, viz.Curve(), wave(5000, 7))
	want := []float64{99, 100, 101, 102, 103, 104, 105, 106}
	fixed := operation.Downsample(e.RedimRange("x", 99.5, 105.5), operation.PixelWidth(20))
	if x := column1(t, fixed, "x", viz.View{}); !slices.Equal(x, want) {
		t.Errorf("fixed range: %v", x)
	}
	zoomed := operation.Downsample(e, operation.PixelWidth(20))
	if x := column1(t, zoomed, "x", viz.View{X: viz.Range{Lo: 99.5, Hi: 105.5}}); !slices.Equal(x, want) {
		t.Errorf("view: %v", x)
	}
}

func TestDownsampleOfAnything(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 300).Draw(rt, "n")
		x, y := make([]float64, n), make([]float64, n)
		at := 0.0
		for i := range x {
			at += rapid.SampledFrom([]float64{0, 1, 1e-9, 1e15}).Draw(rt, "step")
			x[i], y[i] = at, rapid.SampledFrom([]float64{1, -1, 0, missing, math.Inf(1), 1e308, -1e308, 5e-324}).Draw(rt, "y")
		}
		algorithm := rapid.SampledFrom([]string{"lttb", "minmax", "m4", "nth"}).Draw(rt, "algorithm")
		width := rapid.IntRange(1, 40).Draw(rt, "width")
		c, _ := drawn(t, operation.Downsample(element(t, viz.Curve(), points(x, y)), operation.Algorithm(algorithm), operation.PixelWidth(width)), viz.View{Width: 80, Height: 60})
		got, err := c.Data().Floats("x")
		check.NoError(t, err)
		if !slices.IsSorted(got) {
			rt.Fatalf("rows %v", got)
		}
	})
}

// A selection has the rows' order, and the same seed selects the same rows.
func TestDecimate(t *testing.T) {
	e := element(t, viz.Scatter(), wave(5000, 7))
	few := operation.Decimate(e, operation.MaxSamples(100))
	a, b := column1(t, few, "x", viz.View{}), column1(t, few, "x", viz.View{})
	if len(a) != 100 || !slices.IsSorted(a) || len(slices.Compact(slices.Clone(a))) != 100 || !slices.Equal(a, b) {
		t.Errorf("selected %v, then %v", a, b)
	}
	if c := column1(t, operation.Decimate(e, operation.MaxSamples(100), operation.Seed(1)), "x", viz.View{}); slices.Equal(a, c) {
		t.Error("another seed selects the same rows")
	}
	if n := len(column1(t, operation.Decimate(e), "x", viz.View{})); n != 5000 {
		t.Errorf("%d of 5000 rows", n)
	}
	zoomed := column1(t, few, "x", viz.View{X: viz.Range{Lo: 10, Hi: 50}})
	if len(zoomed) != 41 || zoomed[0] != 10 || zoomed[40] != 50 {
		t.Errorf("in a view: %v", zoomed)
	}
}

func TestThresholdOfYAndZ(t *testing.T) {
	curve := operation.Threshold(element(t, viz.Curve(), points([]float64{1, 2, 3, 4}, []float64{1, 5, missing, 2})), 2)
	if y := column1(t, curve, "y", viz.View{}); !(y[0] == 0 && y[1] == 1 && y[2] != y[2] && y[3] == 0) {
		t.Errorf("y %v", y)
	}
	f := frame.Must(frame.New(frame.Col("x", []float64{0, 1}), frame.Col("y", []float64{0, 0}), frame.Col("z", []float64{-1, 1})))
	for _, r := range []viz.Recipe{viz.Image(), viz.HeatMap(), viz.QuadMesh()} {
		if z := column1(t, operation.Threshold(element(t, r, f), 0), "z", viz.View{}); !slices.Equal(z, []float64{0, 1}) {
			t.Errorf("z %v", z)
		}
	}
}

func TestResampleOfGaps(t *testing.T) {
	at := time.Date(2026, 3, 1, 12, 0, 30, 0, time.UTC)
	f := frame.Must(frame.New(frame.Index("t", []time.Time{at, at.Add(5 * time.Second), at.Add(3 * time.Minute)}), frame.Col("v", []float64{1, 3, 8}), frame.Col("w", []string{"a", "b", "c"})))
	e := operation.Resample(element(t, viz.Curve(viz.Y("v")), f), time.Minute, operation.LabelLeft(true))
	v := column1(t, e, "v", viz.View{})
	if len(v) != 4 || v[0] != 2 || v[1] == v[1] || v[2] == v[2] || v[3] != 8 {
		t.Errorf("means %v", v)
	}
	if sums := column1(t, operation.Resample(element(t, viz.Curve(viz.Y("v")), f), time.Minute, operation.Function("sum")), "v", viz.View{}); !slices.Equal(sums, []float64{4, 0, 0, 8}) {
		t.Errorf("sums %v", sums)
	}
}

// Operations follow a stream, and draw a stream without data.
func TestOperationsOfAStream(t *testing.T) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	example := frame.Must(frame.New(frame.Col("t", []time.Time{}), frame.Col("v", []float64{})))
	for name, apply := range map[string]func(viz.Element) viz.Element{
		"Decimate":   func(e viz.Element) viz.Element { return operation.Decimate(e) },
		"Downsample": func(e viz.Element) viz.Element { return operation.Downsample(e) },
		"Rolling":    func(e viz.Element) viz.Element { return operation.Rolling(e, 2) },
		"Resample":   func(e viz.Element) viz.Element { return operation.Resample(e, time.Second) },
		"Threshold":  func(e viz.Element) viz.Element { return operation.Threshold(e, 1) },
		"KDE":        func(e viz.Element) viz.Element { return operation.KDE(e) },
		"Bivariate":  func(e viz.Element) viz.Element { return operation.BivariateKDE(e) },
	} {
		drawn(t, apply(viz.Dynamic(viz.NewDataStream[frame.Frame](), viz.Curve())), viz.View{})
		s := viz.NewDataFrameStream(example, viz.Index(false))
		e := apply(viz.Dynamic(s, viz.Curve()).Relabel("level")).Opts(viz.Width(200), viz.Height(150))
		if c, _ := drawn(t, e, viz.View{}); c.Label() != "level" {
			t.Errorf("%s: label %q", name, c.Label())
		}
		r := e.Figure().Renderer(viz.View{})
		img, err := r.Image()
		check.NoError(t, err)
		before := slices.Clone(img.Pix)
		check.NoError(t, s.Send(context.Background(), frame.Must(frame.New(
			frame.Col("t", []time.Time{at, at.Add(time.Second), at.Add(2 * time.Second)}), frame.Col("v", []float64{1, 5, 2})))))
		img, err = r.Image()
		check.NoError(t, err)
		if slices.Equal(before, img.Pix) {
			t.Errorf("%s: new rows change nothing", name)
		}
	}
}

func TestContoursOfAnImage(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{0, 1, 0, 1}), frame.Col("y", []float64{0, 0, 1, 1}), frame.Col("z", []float64{0, 1, 2, 3})))
	c, _ := drawn(t, operation.Contours(element(t, viz.Image(), f), viz.Levels(3)), viz.View{})
	if c.Kind() != "Contours" || c.X() != "x" || c.Y() != "y" || c.Z() != "z" {
		t.Errorf("%s of %s over %s, %s", c.Kind(), c.Z(), c.X(), c.Y())
	}
}

func TestMisuseOfOperations(t *testing.T) {
	curve := element(t, viz.Curve(), wave(10, 3))
	text := element(t, viz.Labels(viz.TextColumn("s")), frame.Must(frame.New(
		frame.Col("x", []float64{1}), frame.Col("y", []float64{1}), frame.Col("s", []string{"a"}))))
	bars := element(t, viz.Bars(), wave(10, 3))
	unordered := element(t, viz.Curve(), points([]float64{3, 1}, []float64{1, 2}))
	for want, e := range map[string]viz.Element{
		`operation.Algorithm: bad option: one of lttb, minmax, m4, nth, got "ltb"; did you mean "lttb"?`:         operation.Downsample(curve, operation.Algorithm("ltb")),
		`operation.Downsample: bad option: needs rows in the order of "x", got 1 after 3 in row 1`:               operation.Downsample(unordered),
		`operation.Function: bad option: one of mean, sum, min, max, median, std, count, first, last, got "avg"`: operation.Rolling(curve, 3, operation.Function("avg")),
		`operation.Rolling: viz.WithData: wrong element: a Bars holds what was computed from its rows`:           operation.Rolling(bars, 3),
		`operation.Decimate: viz.WithData: wrong element: a Bars holds what was computed from its rows`:          operation.Decimate(bars, operation.MaxSamples(2)),
		`operation.Contours: wrong element: needs an Image or a QuadMesh, got a Curve`:                           operation.Contours(curve),
		`operation.KDE: viz.Bandwidth: bad option: one of scott, silverman, got "wide"`:                          operation.KDE(text, viz.Bandwidth("wide")),
		`operation.Resample: wrong column type: needs times along x, got "x": `:                                  operation.Resample(curve, time.Second),
	} {
		if err := e.Figure().Err(); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
	for want, f := range map[string]func(){
		"operation.MaxSamples: must be positive, got 0":             func() { operation.MaxSamples(0) },
		"operation.PixelWidth: must be positive, got -1":            func() { operation.PixelWidth(-1) },
		"operation.MinPeriods: must be positive, got 0":             func() { operation.MinPeriods(0) },
		"operation.Rolling: needs a positive number of rows, got 0": func() { operation.Rolling(curve, 0) },
		"operation.Resample: needs a positive interval, got 0s":     func() { operation.Resample(curve, 0) },
	} {
		func() {
			defer func() {
				if p := recover(); p != want {
					t.Errorf("panic %v, want %s", p, want)
				}
			}()
			f()
		}()
	}
	if _, err := bars.(*viz.Chart).WithData(wave(3, 1)); !errors.Is(err, operation.ErrElement) {
		t.Error(err)
	}
}

func BenchmarkDownsample1M(b *testing.B) {
	e := element(b, viz.Curve(), wave(1_000_000, 77))
	for _, algorithm := range []string{"lttb", "minmax", "m4"} {
		b.Run(algorithm, func(b *testing.B) {
			r := operation.Downsample(e, operation.Algorithm(algorithm)).Figure().Renderer(viz.View{})
			b.ReportAllocs()
			for b.Loop() {
				_, err := r.Image()
				check.NoError(b, err)
			}
		})
	}
}
