package viz

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

var (
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	times = []time.Time{noon, noon.Add(time.Second), noon.Add(3 * time.Second)}
	rows  = frame.Must(frame.New(
		frame.Col("t", times), frame.Col("price", []float64{1, 2, 4}),
		frame.Col("size", []int64{10, 20, 30}), frame.Col("side", []string{"buy", "sell", "buy"})))
)

func chartOf(t *testing.T, r Recipe, f frame.Frame) *Chart {
	t.Helper()
	e, err := r(f)
	if err != nil {
		t.Fatal(err)
	}
	return e.(*Chart)
}

func TestDimensionsComeFromTheColumnOrder(t *testing.T) {
	indexed := frame.Must(frame.New(frame.Col("v", []float64{1}), frame.Index("at", []int64{5})))
	single := frame.Must(frame.New(frame.Col("v", []float64{1, 2})))
	for name, c := range map[string]struct {
		recipe Recipe
		f      frame.Frame
		x, y   string
	}{
		"first and second":        {Curve(), rows, "t", "price"},
		"the index first":         {Scatter(), indexed, "at", "v"},
		"one column over its row": {Curve(), single, "x", "v"},
		"x given":                 {Points(X("price")), rows, "price", "t"},
		"y given":                 {Curve(Y("size")), rows, "t", "size"},
		"y given, the first":      {Curve(Y("t")), rows, "price", "t"},
		"both given":              {Area(X("price"), Y("size")), rows, "price", "size"},
	} {
		if got := chartOf(t, c.recipe, c.f); got.X() != c.x || got.Y() != c.y {
			t.Errorf("%s: got %q and %q, want %q and %q", name, got.X(), got.Y(), c.x, c.y)
		}
	}
}

func TestRecipesRefuseWrongColumns(t *testing.T) {
	for name, c := range map[string]struct {
		recipe Recipe
		is     error
		text   string
	}{
		"unknown":     {Curve(X("t"), Y("prise")), ErrColumn, `viz.Curve: no column "prise"; columns are t, price, size, side; did you mean "price"?`},
		"unknown by":  {Area(By("kind")), ErrColumn, `viz.Area: no column "kind"; columns are t, price, size, side`},
		"text":        {Scatter(Y("side")), ErrType, `viz.Scatter: wrong column type: column "side" is string, and needs numbers or times`},
		"box of text": {BoxWhisker(), ErrType, `viz.BoxWhisker: wrong column type: column "side" is string, and needs numbers or times`},
		"table":       {Table(By("prise")), ErrColumn, `viz.Table: no column "prise"; columns are t, price, size, side; did you mean "price"?`},
	} {
		_, err := c.recipe(rows)
		if !errors.Is(err, c.is) || err.Error() != c.text {
			t.Errorf("%s: got %v\nwant %s", name, err, c.text)
		}
	}
}

func TestRecipesTakeFramesWithoutRowsOrColumns(t *testing.T) {
	for name, r := range map[string]Recipe{
		"Curve": Curve(), "Scatter": Scatter(X("t"), Y("price")), "Points": Points(), "Area": Area(By("side")),
		"BoxWhisker": BoxWhisker(X("side"), Y("price")), "Table": Table(), "Dataset": Dataset(),
	} {
		for _, f := range []frame.Frame{{}, rows.Empty()} {
			e, err := r(f)
			if err != nil {
				t.Errorf("%s of %v: %v", name, f.Schema(), err)
				continue
			}
			if _, err := e.Figure().Renderer(View{}).Image(); err != nil {
				t.Errorf("%s of %v is not an empty plot: %v", name, f.Schema(), err)
			}
		}
	}
}

func TestAWrongColumnIsFoundWhenTheFigureIsBuilt(t *testing.T) {
	d := Dynamic(NewDataFrameStream(rows.Empty()), Curve(Y("prise")))
	for name, e := range map[string]Drawable{
		"alone": d, "relabelled": d.Relabel("x"), "overlaid": Overlay(Dynamic(NewDataFrameStream(rows), Curve()), d), "laid out": Layout(d),
	} {
		if err := e.Figure().Err(); !errors.Is(err, ErrColumn) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAPanicOfARecipeIsAnError(t *testing.T) {
	d := Dynamic(NewDataStream(1), func(int) (Element, error) { panic("boom") })
	if err := d.Figure().Err(); err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("got %v", err)
	}
	d = Dynamic(NewDataStream(1), func(int) (Element, error) { return nil, nil })
	if err := d.Figure().Err(); !errors.Is(err, ErrElement) {
		t.Errorf("nil element: got %v", err)
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
	check.Error(t, scatter.Opts(ColorIndex("sise")).Figure().Err(), ErrColumn, `viz.ColorIndex: no column "sise"; columns are t, price, size, side; did you mean "size"?`)
}

func TestStackAddsUpOverCommonX(t *testing.T) {
	f := frame.Must(frame.New(
		frame.Col("x", []float64{1, 2, 3, 2, 4}),
		frame.Col("y", []float64{1, 1, 1, 5, 7}),
		frame.Col("kind", []string{"b", "b", "b", "a", "a"})))
	areas, err := Area(X("x"), Y("y"), By("kind"))(f)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Stack(areas).resolve(View{})
	if err != nil {
		t.Fatal(err)
	}
	// a comes first, over all x in ascending order.
	want := []struct {
		label      string
		x, low, up []float64
	}{
		{"a", []float64{1, 2, 3, 4}, []float64{0, 0, 0, 0}, []float64{0, 5, 0, 7}},
		{"b", []float64{1, 2, 3, 4}, []float64{0, 5, 0, 7}, []float64{1, 6, 1, 7}},
	}
	for i, w := range want {
		c := r.charts[i]
		if c.Label() != w.label || !equal(c.values("x"), w.x) || !equal(c.kind.(area).lower, w.low) || !equal(c.values("y"), w.up) {
			t.Errorf("layer %d: %q x %v from %v to %v, want %+v", i, c.Label(), c.values("x"), c.kind.(area).lower, c.values("y"), w)
		}
	}
}

// x and y of a layer must be two columns, which they are not where both are one.
func TestStackRefusesAnAreaOverItself(t *testing.T) {
	for name, e := range map[string]Element{
		"plain":   Overlay(chartOf(t, Area(X("x"), Y("x")), xs(1, 2))),
		"alone":   chartOf(t, Area(X("x"), Y("x")), xs(1, 2)),
		"dynamic": Dynamic(NewDataStream(xs(1, 2)), Area(X("x"), Y("x"))),
	} {
		if err := Stack(e).Figure().Err(); !errors.Is(err, ErrElement) || !strings.HasPrefix(err.Error(), "viz.Stack: ") {
			t.Errorf("%s: got %.200v", name, err)
		}
	}
}

func equal(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestOverlayPutsOuterOptionsLast(t *testing.T) {
	a, _ := Curve()(rows)
	b, _ := Scatter()(rows)
	e := Overlay(a.Opts(LineWidth(1), Width(300)).Relabel("a"), b).Opts(LineWidth(4)).Relabel("both").RedimRange("price", 0, 9)
	r, err := e.resolve(View{})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.charts[0].overrides.settings(); got.lineWidth != 4 || got.width != 300 {
		t.Errorf("width of the line %v, of the plot %v", got.lineWidth, got.width)
	}
	if r.charts[0].Label() != "a" || r.overrides.label != "both" {
		t.Errorf("labels %q and %q", r.charts[0].Label(), r.overrides.label)
	}
	if f, ok := r.charts[1].FixedRange("price"); !ok || f != (Range{0, 9}) {
		t.Errorf("fixed %v", f)
	}
}
