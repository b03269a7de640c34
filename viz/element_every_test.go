package viz

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// everyRecipe holds the recipes of elements with a row of numbers, by name.
func everyRecipe() map[string]Recipe {
	return map[string]Recipe{
		"Curve": Curve(), "Scatter": Scatter(), "Area": Area(),
		"Bars": Bars(Aggregate("mean")), "Bars by": Bars(X("a"), Y("b"), By("c"), Aggregate("sum")),
		"ErrorBars": ErrorBars(), "Spread": Spread(), "Spikes": Spikes(), "Labels": Labels(),
		"Segments": Segments(), "Rectangles": Rectangles(), "Candlesticks": Candlesticks(X("a"), OHLC("a", "b", "c", "d")),
		"HeatMap": HeatMap(Aggregate("mean")), "QuadMesh": QuadMesh(Aggregate("max")), "Contours": Contours(Aggregate("last")),
		"VectorField": VectorField(), "HexTiles": HexTiles(), "HexTiles of z": HexTiles(Z("c"), Gridsize(3)),
		"Distribution": Distribution(), "Violin": Violin(), "Violin by": Violin(X("a"), Y("b")), "Bivariate": Bivariate(),
	}
}

// hostileFrames holds frames of four numbers that are easily drawn badly.
func hostileFrames() map[string]frame.Frame {
	four := func(v ...float64) frame.Frame {
		columns := make([]frame.Column, 4)
		for i, name := range []string{"a", "b", "c", "d"} {
			shifted := make([]float64, len(v))
			for j := range v {
				shifted[j] = v[(j+i)%len(v)]
			}
			columns[i] = frame.Col(name, shifted)
		}
		return frame.Must(frame.New(columns...))
	}
	return map[string]frame.Frame{
		"no rows": four().Empty(), "one row": four(3), "equal": four(2, 2, 2), "zero": four(0, 0),
		"gaps": four(1, nan, 3, nan, nan), "missing": four(nan, nan), "infinite": four(1, inf, 2, -inf), "only infinite": four(inf, -inf),
		"huge": four(1e308, -1e308, 1e300),
		"tiny": four(5e-324, 0, 1e-320), "mixed": four(-1e308, 5e-324, nan, inf, 7), "negative": four(-3, -1, -2),
	}
}

// Every element draws any numbers, as PNG and as SVG, upright and with inverted axes.
func TestEveryElementDrawsAnyNumbers(t *testing.T) {
	for name, recipe := range everyRecipe() {
		for rowsName, f := range hostileFrames() {
			e, err := recipe(f)
			if err != nil {
				t.Errorf("%s of %s: %v", name, rowsName, err)
				continue
			}
			for _, invert := range []bool{false, true} {
				var svg bytes.Buffer
				fig := e.Opts(InvertAxes(invert), Width(120), Height(90)).Figure()
				_, errPNG := fig.Renderer(View{}).Image()
				if err := errors.Join(errPNG, fig.Renderer(View{}).SVG(&svg)); err != nil {
					t.Errorf("%s of %s, inverted %v: %v", name, rowsName, invert, err)
				}
				if s := svg.String(); strings.Contains(s, "NaN") || strings.Contains(s, "Inf") {
					t.Errorf("%s of %s, inverted %v: the SVG has a coordinate that is not a number", name, rowsName, invert)
				}
			}
		}
	}
}

// Every recipe draws what a stream has now: no columns, no rows, rows.
func TestEveryElementOfAStream(t *testing.T) {
	example := hostileFrames()["gaps"]
	for name, recipe := range everyRecipe() {
		unknown := NewDataStream[frame.Frame]()
		render(t, Dynamic(unknown, recipe), View{Width: 100, Height: 80})
		s := NewDataFrameStream(example.Empty(), Index(false))
		e := Dynamic(s, recipe)
		r := render(t, e, View{Width: 200, Height: 150})
		before := slices.Clone(drawFrame(t, r).Pix)
		check.NoError(t, s.Send(context.Background(), frame.Must(frame.New(
			frame.Col("a", []float64{1, 2}), frame.Col("b", []float64{4, 3}), frame.Col("c", []float64{2, 5}), frame.Col("d", []float64{3, 4})))))
		if after := drawFrame(t, r); slices.Equal(before, after.Pix) {
			t.Errorf("%s: new rows change nothing", name)
		}
	}
}

// The axes of a plot with inverted axes are exchanged, and so is what is drawn.
func TestInvertAxesExchangesXAndY(t *testing.T) {
	e := chartOf(t, Scatter(), xy([]float64{0, 10}, []float64{100, 300}))
	upright, inverted := render(t, e, View{}), render(t, e.Opts(InvertAxes(true)), View{})
	for i := range 2 {
		a, b := upright.panels[0], inverted.panels[0]
		if a.combined[i].dim != b.combined[1-i].dim || a.combined[i].dataRange != b.combined[1-i].dataRange {
			t.Errorf("axis %d: %+v, inverted %+v", i, a.combined[i], b.combined[1-i])
		}
	}
	wide := chartOf(t, Bars(), frame.Must(frame.New(frame.Col("k", []string{"a", "b"}), frame.Col("v", []float64{1, 2})))).
		Opts(InvertAxes(true), FillColor("#ff0000"), Width(400), Height(200))
	r := render(t, wide, View{})
	img, area := drawFrame(t, r), r.panels[0].dataArea
	red := color.RGBA{255, 0, 0, 255}
	// The bar b is in the upper half, and reaches to 2 of 2.1 or so; a is in the lower half, and half as long.
	for _, c := range []struct {
		x, y float64
		want bool
	}{{0.7, 0.25, true}, {0.4, 0.75, true}, {0.7, 0.75, false}, {0.98, 0.25, false}} {
		at := img.RGBAAt(area.X+int(c.x*float64(area.W)), area.Y+int(c.y*float64(area.H)))
		if (at == red) != c.want {
			t.Errorf("at %v, %v: %v", c.x, c.y, at)
		}
	}
}

func TestBarsAreStackedBySign(t *testing.T) {
	f := frame.Must(frame.New(
		frame.Col("k", []string{"p", "p", "p", "q", "q"}), frame.Col("v", []float64{1, -2, 4, nan, 3}), frame.Col("g", []string{"a", "b", "c", "a", "b"})))
	e, err := Bars(X("k"), Y("v"), By("g"))(f)
	check.NoError(t, err)
	r, err := e.Opts(Stacked(true)).resolve(View{})
	check.NoError(t, err)
	for i, want := range [][2][]float64{{{0, 0}, {1, nan}}, {{0, 0}, {-2, 3}}, {{1}, {5}}} {
		c := r.charts[i]
		k := c.kind.(bars)
		if !slices.Equal(k.base, want[0]) || !slices.EqualFunc(k.tops(c), want[1], func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }) {
			t.Errorf("group %d: from %v to %v, want %v", i, k.base, k.tops(c), want)
		}
	}
	y := render(t, e.Opts(Stacked(true)), View{}).panels[0].combined[1]
	if y.dataRange != (Range{-2, 5}) {
		t.Errorf("the y axis shows %v, want -2 to 5", y.dataRange)
	}
}

// Numbers as categories are in ascending order, texts in order of appearance, missing values last; times are positions.
func TestCategoriesOfBars(t *testing.T) {
	y := []float64{1, 2, 3}
	for name, c := range map[string]struct {
		x    frame.Column
		want []string
	}{
		"numbers": {frame.Col("x", []int64{10, 2, 1}), []string{"1", "2", "10"}},
		"floats":  {frame.Col("x", []float64{0.5, nan, -1}), []string{"-1", "0.5", "missing"}},
		"texts":   {frame.Col("x", []string{"b", "c", "a"}), []string{"b", "c", "a"}},
		"times":   {frame.Col("x", times), nil},
	} {
		chart := chartOf(t, Bars(X("x"), Y("y")), frame.Must(frame.New(c.x, frame.Col("y", y))))
		if x, _ := chart.kind.axes(chart); !slices.Equal(x.categories, c.want) {
			t.Errorf("%s: categories %q, want %q", name, x.categories, c.want)
		}
	}
	chart := chartOf(t, Bars(), rows) // at 0 s, 1 s and 3 s: a bar is 0.8 s wide
	x, _ := chart.kind.axes(chart)
	if lo := float64(noon.Add(-500 * time.Millisecond).UnixNano()); x.dataRange.Lo != lo {
		t.Errorf("the time axis begins at %v, want %v", x.dataRange.Lo, lo)
	}
}

func TestAggregate(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("k", []string{"b", "a", "b", "b", "c"}), frame.Col("v", []float64{3, 5, 1, nan, nan})))
	for function, want := range map[string][3]float64{
		"mean": {2, 5, nan}, "sum": {4, 5, nan}, "min": {1, 5, nan}, "max": {3, 5, nan}, "first": {3, 5, nan}, "last": {1, 5, nan}, "count": {2, 1, 0},
	} {
		c := chartOf(t, Bars(Aggregate(function)), f)
		for i, v := range c.values("v") {
			if v != want[i] && !(math.IsNaN(v) && math.IsNaN(want[i])) {
				t.Errorf("%s: %v, want %v", function, c.values("v"), want)
			}
		}
		if names := c.texts("k"); !slices.Equal(names, []string{"b", "a", "c"}) {
			t.Errorf("%s: of %q", function, names)
		}
	}
	_, err := Bars()(f)
	wantError(t, err, ErrOption, `viz.Bars: bad option: needs one row at each place, got 3 at "b"; Aggregate makes them one`)
	_, err = Bars(Aggregate("avg"))(f)
	wantError(t, err, ErrOption, `viz.Aggregate: bad option: one of mean, sum, min, max, first, last, count, got "avg"`)
	_, err = Bars(X("v"), Y("v"), Aggregate("sum"))(f)
	wantError(t, err, ErrOption, `viz.Bars: bad option: a column has one role, got "v" as a position and as the value`)
}

// wantError tests an error's kind and text.
func wantError(t *testing.T, err, kind error, text string) {
	t.Helper()
	if !errors.Is(err, kind) || err.Error() != text {
		t.Errorf("got %v\nwant %s", err, text)
	}
}

// wantPanic tests that f panics with a text.
func wantPanic(t *testing.T, text string, f func()) {
	t.Helper()
	defer func() {
		if p := recover(); p != text {
			t.Errorf("panic %v, want %s", p, text)
		}
	}()
	f()
}

func TestAnnotationsDoNotExtendAxesUnlessAsked(t *testing.T) {
	curve := chartOf(t, Curve(), xy([]float64{0, 1}, []float64{0, 10}))
	yRange := func(e Element) Range { return render(t, e, View{}).panels[0].combined[1].dataRange }
	if r := yRange(Overlay(curve, HLine(50))); r != (Range{0, 10}) {
		t.Errorf("with a line: %v", r)
	}
	if r := yRange(Overlay(HSpan(-5.0, 50), curve).Opts(ApplyRanges(true))); r != (Range{-5, 50}) {
		t.Errorf("with ApplyRanges: %v", r)
	}
	if r := yRange(HLine(50)); r != (Range{50, 50}) {
		t.Errorf("a line alone: %v", r)
	}
	p := render(t, Overlay(curve, HLine(50), VLine(0.5)).Opts(ApplyRanges(true)), View{}).panels[0]
	if p.guides.X.Label != "x" || p.guides.Y.Label != "y" {
		t.Errorf("the axes are named %q and %q", p.guides.X.Label, p.guides.Y.Label)
	}
	// An annotation takes no colour of the cycle.
	p = render(t, Overlay(HLine(5), curve), View{}).panels[0]
	if p.styles[1].color != p.settings.theme.Cycle[0] || p.styles[0].color != p.settings.theme.Text {
		t.Errorf("colours %v", p.styles)
	}
}

func TestAnnotationsOnAnotherKindOfAxis(t *testing.T) {
	curve := chartOf(t, Curve(), rows)
	for name, c := range map[string]struct {
		e    Element
		text string
	}{
		"number on times":  {Overlay(curve, VLine(5)), `viz.VLine: wrong column type: its position is a number, and the axis "t" shows times`},
		"time on numbers":  {Overlay(curve, HLine(noon)), `viz.HLine: wrong column type: its position is a time, and the axis "price" shows numbers`},
		"category":         {Overlay(curve, HSpan("a", "b")), `viz.HSpan: wrong column type: its position is a category, and the axis "price" shows numbers`},
		"text on a number": {Overlay(curve, Text(5, 2, "x")), `viz.Text: wrong column type: its position is a number, and the axis "t" shows times`},
	} {
		t.Run(name, func(t *testing.T) { wantError(t, c.e.Figure().Err(), ErrType, c.text) })
	}
	check.NoError(t, Overlay(curve, VLine(noon), HLine(int64(3))).Figure().Err())
	for _, v := range []float64{nan, inf, -inf} {
		render(t, Overlay(curve, HLine(v), HSpan(v, 3), Text(noon, v, "x")), View{})
	}
}

func TestSteps(t *testing.T) {
	x, y := []float64{0, 2, 4, 6, 8}, []float64{1, 3, nan, 5, 6}
	for name, want := range map[string][2][]float64{
		"steps-mid":  {{0, 1, 1, 2, 4, 6, 7, 7, 8}, {1, 1, 3, 3, nan, 5, 5, 6, 6}},
		"steps-pre":  {{0, 0, 2, 4, 6, 6, 8}, {1, 3, 3, nan, 5, 6, 6}},
		"steps-post": {{0, 2, 2, 4, 6, 8, 8}, {1, 1, 3, nan, 5, 5, 6}},
		"linear":     {x, y},
	} {
		gotX, gotY := steps(name, x, y)
		same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
		if !slices.EqualFunc(gotX, want[0], same) || !slices.EqualFunc(gotY, want[1], same) {
			t.Errorf("%s: %v, %v, want %v", name, gotX, gotY, want)
		}
	}
	wantError(t, chartOf(t, Curve(), rows).Opts(Interpolation("step-mid")).Figure().Err(), ErrOption,
		`viz.Interpolation: bad option: one of linear, steps-mid, steps-pre, steps-post, got "step-mid"; did you mean "steps-mid"?`)
}

func TestErrorsAreDistancesFromY(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{1, 2}), frame.Col("y", []float64{10, 20}),
		frame.Col("lo", []float64{1, 2}), frame.Col("hi", []float64{3, nan})))
	for name, c := range map[string]struct {
		dims []Dim
		want Range
	}{
		"default":   {nil, Range{9, 22}},
		"symmetric": {[]Dim{YError("lo")}, Range{9, 22}},
		"both":      {[]Dim{YError("lo", "hi")}, Range{9, 18}},
	} {
		for _, r := range []Recipe{ErrorBars(c.dims...), Spread(c.dims...)} {
			chart := chartOf(t, r, f)
			if _, y := chart.kind.axes(chart); y.dataRange != c.want {
				t.Errorf("%s, %s: y axis %v, want %v", chart.Kind(), name, y.dataRange, c.want)
			}
		}
	}
	_, err := Spread(Y("y"))(xy([]float64{1}, []float64{2}))
	wantError(t, err, ErrColumn, `viz.Spread: no such column for the error; columns are x, y`)
	wantPanic(t, "viz.YError: takes one or two columns, got 3", func() { YError("a", "b", "c") })
}

func TestMisuseOfMarkOptions(t *testing.T) {
	wantPanic(t, "viz.BarWidth: must be above 0 and at most 1, got 0", func() { BarWidth(0) })
	wantPanic(t, "viz.XOffset: must be from -32768 to 32768, got NaN", func() { XOffset(nan) })
	wantPanic(t, "viz.YOffset: must be from -32768 to 32768, got +Inf", func() { YOffset(inf) })
	wantPanic(t, "viz.TextFontSize: must be positive, got -1", func() { TextFontSize(-1) })
	for text, o := range map[string]Opt{
		`viz.LineDash: bad option: one of solid, dashed, dotted, dashdot, got "dots"`:                           LineDash("dots"),
		`viz.TextAlign: bad option: one of left, center, right, got "centre"; did you mean "center"?`:           TextAlign("centre"),
		`viz.TextBaseline: bad option: one of top, middle, bottom, got "alphabetic"`:                            TextBaseline("alphabetic"),
		`viz.UpDownColors: bad option: a colour is a CSS name, #rgb, #rgba, #rrggbb or #rrggbbaa, got "upward"`: UpDownColors("upward", "red"),
	} {
		wantError(t, HLine(1).Opts(o).Figure().Err(), ErrOption, text)
	}
}

func TestColumnsOfCandlesticks(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("Volume", []float64{5}), frame.Col("Close", []float64{4}), frame.Col("Open", []float64{3}),
		frame.Col("HIGH", []float64{6}), frame.Col("low", []float64{1})))
	c := chartOf(t, Candlesticks(), f)
	if p := c.kind.(candlesticks).prices; c.X() != "Volume" || !slices.Equal(p, []string{"Open", "HIGH", "low", "Close"}) {
		t.Errorf("%q over %s", p, c.X())
	}
	if _, y := c.kind.axes(c); y.dataRange != (Range{1, 6}) {
		t.Errorf("y axis %v, want 1 to 6", y.dataRange)
	}
	_, err := Candlesticks()(rows)
	wantError(t, err, ErrColumn, `viz.Candlesticks: no such column "open", which OHLC can name; columns are t, price, size, side`)
	_, err = Candlesticks(OHLC("price", "price", "side", "size"))(rows)
	wantError(t, err, ErrType, `viz.Candlesticks: wrong column type: column "side" is string, and needs numbers or times`)
}

func TestEndsMustBeOfTheKindOfTheAxis(t *testing.T) {
	_, err := Segments(X("t"), Y("price"), End("size", "size"))(rows)
	wantError(t, err, ErrType, `viz.Segments: wrong column type: one axis cannot show both "t" and "size", which are of different kinds`)
	_, err = Rectangles(X("t"))(xy([]float64{1}, []float64{1}))
	if !errors.Is(err, ErrColumn) {
		t.Error(err)
	}
	c := chartOf(t, Rectangles(X("size"), Y("side"), End("price", "side")), rows)
	if _, y := c.kind.axes(c); !slices.Equal(y.categories, []string{"buy", "sell"}) {
		t.Errorf("categories %q", y.categories)
	}
}

// A frame of one column has a spike across the whole plot for each value.
func TestSpikesOfOneColumn(t *testing.T) {
	r := render(t, chartOf(t, Spikes(), xs(1, 2, nan, 3)).Opts(LineColor("#ff0000")), View{})
	img, area := drawFrame(t, r), r.panels[0].dataArea
	for _, y := range []int{area.Y + 2, area.Y + area.H - 3} {
		n := 0
		for x := area.X; x < area.X+area.W; x++ {
			if img.RGBAAt(x, y) == (color.RGBA{255, 0, 0, 255}) {
				n++
			}
		}
		if n != 3 {
			t.Errorf("%d spikes in row %d, want 3", n, y)
		}
	}
}

// Texts of data can be anything: control characters, other scripts, markup, nothing.
func TestEveryElementOfHostileTexts(t *testing.T) {
	texts := []string{"", "a\x00b\tc\n", "\U0001F600 \u05e9\u05dc\u05d5\u05dd", "<script>&\"'", strings.Repeat("long ", 400), "\xff\xfe", "\u6f22\u5b57"}
	n := len(texts)
	numbers := make([]float64, n)
	for i := range numbers {
		numbers[i] = float64(i%3) - 1
	}
	f := frame.Must(frame.New(frame.Col("s", texts), frame.Col("v", numbers), frame.Col("w", numbers), frame.Col("r", slices.Repeat([]string{"\x1b[31m"}, n))))
	for name, r := range map[string]Recipe{
		"Bars": Bars(X("s"), Y("v"), By("r")), "HeatMap": HeatMap(X("s"), Y("r"), Z("v"), Aggregate("sum")), "Labels": Labels(X("v"), Y("w"), TextColumn("s")),
		"Violin": Violin(X("s"), Y("v")), "Rectangles": Rectangles(X("v"), Y("s"), End("w", "r")), "Spikes": Spikes(X("s"), Y("v")), "ErrorBars": ErrorBars(X("s"), Y("v"), YError("w")),
	} {
		e, err := r(f)
		check.NoError(t, err)
		for _, invert := range []bool{false, true} {
			e := Overlay(e, Text(texts[1], 0, texts[3]).Opts(ApplyRanges(true))).Opts(InvertAxes(invert))
			if name == "Labels" || name == "Rectangles" {
				e = Overlay(chartOf(t, r, f), Text(0, 0, texts[2])).Opts(InvertAxes(invert))
				if name == "Rectangles" {
					e = chartOf(t, r, f).Opts(InvertAxes(invert))
				}
			} else if name == "HeatMap" {
				e = Overlay(chartOf(t, r, f), Text(texts[1], texts[3], texts[2])).Opts(InvertAxes(invert))
			}
			fig := e.Figure()
			_, err := fig.Renderer(View{}).Image()
			var svg bytes.Buffer
			if err := errors.Join(err, fig.Renderer(View{}).SVG(&svg)); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if strings.Contains(svg.String(), "<script>") {
				t.Errorf("%s: the SVG has markup of the data", name)
			}
			for d := xml.NewDecoder(&svg); ; {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Errorf("%s, inverted %v: the SVG is malformed: %v", name, invert, err)
					break
				}
			}
		}
	}
}
