package viz

import (
	"image"
	"math"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// HoloViews pads a logarithmic axis by a fraction of its decades.
func TestLimitsOfLogAxes(t *testing.T) {
	log := func(lo, hi float64) axis {
		return axis{dataRange: Range{lo, hi}, softRange: noRange, spacing: ticks.Scale{Kind: ticks.Log}}
	}
	for name, c := range map[string]struct {
		a     axis
		fixed Range
		want  Range
	}{
		"a tenth of the decades":          {log(1, 1000).withPadding(), noRange, Range{math.Pow(10, -0.3), math.Pow(10, 3.3)}},
		"not padded":                      {log(1, 1000), noRange, Range{1, 1000}},
		"one value":                       {log(50, 50).withPadding(), noRange, Range{45, 55}},
		"0 cannot be shown":               {log(3, 300).withSoftValue(0), noRange, Range{3, 300}},
		"no data":                         {log(nan, nan), noRange, Range{1, 10}},
		"an end below 0 follows the data": {log(1, 1000), Range{-5, 100}, Range{1, 100}},
		"an end at 0 follows the data":    {log(1, 1000), Range{0, 100}, Range{1, 100}},
		"data that reaches to 0":          {log(0, 1000), noRange, Range{0.01, 1000}},
		"small data that reaches below 0": {log(-1, 1e-3), noRange, Range{1e-5, 1e-3}},
		"all data below 0":                {log(-2, -1), noRange, Range{1, 10}},
		"fixed":                           {log(1, 1000), Range{10, 100}, Range{10, 100}},
		"smallest numbers":                {log(5e-324, 1e308).withPadding(), noRange, Range{5e-324, 1e308}}, // padding would overflow
	} {
		got := c.a.limits(c.fixed, 1)
		if math.Abs(math.Log(got.Lo/c.want.Lo)) > 1e-9 || math.Abs(math.Log(got.Hi/c.want.Hi)) > 1e-9 {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestLogAxesLeaveOutAndCount(t *testing.T) {
	f := xy([]float64{1, 0, -2, 10, nan, 100}, []float64{1, 1, -1, 0, 0, 1000})
	r := render(t, chartOf(t, Curve(), f).Opts(LogY(true)), View{})
	if n := r.LeftOut(); n != 3 {
		t.Errorf("y: left out %d rows, want 3", n)
	}
	if got, want := r.panels[0].limits[1], (Range{math.Pow(10, -0.3), math.Pow(10, 3.3)}); !near(got, want) {
		t.Errorf("y: got limits %v, want %v", got, want)
	}
	r = render(t, chartOf(t, Curve(), f).Opts(LogX(true), LogY(true)), View{})
	if n := r.LeftOut(); n != 4 {
		t.Errorf("x and y: left out %d rows, want 4", n)
	}
	r = render(t, chartOf(t, Curve(), f), View{})
	if n := r.LeftOut(); n != 0 {
		t.Errorf("linear: left out %d rows", n)
	}
	all := chartOf(t, Scatter(), xy([]float64{-1, -2}, []float64{0, -5})).Opts(LogX(true), LogY(true))
	if r = render(t, all, View{}); r.LeftOut() != 2 || r.panels[0].limits != [2]Range{{1, 10}, {1, 10}} {
		t.Errorf("nothing positive: left out %d, limits %v", r.LeftOut(), r.panels[0].limits)
	}
}

// Every kind of chart draws on logarithmic, symlog and inverted axes, whatever its values are.
func TestElementsOnEveryScale(t *testing.T) {
	f := xy([]float64{-10, 0, 1, 5e-324, 1e308, inf, nan}, []float64{1e308, -1e308, 0, 5e-324, nan, 3, -inf})
	for name, opts := range map[string][]Opt{
		"log": {LogX(true), LogY(true)}, "symlog": {SymlogX(1), SymlogY(1e-300)}, "inverted": {InvertXAxis(true), InvertYAxis(true)},
		"log, inverted": {LogX(true), LogY(true), InvertXAxis(true), InvertYAxis(true)},
	} {
		for _, e := range []Element{
			chartOf(t, Curve(), f), chartOf(t, Scatter(), f), chartOf(t, Area(), f), Stack(Overlay(chartOf(t, Area(), f), chartOf(t, Area(), f))),
			Histogram([]float64{-1, 0, 1, 1e300}, []float64{0, -4, 1e9}), Histogram(nil, nil),
			chartOf(t, Curve(), xy(nil, nil)),
		} {
			if _, err := e.Opts(opts...).Figure().Renderer(View{Width: 200, Height: 150}).Image(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		box := chartOf(t, BoxWhisker(Y("y")), f).Opts(opts[len(opts)/2:]...) // its x axis is of categories
		if _, err := box.Figure().Renderer(View{Width: 200, Height: 150}).Image(); err != nil {
			t.Errorf("%s: box: %v", name, err)
		}
	}
}

func TestScalesThatCannotBe(t *testing.T) {
	draw := func(e Element) error {
		_, err := e.Figure().Renderer(View{}).Image()
		return err
	}
	check.Error(t, draw(chartOf(t, Curve(), rows).Opts(LogX(true))), ErrOption, `viz.LogX`, `"t" holds times`)
	check.Error(t, draw(chartOf(t, BoxWhisker(X("side"), Y("price")), rows).Opts(LogX(true))), ErrOption, `"side" holds categories`)
	img := RGB(image.NewRGBA(image.Rect(0, 0, 2, 2)), Bounds{X: Range{1, 2}, Y: Range{1, 2}})
	check.Error(t, draw(img.Opts(SymlogY(1))), ErrOption, "viz.SymlogY")
	check.NoError(t, draw(img.Opts(LogY(true))))
	check.Panics(t, "viz.SymlogX", func() { SymlogX(0) })
	check.Panics(t, "viz.TickCount", func() { TickCount(0) })
	check.Panics(t, "viz.TickValues", func() { TickValues(1, nan) })
	check.Panics(t, "viz.XFormatter", func() { XFormatter(nil) })
}

// The scale of a part is that of the overlay, and the overlay's own wins.
func TestScaleOfAnOverlay(t *testing.T) {
	f := xy([]float64{1, 10}, []float64{1, 10})
	both := Overlay(chartOf(t, Curve(), f), chartOf(t, Scatter(), f).Opts(LogY(true)))
	if p := render(t, both, View{}).panels[0]; p.scales[1].Kind != ticks.Log || p.scales[0].Kind != ticks.Linear {
		t.Errorf("got %v", p.scales)
	}
	if p := render(t, both.Opts(LogY(false)), View{}).panels[0]; p.scales[1].Kind != ticks.Linear {
		t.Errorf("set for the overlay: got %v", p.scales)
	}
}

// Fixed ends and views are exact on a logarithmic axis too, and a shared dimension has one range.
func TestSharedLogAxes(t *testing.T) {
	a := chartOf(t, Curve(), xy([]float64{1, 10}, []float64{1, 10})).Opts(LogX(true))
	b := chartOf(t, Curve(), xy([]float64{5, 1000}, []float64{1, 10})).Opts(LogX(true))
	linear := chartOf(t, Curve(), xy([]float64{-5, 7}, []float64{1, 10}))
	p := render(t, Layout(a, b, linear), View{}).panels
	if !near(p[0].limits[0], Range{1, 1000}) || !near(p[1].limits[0], Range{1, 1000}) || !near(p[2].limits[0], Range{-5, 7}) {
		t.Errorf("got %v, %v, %v", p[0].limits[0], p[1].limits[0], p[2].limits[0])
	}
}

func TestLogColours(t *testing.T) {
	f := xy([]float64{1, 2, 3, 4}, []float64{1, 100, 10000, -3})
	p := render(t, chartOf(t, Scatter(), f).Opts(ColorIndex("y"), LogZ(true)), View{}).panels[0]
	bar := p.guides.ColorBar
	if bar.Spacing.Kind != ticks.Log || !near(Range{bar.Lo, bar.Hi}, Range{1, 10000}) {
		t.Errorf("colour bar %v, %v to %v", bar.Spacing, bar.Lo, bar.Hi)
	}
	if v := p.styles[0].values; v[1] != 2 || !math.IsNaN(v[3]) || p.styles[0].valueRange != (Range{0, 4}) {
		t.Errorf("values %v in %v", v, p.styles[0].valueRange)
	}
	p = render(t, chartOf(t, Scatter(), f).Opts(ColorIndex("y"), LogZ(true)).RedimRange("y", -1, 5), View{}).panels[0]
	if bar := p.guides.ColorBar; !near(Range{bar.Lo, bar.Hi}, Range{1, 10000}) {
		t.Errorf("a fixed end without a logarithm: %v to %v", bar.Lo, bar.Hi)
	}
}

func TestInvertedAxes(t *testing.T) {
	e := chartOf(t, Curve(), xy([]float64{0, 10}, []float64{0, 10})).Opts(InvertXAxis(true))
	p := render(t, e, View{}).panels[0]
	if p.guides.X.Lo != 10 || p.guides.X.Hi != 0 || p.guides.Y.Lo >= p.guides.Y.Hi {
		t.Errorf("axes from %v to %v and from %v to %v", p.guides.X.Lo, p.guides.X.Hi, p.guides.Y.Lo, p.guides.Y.Hi)
	}
	if got := p.plot.X.Norm(2.5); got != 0.75 {
		t.Errorf("2.5 is drawn at %v of the axis, want 0.75", got)
	}
}

func TestTimeX(t *testing.T) {
	at := float64(noon.UnixNano())
	h := Histogram([]float64{at, at + 1e9, at + 2e9}, []float64{1, 2}, X("t")).Opts(TimeX(true))
	both := Overlay(h, chartOf(t, Curve(), rows))
	if p := render(t, both, View{}).panels[0]; p.guides.X.Scale != guides.Time {
		t.Errorf("got scale %v", p.guides.X.Scale)
	}
}

// Values of 5e-324, or of +-1.7e308, are drawn: from the lower edge of the axis to the upper one.
func TestCaseExtremeValues(t *testing.T) {
	for name, y := range map[string][]float64{"smallest": {0, 5e-324}, "largest": {-1.7e308, 1.7e308}, "one": {5e-324, 5e-324}, "all": {-1.7e308, 5e-324}} {
		for _, r := range []Recipe{Curve(), Scatter()} {
			e := chartOf(t, r, xy([]float64{1, 2}, y)).Opts(LineColor("#ff0000"), FillColor("#ff0000"))
			img := drawFrame(t, e.Figure().Renderer(View{}))
			top, bottom := img.Rect.Max.Y, 0
			for py := range img.Rect.Max.Y {
				for px := range img.Rect.Max.X {
					if c := img.RGBAAt(px, py); c.R > 200 && c.G < 60 && c.B < 60 {
						top, bottom = min(top, py), max(bottom, py)
					}
				}
			}
			if wantHeight := map[bool]int{true: 1, false: 200}[name == "one"]; bottom-top < wantHeight-1 {
				t.Errorf("%s: drawn from row %d to %d", name, top, bottom)
			}
		}
	}
}
