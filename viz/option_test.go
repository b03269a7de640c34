package viz

import (
	"image/color"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"
)

func TestOptionsReachThePlot(t *testing.T) {
	e := chartOf(t, Curve(), rows).Opts(Title("T"), XLabel("across"), YLabel("up"), BgColor("#102030"), ShowGrid(false), FillColor("red"))
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
