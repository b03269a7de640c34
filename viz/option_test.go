package viz

import (
	"image/color"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/theme"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"
)

func TestOptionsReachThePlot(t *testing.T) {
	e := chartOf(t, Curve(), rows).Opts(Title("T"), XLabel("across"), YLabel("up"), BgColor("#102030"), ShowGrid(false), LineColor("red"))
	p := render(t, e, View{}).panels[0]
	f := p.guides
	if f.Title != "T" || f.X.Label != "across" || f.Y.Label != "up" || f.Background != (color.RGBA{16, 32, 48, 255}) || f.GridX || f.GridY {
		t.Errorf("got %+v", f)
	}
	if p.styles[0].color != (color.RGBA{255, 0, 0, 255}) {
		t.Errorf("drawn in %v", p.styles[0].color)
	}
	f = render(t, e.Opts(Title(""), ShowGrid(true)), View{}).panels[0].guides
	if f.Title != "" || !f.GridX || !f.GridY {
		t.Errorf("later options win: got %+v", f)
	}
}

func TestLineColoursAreTakenInTurn(t *testing.T) {
	a := chartOf(t, Curve(), rows)
	p := render(t, Overlay(a, a, a).Opts(LineColor("red", "blue")), View{}).panels[0].styles
	red, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	if p[0].color != red || p[1].color != blue || p[2].color != red {
		t.Errorf("got %v, %v, %v", p[0].color, p[1].color, p[2].color)
	}
}

// FillColor colours what is filled, and LineColor lines and outlines: neither does the other's work.
func TestFillAndLineColours(t *testing.T) {
	red, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	firstOfCycle := theme.Light.Cycle[0]
	options := []Opt{FillColor("red"), LineColor("blue")}
	for name, c := range map[string]struct {
		e             Element
		color         color.RGBA
		withLineColor color.RGBA
		withFillColor color.RGBA
	}{
		"curve":     {chartOf(t, Curve(), rows), blue, blue, firstOfCycle},
		"dots":      {chartOf(t, Points(), rows), red, firstOfCycle, red},
		"area":      {chartOf(t, Area(), rows), red, firstOfCycle, red},
		"histogram": {Histogram([]float64{0, 1}, []float64{2}), red, firstOfCycle, red},
		"box":       {chartOf(t, BoxWhisker(Y("price")), rows), red, firstOfCycle, red},
	} {
		colorWith := func(opts ...Opt) color.RGBA { return render(t, c.e.Opts(opts...), View{}).panels[0].styles[0].color }
		if got := colorWith(options...); got != c.color {
			t.Errorf("%s: got %v, want %v", name, got, c.color)
		}
		if got := colorWith(options[1]); got != c.withLineColor {
			t.Errorf("%s with LineColor: got %v, want %v", name, got, c.withLineColor)
		}
		if got := colorWith(options[0]); got != c.withFillColor {
			t.Errorf("%s with FillColor: got %v, want %v", name, got, c.withFillColor)
		}
	}
	panel := render(t, chartOf(t, Points(), rows).Opts(options...), View{}).panels[0]
	dot, err := dots{}.plotters(panel.charts[0], panel.styles[0])
	check.NoError(t, err)
	if d := dot[0].(*marks.Dots); d.Fill != color.Color(red) || d.Outline != color.Color(blue) {
		t.Errorf("dots are filled with %v in %v", d.Fill, d.Outline)
	}
}

func TestOptionsPanicOnWrongLiterals(t *testing.T) {
	curve := chartOf(t, Curve(), rows)
	for text, f := range map[string]func(){
		"viz.Width: must be positive, got -1":                                      func() { Width(-1) },
		"viz.Width: must be positive, got 0":                                       func() { Width(0) },
		"viz.Width: must be at most 32768, got 40000":                              func() { Width(40000) },
		"viz.Height: must be positive, got -3":                                     func() { Height(-3) },
		"viz.Size: must be positive, got NaN":                                      func() { Size(nan) },
		"viz.Size: must be positive, got -0.5":                                     func() { Size(-0.5) },
		"viz.LineWidth: must be positive, got 0":                                   func() { LineWidth(0) },
		"viz.LineWidth: must be at most 32768, got +Inf":                           func() { LineWidth(inf) },
		"viz.Alpha: must be from 0 to 1, got 2":                                    func() { Alpha(2) },
		"viz.Alpha: must be from 0 to 1, got -0.1":                                 func() { Alpha(-0.1) },
		"viz.Alpha: must be from 0 to 1, got NaN":                                  func() { Alpha(nan) },
		"viz.LineColor: needs at least one colour, got none":                       func() { LineColor() },
		"viz.BoxFillColor: needs at least one colour, got none":                    func() { BoxFillColor() },
		"viz.WithPlot: the function must not be nil":                               func() { WithPlot(nil) },
		"viz.Opts: an option must not be nil":                                      func() { curve.Opts(Width(1), nil) },
		"viz.Backlog: must be positive, got -1":                                    func() { Backlog(-1) },
		"viz.Cols: must be positive, got 0":                                        func() { Layout(curve).Cols(0) },
		"viz.Layout: needs at least one element":                                   func() { Layout() },
		"viz.Layout: an element must not be nil":                                   func() { Layout(curve, nil) },
		"viz.Overlay: an element must not be nil":                                  func() { Overlay(curve, nil) },
		"viz.Stack: the element must not be nil":                                   func() { Stack(nil) },
		"viz.Plotters: the function must not be nil":                               func() { Plotters(nil) },
		"viz.Dynamic: the stream and the recipe must not be nil":                   func() { Dynamic[frame.Frame](nil, Curve()) },
		"viz.DynamicFunc: the function must not be nil":                            func() { DynamicFunc(nil) },
		"viz.DynamicFunc: a stream must not be nil":                                func() { DynamicFunc(func(View) (Element, error) { return curve, nil }, nil) },
		"viz.Map: the element and the function must not be nil":                    func() { Map(curve, nil) },
		"viz.NewDataFrameStream: the feed must not be nil":                         func() { NewDataFrameStream(nil) },
		"viz.NewDataStream: takes at most one initial value, got 2":                func() { NewDataStream(1, 2) },
		"viz.Histogram: needs one edge more than counts, got 2 edges and 2 counts": func() { Histogram([]float64{1, 2}, []float64{1, 2}) },
	} {
		check.PanicsWith(t, text, f)
	}
	check.Panics(t, "viz.Cycle: ", func() { Cycle("Category11") })
	for _, f := range []func(){ // the ends of what is allowed
		func() { Width(1) }, func() { Width(32768) }, func() { Alpha(0) }, func() { Alpha(1) }, func() { LineWidth(0.01) },
	} {
		f()
	}
}

func noPlotters(frame.Frame) ([]plot.Plotter, error) { return nil, nil }

func TestKinds(t *testing.T) {
	for want, e := range map[string]Element{
		"Curve": chartOf(t, Curve(), rows), "Scatter": chartOf(t, Scatter(), rows), "Points": chartOf(t, Points(), rows),
		"Area": chartOf(t, Area(), rows), "BoxWhisker": chartOf(t, BoxWhisker(Y("price")), rows), "Table": chartOf(t, Table(), rows),
		"Dataset": chartOf(t, Dataset(), rows), "Histogram": Histogram(nil, nil), "RGB": RGB(nil, Bounds{}),
		"Plotters": chartOf(t, Plotters(noPlotters), frame.Frame{}),
	} {
		if got := e.(*Chart).Kind(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		render(t, Overlay(e, e.Relabel("again")), View{}) // every kind can be a layer, a table without being drawn
	}
}

// A stream's areas are stacked as they are when drawn.
func TestStackOfAStream(t *testing.T) {
	s := NewDataStream(xy([]float64{1, 2}, []float64{3, 4}))
	one := Dynamic(s, Area())
	e := Stack(Overlay(one.Relabel("a"), one.Relabel("b"))).Relabel("both")
	send(t, s, xy([]float64{1, 2}, []float64{10, 20}))
	p := render(t, e, View{}).panels[0]
	if len(p.charts) != 2 || !equal(p.charts[1].values("y"), []float64{20, 40}) || p.guides.Title != "both" || len(p.guides.Legend) != 2 {
		t.Errorf("top %v, title %q, legend %v", p.charts[1].values("y"), p.guides.Title, p.guides.Legend)
	}
	if fig := e.Figure(); fig.Static() || len(fig.publishers) != 1 {
		t.Errorf("fed by %d streams", len(fig.publishers))
	}
}

func TestDrawOnAnyCanvas(t *testing.T) {
	fig := chartOf(t, Curve(), rows).Figure()
	if !fig.Static() {
		t.Error("a chart has no stream")
	}
	if err := fig.Renderer(View{}).Draw(vgsvg.New(6*vg.Inch, 4*vg.Inch)); err != nil {
		t.Error(err)
	}
}
