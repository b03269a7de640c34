package viz

import (
	"image/color"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/theme"
)

func TestLineColoursAreTakenInTurn(t *testing.T) {
	a := chartOf(t, Curve(), rows)
	p := render(t, Overlay(a, a, a).Opts(LineColor("red", "blue")), View{}).panels[0].styles
	red, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	if p[0].color != red || p[1].color != blue || p[2].color != red {
		t.Errorf("got %v, %v, %v", p[0].color, p[1].color, p[2].color)
	}
}

// FillColor colours what is filled, and LineColor lines and outlines.
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

// A group keeps its colour when other groups come and go.
func TestGroupsKeepTheirColours(t *testing.T) {
	p := &panel{}
	colours := func(groups ...string) map[string]color.RGBA {
		t.Helper()
		v := make([]float64, len(groups))
		f := frame.Must(frame.New(frame.Col("x", v), frame.Col("y", v), frame.Col("g", groups)))
		e, err := Curve(By("g"))(f)
		p.element = check.Must(t, e, err)
		check.NoError(t, p.evaluate(View{}, 1))
		got := map[string]color.RGBA{}
		for i, c := range p.charts {
			got[c.Label()] = p.styles[i].color
		}
		return got
	}
	first := colours("a", "b")
	second := colours("b", "c")
	if second["b"] != first["b"] || second["c"] == first["a"] || second["c"] == first["b"] {
		t.Errorf("first %v, then %v", first, second)
	}
	if third := colours("a", "c"); third["a"] != first["a"] || third["c"] != second["c"] {
		t.Errorf("then %v", third)
	}
}
