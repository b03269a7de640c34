package viz

import (
	"errors"
	"image/color"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"gonum.org/v1/plot"
)

func TestOptionsSetTheGuides(t *testing.T) {
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

func TestUnknownNamesAreErrorsOfTheFigure(t *testing.T) {
	curve, scatter := chartOf(t, Curve(), rows), chartOf(t, Scatter(), rows)
	for name, c := range map[string]struct {
		option Opt
		text   string
	}{
		"background":    {BgColor("reddish"), `viz.BgColor: bad option: `},
		"fill colour":   {FillColor("reddish"), `viz.FillColor: bad option: `},
		"line colour":   {LineColor("red", "reddish"), `viz.LineColor: bad option: `},
		"box colour":    {BoxFillColor("reddish"), `viz.BoxFillColor: bad option: `},
		"not a hex one": {LineColor("#12"), `viz.LineColor: bad option: `},
		"colour map":    {Cmap("blues-like"), `viz.Cmap: bad option: `},
	} {
		err := curve.Opts(c.option).Figure().Err()
		if !errors.Is(err, ErrOption) || !strings.HasPrefix(err.Error(), c.text) {
			t.Errorf("%s: got %v, want %s...", name, err, c.text)
		}
	}
	check.Error(t, scatter.Opts(ColorIndex("colour")).Figure().Err(), ErrColumn, `"colour"; columns are t, price, size, side`)
	check.Error(t, scatter.Opts(ColorIndex("sise")).Figure().Err(), ErrColumn, `viz.ColorIndex: no such column "sise"; columns are t, price, size, side; did you mean "size"?`)
}

func TestWithPlotChangesThePlot(t *testing.T) {
	e := chartOf(t, Curve(), rows).Relabel("before").Opts(WithPlot(func(p *plot.Plot) {
		p.Title.Text, p.Y.Label.Text, p.Y.Max = "after", "EUR", 9
	}))
	if f := render(t, e, View{}).panels[0].guides; f.Title != "after" || f.Y.Label != "EUR" || f.Y.Hi != 9 {
		t.Errorf("got %q, %q, %v", f.Title, f.Y.Label, f.Y.Hi)
	}
}
