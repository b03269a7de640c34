package viz

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// hooked is a curve from (1, 1) to (4, 1000) with a function of WithPlot.
func hooked(t *testing.T, f func(*plot.Plot)) Element {
	t.Helper()
	return chartOf(t, Curve(), xy([]float64{1, 2, 3, 4}, []float64{1, 10, 100, 1000})).Opts(WithPlot(f))
}

// drawError returns the error of drawing a frame.
func drawError(e Drawable) error {
	_, err := e.Figure().Renderer(View{}).Image()
	return err
}

// WithPlot that sets Y.Tick.Marker, Y.Padding or X.LineStyle: ticks are taken over, the others are refused by name, and the
// data stays on the axis.
func TestCaseWithPlotOfMarkerPaddingAndLineStyle(t *testing.T) {
	marker := plot.ConstantTicks{{Value: 500, Label: "half"}, {Value: 700}, {Value: 5000, Label: "outside"}}
	p := render(t, hooked(t, func(p *plot.Plot) { p.Y.Tick.Marker = marker }), View{}).panels[0]
	want := []ticks.Tick{{Value: 500, Label: "half"}, {Value: 700, Minor: true}, {Value: 5000, Label: "outside"}}
	if got := p.guides.Y.Ticks; len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("ticks %v, want %v", got, want)
	}
	if p.plot.Y.Padding != 0 || p.plot.Y.Tick.Length != 0 || p.plot.Y.LineStyle.Width != 0 {
		t.Error("gonum's axis takes space inside of the data area")
	}
	check.Error(t, drawError(hooked(t, func(p *plot.Plot) { p.Y.Padding = 24 })), ErrOption, "viz.WithPlot", "Y.Padding")
	check.Error(t, drawError(hooked(t, func(p *plot.Plot) { p.X.LineStyle.Width = 2 })), ErrOption, "viz.WithPlot", "X.LineStyle")
}

// WithPlot that sets Y.Scale = plot.LogScale{} on 1, 10, 100, 1000 is a log axis, in every frame.
func TestCaseWithPlotOfLogScale(t *testing.T) {
	e := hooked(t, func(p *plot.Plot) { p.Y.Scale = plot.LogScale{} })
	r := render(t, e, View{})
	for range 2 {
		p := r.panels[0]
		if p.scales[1].Kind != ticks.Log || p.guides.Y.Spacing.Kind != ticks.Log || !near(p.limits[1], Range{math.Pow(10, -0.3), math.Pow(10, 3.3)}) {
			t.Errorf("scale %v, limits %v", p.scales[1], p.limits[1])
		}
		// HoloViews' padding: a tenth of three decades on each side, so 1 is at 0.3 of 3.6 decades.
		if got := p.plot.Y.Norm(1); math.Abs(got-0.3/3.6) > 1e-9 {
			t.Errorf("1 is drawn at %v of the axis", got)
		}
		drawFrame(t, r)
	}
}

func TestWithPlotHonours(t *testing.T) {
	p := render(t, hooked(t, func(p *plot.Plot) {
		p.Title.Text, p.X.Label.Text, p.Y.Label.Text = "Title", "over", "up"
		p.X.Min, p.X.Max, p.Y.Min = 0, 5, -10
		p.X.Scale = plot.InvertedScale{Normalizer: plot.LinearScale{}}
		p.Add(plotter.NewGrid())
	}), View{}).panels[0]
	g := p.guides
	if g.Title != "Title" || g.X.Label != "over" || g.Y.Label != "up" || g.X.Lo != 5 || g.X.Hi != 0 || g.Y.Lo != -10 {
		t.Errorf("guides %+v", g)
	}
	if got := p.plot.X.Norm(1); got != 0.8 {
		t.Errorf("1 is drawn at %v of an inverted axis from 0 to 5, want 0.8", got)
	}
	p = render(t, hooked(t, func(p *plot.Plot) { p.X.Scale = squareRoot{}; p.X.Min, p.X.Max = 0, 4 }), View{}).panels[0]
	if got := p.guides.X.Normalize(0, 4, 1); got != 0.5 || p.plot.X.Norm(1) != 0.5 {
		t.Errorf("a scale of one's own: the tick at %v, the data at %v, want 0.5", got, p.plot.X.Norm(1))
	}
}

// squareRoot is a scale of a user's own.
type squareRoot struct{}

func (squareRoot) Normalize(lo, hi, v float64) float64 { return math.Sqrt((v - lo) / (hi - lo)) }

// Every field of an axis and of the title that viz cannot honour is refused by its name.
func TestWithPlotRefuses(t *testing.T) {
	for field, set := range map[string]func(*plot.Plot){
		"Title.Padding":    func(p *plot.Plot) { p.Title.Padding = 3 },
		"Title.TextStyle":  func(p *plot.Plot) { p.Title.TextStyle.Rotation = 1 },
		"X.Label.Padding":  func(p *plot.Plot) { p.X.Label.Padding = 3 },
		"Y.Label.Position": func(p *plot.Plot) { p.Y.Label.Position = 1 },
		"X.Label.TextStyle": func(p *plot.Plot) {
			p.X.Label.TextStyle.Font.Size = 30
		},
		"Y.Tick.Label":     func(p *plot.Plot) { p.Y.Tick.Label.Rotation = math.Pi / 2 },
		"Y.Tick.Length":    func(p *plot.Plot) { p.Y.Tick.Length = 5 },
		"X.Tick.LineStyle": func(p *plot.Plot) { p.X.Tick.LineStyle = draw.LineStyle{Width: vg.Points(3)} },
		"X.AutoRescale":    func(p *plot.Plot) { p.X.AutoRescale = true },
		"Y.Scale":          func(p *plot.Plot) { p.Y.Scale = nil },
		"X.Min":            func(p *plot.Plot) { p.X.Min = math.Inf(1) },
		"Y.Min and Y.Max":  func(p *plot.Plot) { p.Y.Min, p.Y.Scale = 0, plot.LogScale{} },
	} {
		check.Error(t, drawError(hooked(t, set)), ErrOption, "viz.WithPlot", field)
	}
	check.NoError(t, drawError(hooked(t, func(p *plot.Plot) { p.HideAxes(); p.X.Tick.Marker = nil })))
	n := 0
	check.Error(t, drawError(hooked(t, func(p *plot.Plot) {
		if n++; n%2 == 1 {
			p.X.Scale = plot.LogScale{}
		}
	})), ErrOption, "must not change")
}

// panicking is a plotter that panics while it draws.
type panicking struct{}

func (panicking) Plot(draw.Canvas, *plot.Plot) { panic("out of ink") }

// A panic in a user's function is an error of every way to draw, with its text, and the next frame is drawn.
func TestCaseNoPanicLeavesARenderer(t *testing.T) {
	ways := map[string]func(r *Renderer) error{
		"Image": func(r *Renderer) error { _, err := r.Image(); return err },
		"SVG":   func(r *Renderer) error { return r.SVG(&bytes.Buffer{}) },
	}
	f := xy([]float64{1, 2}, []float64{-1, 2})
	always := func(float64) string { panic("out of ink") }
	for name, e := range map[string]Element{
		"WithPlot":           chartOf(t, Curve(), f).Opts(WithPlot(func(*plot.Plot) { panic("out of ink") })),
		"a plotter":          chartOf(t, Plotters(func(frame.Frame) ([]plot.Plotter, error) { return []plot.Plotter{panicking{}}, nil }), f),
		"WithPlot's plotter": chartOf(t, Curve(), f).Opts(WithPlot(func(p *plot.Plot) { p.Add(panicking{}) })),
		"XFormatter":         chartOf(t, Curve(), f).Opts(XFormatter(always)),
		"YFormatter":         chartOf(t, Curve(), f).Opts(YFormatter(always)),
		"DynamicFunc":        DynamicFunc(func(View) (Element, error) { panic("out of ink") }),
	} {
		for way, draw := range ways {
			r := &Renderer{}
			if fig := e.Figure(); fig.err != nil {
				check.Error(t, fig.Err(), fig.err, "out of ink")
				continue
			} else {
				r = fig.Renderer(View{})
			}
			for range 2 {
				if err := draw(r); err == nil || !strings.Contains(err.Error(), "out of ink") {
					t.Errorf("%s, %s: got %v", name, way, err)
				}
			}
		}
	}
	// gonum's own panics.
	line := Plotters(func(frame.Frame) ([]plot.Plotter, error) {
		l, err := plotter.NewLine(plotter.XYs{{X: 1, Y: -1}, {X: 2, Y: 5}})
		return []plot.Plotter{l}, err
	})
	err := drawError(chartOf(t, line, f).Opts(LogY(true)))
	check.Error(t, err, ErrOption, "viz.LogY", "-1")
}

// A frame after one that failed is drawn as if nothing had happened.
func TestAFrameAfterAPanic(t *testing.T) {
	fail := false
	e := chartOf(t, Curve(), xy([]float64{1, 2}, []float64{1, 2})).Opts(WithPlot(func(p *plot.Plot) {
		if fail {
			p.Add(panicking{})
		}
	}))
	r := e.Figure().Renderer(View{})
	want := bytes.Clone(drawFrame(t, r).Pix)
	fail = true
	if _, err := r.Image(); err == nil {
		t.Error("no error")
	}
	fail = false
	if got := drawFrame(t, r).Pix; !bytes.Equal(got, want) {
		t.Error("the next frame differs")
	}
	if errors.Is(drawError(e), ErrOption) {
		t.Error("an error")
	}
}
