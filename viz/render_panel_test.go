package viz

import (
	"encoding/xml"
	"errors"
	"image"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"gonum.org/v1/plot"
)

func xy(x, y []float64) frame.Frame {
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y)))
}

// render draws a figure and gives its renderer, whose panels then hold what was drawn.
func render(t *testing.T, d Drawable, v View) *Renderer {
	t.Helper()
	r := d.Figure().Renderer(v)
	again(t, r)
	return r
}

func again(t *testing.T, r *Renderer) *image.RGBA {
	t.Helper()
	img, err := r.Image()
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func near(a, b Range) bool { return math.Abs(a.Lo-b.Lo) < 1e-9 && math.Abs(a.Hi-b.Hi) < 1e-9 }

// Expected values follow HoloViews' rules for a plot of 600 x 400: a tenth of the span in y, in x that by 600/400.
func TestRangesOfElements(t *testing.T) {
	f := xy([]float64{0, 10, 30}, []float64{5, nan, 15})
	for name, c := range map[string]struct {
		e    Element
		x, y Range
	}{
		"curve":     {chartOf(t, Curve(), f), Range{0, 30}, Range{4, 16}},
		"scatter":   {chartOf(t, Scatter(), f), Range{-2, 32}, Range{4, 16}},
		"area":      {chartOf(t, Area(), f), Range{0, 30}, Range{0, 16}},
		"histogram": {Histogram([]float64{0, 15, 30}, []float64{2, 4}), Range{-2, 32}, Range{0, 4.2}},
		"rgb":       {RGB(image.NewRGBA(image.Rect(0, 0, 1, 1)), Bounds{X: Range{0, 3}, Y: Range{-1, 1}}), Range{0, 3}, Range{-1, 1}},
		"boxes":     {chartOf(t, BoxWhisker(Y("y")), f), Range{-0.5, 0.5}, Range{4, 16}},
		"one over another is padded once": {Overlay(chartOf(t, Curve(), f), chartOf(t, Scatter(), xy([]float64{10}, []float64{25}))),
			Range{-2, 32}, Range{3, 27}},
		"fixed in the overlay": {Overlay(chartOf(t, Curve(), f)).RedimRange("y", 0, 20), Range{0, 30}, Range{0, 20}},
		"fixed at one end":     {chartOf(t, Curve(), f).RedimRange("y", nan, 20), Range{0, 30}, Range{4, 20}},
		"no rows":              {chartOf(t, Curve(), f.Empty()), Range{0, 1}, Range{0, 1}},
	} {
		p := render(t, c.e, View{}).panels[0]
		if !near(p.limits[0], c.x) || !near(p.limits[1], c.y) {
			t.Errorf("%s: got x %v, y %v; want %v, %v", name, p.limits[0], p.limits[1], c.x, c.y)
		}
	}
}

func TestTheViewsRangesWin(t *testing.T) {
	e := chartOf(t, Curve(), xy([]float64{0, 10}, []float64{0, 10})).RedimRange("y", 0, 5)
	r := render(t, e, View{X: Range{2, 3}, Y: Range{-9, 9}})
	if b := r.panels[0].limits; b != [2]Range{{2, 3}, {-9, 9}} {
		t.Errorf("got %v", b)
	}
	r.SetRanges(Range{}, Range{1, 2})
	again(t, r)
	if b := r.panels[0].limits; b != [2]Range{{0, 10}, {1, 2}} {
		t.Errorf("after Look: got %v", b)
	}
}

func TestAxesOfALayoutAreSharedByDimension(t *testing.T) {
	a := chartOf(t, Curve(), xy([]float64{0, 10}, []float64{0, 10}))
	b := chartOf(t, Curve(), xy([]float64{5, 20}, []float64{0, 100}))
	other := chartOf(t, Curve(X("x"), Y("z")), frame.Must(frame.New(frame.Col("x", []float64{1, 2}), frame.Col("z", []float64{7, 7}))))
	empty := chartOf(t, Curve(), xy(nil, nil))

	for i, p := range render(t, Layout(a, b, empty), View{}).panels {
		if !near(p.limits[0], Range{0, 20}) || !near(p.limits[1], Range{-10, 110}) {
			t.Errorf("panel %d shows %v", i, p.limits)
		}
	}
	p := render(t, Layout(a, other), View{}).panels
	if !near(p[1].limits[0], Range{0, 10}) || !near(p[1].limits[1], Range{6.3, 7.7}) {
		t.Errorf("x is shared, z is not: got %v", p[1].limits)
	}
	p = render(t, Layout(a, b.RedimRange("y", 0, 50)), View{}).panels
	if p[0].limits[1] != (Range{0, 50}) {
		t.Errorf("what is fixed in one is fixed in all: got %v", p[0].limits[1])
	}
	p = render(t, Layout(a, b).SharedAxes(false), View{}).panels
	if !near(p[0].limits[0], Range{0, 10}) {
		t.Errorf("not shared: got %v", p[0].limits[0])
	}
}

func TestFramewiseOrNot(t *testing.T) {
	for on, want := range map[bool]Range{true: {0, 50}, false: {0, 10}} {
		s := NewDataStream(xy(nil, nil))
		r := render(t, Dynamic(s, Curve()).Opts(Framewise(on)), View{})
		for _, hi := range []float64{10, 50} {
			send(t, s, xy([]float64{0, hi}, []float64{0, 1}))
			again(t, r)
		}
		if got := r.panels[0].limits[0]; !near(got, want) {
			t.Errorf("Framewise(%v): got %v, want %v", on, got, want)
		}
		r.SetRanges(Range{1, 2}, Range{})
		again(t, r)
		if got := r.panels[0].limits[0]; got != (Range{1, 2}) {
			t.Errorf("Framewise(%v) and a view: got %v", on, got)
		}
	}
}

func TestOneAxisShowsOneKindOfThing(t *testing.T) {
	e := Overlay(chartOf(t, Curve(X("t"), Y("price")), rows), chartOf(t, Curve(X("size"), Y("price")), rows))
	if err := e.Figure().Err(); !errors.Is(err, ErrType) || !strings.Contains(err.Error(), `"t" and "size"`) {
		t.Errorf("got %v", err)
	}
}

func TestWithPlotChangesThePlot(t *testing.T) {
	e := chartOf(t, Curve(), rows).Relabel("before").Opts(WithPlot(func(p *plot.Plot) {
		p.Title.Text, p.Y.Label.Text, p.Y.Max = "after", "EUR", 9
	}))
	if f := render(t, e, View{}).panels[0].guides; f.Title != "after" || f.Y.Label != "EUR" || f.Y.Hi != 9 {
		t.Errorf("got %q, %q, %v", f.Title, f.Y.Label, f.Y.Hi)
	}
}

// What a function is told of the view is the area that its element is drawn in.
func TestDynamicFuncSeesTheAreaOfTheData(t *testing.T) {
	var told View
	e := DynamicFunc(func(v View) (Element, error) {
		told = v
		return Curve()(xy([]float64{0, 1}, []float64{1e6, 123456789}))
	})
	r := render(t, e, View{Width: 320, Height: 240, Ratio: 2, X: Range{0, 4}})
	if a := r.panels[0].dataArea; told.Width != a.W || told.Height != a.H || told.Ratio != 2 || told.X != (Range{0, 4}) {
		t.Errorf("told %+v, drawn in %+v", told, a)
	}
}

func TestSizes(t *testing.T) {
	e := chartOf(t, Curve(), rows)
	for name, c := range map[string]struct {
		d    Drawable
		w, h int
	}{
		"alone":            {e, 600, 400},
		"asked for":        {e.Opts(Width(500), Height(300)), 500, 300},
		"two":              {Layout(e, e), 900, 360},
		"three":            {Layout(e, e, e), 1350, 360},
		"four in a square": {Layout(e, e, e, e), 900, 720},
		"seven":            {Layout(e, e, e, e, e, e, e), 1350, 1080},
		"one column":       {Layout(e, e).Cols(1), 450, 720},
		"of the guide":     {Layout(e.Opts(Width(500), Height(400)), e.Opts(Width(400), Height(400))), 900, 400},
	} {
		if w, h := c.d.Figure().Size(); w != c.w || h != c.h {
			t.Errorf("%s: got %d x %d, want %d x %d", name, w, h, c.w, c.h)
		}
	}
	for ratio, want := range map[float64]image.Point{0: {100, 50}, 1.5: {150, 75}, 2: {200, 100}, nan: {100, 50}, 0.001: {1, 1}} {
		if got := again(t, e.Figure().Renderer(View{Width: 100, Height: 50, Ratio: ratio})).Bounds().Size(); got != want {
			t.Errorf("ratio %v: got %v, want %v", ratio, got, want)
		}
	}
	for _, v := range []View{{Width: 20000, Height: 10}, {Ratio: inf}} {
		if _, err := e.Figure().Renderer(v).Image(); !errors.Is(err, ErrOption) {
			t.Errorf("%+v: got %v", v, err)
		}
	}
	again(t, Layout(e, e, chartOf(t, Table(), rows)).Renderer(View{Width: 3, Height: 2}))
}

// Extreme data draws something, and never panics.
func TestExtremeData(t *testing.T) {
	for name, v := range map[string][]float64{
		"huge": {-math.MaxFloat64, math.MaxFloat64}, "tiny": {5e-324, 1e-323}, "close": {1e17, 1e17 + 16}, "one huge": {math.MaxFloat64},
		"infinite": {inf, -inf, 1}, "missing": {nan, nan},
	} {
		for kind, recipe := range map[string]Recipe{"Curve": Curve(), "Points": Points(), "Area": Area(), "Boxes": BoxWhisker()} {
			e := chartOf(t, recipe, xy(v, v)).Opts(ColorIndex("y"))
			p := render(t, e, View{}).panels[0]
			if b := p.limits[1]; !b.finite() || !(b.Lo < b.Hi) {
				t.Errorf("%s of %s values: axis %v", kind, name, b)
			}
		}
	}
}

func TestSVGIsADocument(t *testing.T) {
	var b strings.Builder
	if err := Layout(chartOf(t, Curve(), rows).Relabel("a < b"), chartOf(t, Table(), rows)).Renderer(View{}).SVG(&b); err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(strings.NewReader(b.String()))
	elements := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := token.(xml.StartElement); ok {
			elements++
		}
	}
	if elements < 30 || !strings.Contains(b.String(), "a &lt; b") {
		t.Errorf("%d elements", elements)
	}
}

// Until there is data, a recipe that needs some draws nothing; afterwards its errors count.
func TestAStreamWithoutDataDrawsNothing(t *testing.T) {
	s := NewDataStream[frame.Frame]()
	e := Dynamic(s, func(f frame.Frame) (Element, error) {
		long, err := f.Melt("t", "kind", "value")
		if err != nil {
			return nil, err
		}
		return Curve(By("kind"))(long)
	})
	r := render(t, e, View{})
	if err := s.Send(t.Context(), xs(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Image(); err == nil {
		t.Error("a frame without the column is drawn")
	}
}

func BenchmarkImageCurve1k(b *testing.B) {
	x, y := make([]float64, 1000), make([]float64, 1000)
	for i := range x {
		x[i], y[i] = float64(i), math.Sin(float64(i)/50)+math.Sin(float64(i))/5
	}
	e, err := Curve()(xy(x, y))
	if err != nil {
		b.Fatal(err)
	}
	r := e.Figure().Renderer(View{})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Image(); err != nil {
			b.Fatal(err)
		}
	}
}
