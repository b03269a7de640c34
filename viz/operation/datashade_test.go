package operation_test

import (
	"errors"
	"image"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/operation"
	"github.com/streamgage/streamgage/viz/raster"
)

// walk is a random walk over row numbers.
func walk(n int) (xs, ys []float64) {
	rng := rand.New(rand.NewPCG(1, 0))
	y := 0.0
	for i := range n {
		y += rng.Float64() - 0.5
		xs, ys = append(xs, float64(i)), append(ys, y)
	}
	return xs, ys
}

// The image is the one that package raster makes of the same numbers, at the size of the area that shows data.
func TestDatashadeDrawsTheImageOfRaster(t *testing.T) {
	xs, ys := walk(5000)
	f := frame.Must(frame.New(frame.Col("x", xs), frame.Col("y", ys)))
	for name, c := range map[string]struct {
		recipe    viz.Recipe
		aggregate func(xs, ys []float64, v raster.View) (*raster.Grid, error)
	}{"curve": {viz.Curve(), raster.Line}, "points": {viz.Points(), raster.Points}} {
		e := operation.Datashade(element(t, c.recipe, f), operation.Normalization("linear"), viz.Cmap("Blues8"))
		chart, area := drawn(t, e, viz.View{Width: 300, Height: 200})
		got, b := chart.Image()
		if got.Bounds().Dx() != area.Width || got.Bounds().Dy() != area.Height || area.Width >= 300 || area.Width < 150 {
			t.Errorf("%s: image of %v in an area of %d x %d", name, got.Bounds(), area.Width, area.Height)
		}
		colors, err1 := viz.Colors("Blues8")
		grid, err2 := c.aggregate(xs, ys, raster.View{Width: area.Width, Height: area.Height})
		check.NoError(t, errors.Join(err1, err2))
		want, err := raster.Shade(grid, colors, raster.Linear)
		if err != nil || string(got.(*image.RGBA).Pix) != string(want.Pix) {
			t.Errorf("%s: the image is not that of raster (%v)", name, err)
		}
		if b.X != (viz.Range{Lo: 0, Hi: 4999}) || b.Times {
			t.Errorf("%s: covers %v", name, b)
		}
	}
}

// A hundred successive nanoseconds in 2026 are told apart. As float64 since 1970 they would be equal.
func TestDatashadeOfTimes(t *testing.T) {
	start := time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)
	var ts []time.Time
	for i := range 100 {
		ts = append(ts, start.Add(time.Duration(i)))
	}
	_, ys := walk(100)
	f := frame.Must(frame.New(frame.Col("t", ts), frame.Col("y", ys)))
	chart, _ := drawn(t, operation.Datashade(element(t, viz.Points(), f)), viz.View{})
	img, b := chart.Image()
	if !b.Times || b.Origin != start.UnixNano() || b.X != (viz.Range{Lo: 0, Hi: 99}) {
		t.Errorf("covers %v", b)
	}
	columns := map[int]bool{} // of pixels that show data
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if _, _, _, a := img.At(x, y).RGBA(); a > 0 {
				columns[x] = true
			}
		}
	}
	if len(columns) != 100 {
		t.Errorf("100 times fall into %d columns", len(columns))
	}
}

func TestDatashadeFollowsTheViewsRange(t *testing.T) {
	e := operation.Datashade(element(t, viz.Curve(), column("y", 0, 1, 2, 3, 4)))
	chart, _ := drawn(t, e, viz.View{X: viz.Range{Lo: 1, Hi: 2}, Y: viz.Range{Lo: 0, Hi: 8}})
	if _, b := chart.Image(); b.X != (viz.Range{Lo: 1, Hi: 2}) || b.Y != (viz.Range{Lo: 0, Hi: 8}) || chart.X() != "x" {
		t.Errorf("covers %v over %q", b, chart.X())
	}
	e = operation.Datashade(element(t, viz.Curve(), column("y", 0, 1)).RedimRange("y", -4, 4))
	chart, _ = drawn(t, e, viz.View{})
	if _, b := chart.Image(); b.Y != (viz.Range{Lo: -4, Hi: 4}) {
		t.Errorf("fixed: covers %v", b)
	}
}

// The ends of a fixed range, or of a view's, may be in descending order, or not finite: the axes show what they show for a
// curve.
func TestDatashadeOfUnusualRanges(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{0, 1, 2}), frame.Col("y", []float64{1, 2, nan})))
	start := time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)
	at := float64(start.UnixNano())
	timed := frame.Must(frame.New(frame.Col("x", []time.Time{start, start.Add(time.Second)}), frame.Col("y", []float64{1, 2})))
	for name, c := range map[string]struct {
		f           frame.Frame
		dim         string
		asked, want viz.Range
	}{
		"descending":          {f, "y", viz.Range{Lo: 4, Hi: -4}, viz.Range{Lo: -4, Hi: 4}},
		"from the data":       {f, "y", viz.Range{Lo: -inf, Hi: 3}, viz.Range{Lo: 1, Hi: 3}},
		"NaN from the data":   {f, "y", viz.Range{Lo: nan, Hi: 3}, viz.Range{Lo: 1, Hi: 3}},
		"to the data":         {f, "x", viz.Range{Lo: -1, Hi: inf}, viz.Range{Lo: -1, Hi: 2}},
		"all of the data":     {f, "y", viz.Range{Lo: nan, Hi: inf}, viz.Range{Lo: 1, Hi: 2}},
		"one value":           {f, "y", viz.Range{Lo: 5, Hi: 5}, viz.Range{Lo: 4.5, Hi: 5.5}},
		"beyond the data":     {f, "y", viz.Range{Lo: 10, Hi: nan}, viz.Range{Lo: 10, Hi: 11}},
		"the widest":          {f, "y", viz.Range{Lo: -math.MaxFloat64, Hi: math.MaxFloat64}, viz.Range{Lo: -math.MaxFloat64 / 4, Hi: math.MaxFloat64 / 4}},
		"times from the data": {timed, "x", viz.Range{Lo: nan, Hi: at + 4e9}, viz.Range{Lo: at, Hi: at + 4e9}},
	} {
		view := viz.View{X: c.asked}
		if c.dim == "y" {
			view = viz.View{Y: c.asked}
		}
		curve := element(t, viz.Curve(), c.f)
		for how, draw := range map[string]func() (*viz.Chart, viz.View){
			"fixed": func() (*viz.Chart, viz.View) {
				return drawn(t, operation.Datashade(curve.RedimRange(c.dim, c.asked.Lo, c.asked.Hi)), viz.View{})
			},
			"of the view": func() (*viz.Chart, viz.View) { return drawn(t, operation.Datashade(curve), view) },
		} {
			chart, _ := draw()
			_, b := chart.Image()
			got := b.X
			if c.dim == "y" {
				got = b.Y
			}
			if got != c.want {
				t.Errorf("%s, %s: covers %v, want %v", name, how, got, c.want)
			}
		}
	}
}

func TestDatashadeWithoutData(t *testing.T) {
	nothing := viz.Dynamic(viz.NewDataStream[frame.Frame](), viz.Curve(viz.Y("x")))
	for name, e := range map[string]viz.Element{
		"no columns": nothing, "no rows": element(t, viz.Curve(), column("y")), "missing": element(t, viz.Curve(), column("y", nan)),
	} {
		if _, err := operation.Datashade(e).Figure().Renderer(viz.View{}).Image(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDatashadeOfWrongArguments(t *testing.T) {
	curve := element(t, viz.Curve(), column("y", 1, 2))
	text := frame.Must(frame.New(frame.Col("side", []string{"buy"}), frame.Col("y", []float64{1})))
	for name, c := range map[string]struct {
		e    viz.Element
		kind error
		text string
	}{
		"normalization": {operation.Datashade(curve, operation.Normalization("lin")), operation.ErrOption, `operation.Normalization: bad option: how must be one of linear, log, cbrt, eq_hist, got "lin"`},
		"near a name":   {operation.Datashade(curve, operation.Normalization("linaer")), raster.ErrHow, `"linaer"; did you mean "linear"?`},
		"near another":  {operation.Datashade(curve, operation.Aggregator("cuont")), operation.ErrOption, `"cuont"; did you mean "count"?`},
		"an option":     {operation.Datashade(curve, otherOption{}), operation.ErrOption, `operation.Datashade: bad option: unknown option "cmap"; did you mean "Cmap"?`},
		"aggregator":    {operation.Datashade(curve, operation.Aggregator("median")), operation.ErrOption, `"median"`},
		"colour map":    {operation.Datashade(curve, viz.Cmap("Blues88")), operation.ErrOption, `"Blues88"`},
		"element":       {operation.Datashade(element(t, viz.Table(), text)), operation.ErrElement, "Table"},
		"text":          {operation.Datashade(element(t, viz.Curve(), text)), frame.ErrType, `"side"`},
	} {
		t.Run(name, func(t *testing.T) { check.Error(t, c.e.Figure().Err(), c.kind, c.text) })
	}
}

// otherOption is an option that Datashade does not have.
type otherOption struct{}

func (otherOption) ShadeOption() (option, value string) { return "cmap", "viridis" }

func BenchmarkDatashade1M(b *testing.B) {
	xs, ys := walk(1_000_000)
	e := operation.Datashade(element(b, viz.Curve(), frame.Must(frame.New(frame.Col("x", xs), frame.Col("y", ys)))), operation.Normalization("linear"))
	r := e.Figure().Renderer(viz.View{})
	for b.Loop() {
		_, err := r.Image()
		check.NoError(b, err)
	}
}

// The image of a curve on logarithmic axes is that of the logarithms on linear ones. Rows that are not positive are left out.
func TestDatashadeOnLogAxes(t *testing.T) {
	var xs, ys, logX, logY []float64
	for i := range 2000 {
		x := math.Pow(10, float64(i%500)/100-2)
		y := math.Pow(x, 1.5) + float64(i%7)
		xs, ys = append(xs, x), append(ys, y)
		logX, logY = append(logX, math.Log10(x)), append(logY, math.Log10(y))
	}
	of := func(xs, ys []float64, opts ...viz.Opt) (image.Image, viz.Bounds) {
		f := frame.Must(frame.New(frame.Col("x", xs), frame.Col("y", ys)))
		noAxes := []viz.Opt{viz.XTicks(viz.TickValues()), viz.YTicks(viz.TickValues())}
		chart, _ := drawn(t, operation.Datashade(element(t, viz.Points(), f)).Opts(append(opts, noAxes...)...), viz.View{Width: 300, Height: 200})
		return chart.Image()
	}
	want, linear := of(logX, logY)
	got, b := of(append(xs, -5, 0, 3), append(ys, 1, 1, -2), viz.LogX(true), viz.LogY(true))
	if string(got.(*image.RGBA).Pix) != string(want.(*image.RGBA).Pix) {
		t.Error("the image differs from that of the logarithms")
	}
	if math.Abs(math.Log10(b.X.Lo)-linear.X.Lo) > 1e-9 || math.Abs(math.Log10(b.Y.Hi)-linear.Y.Hi) > 1e-9 {
		t.Errorf("covers %v, want 10 to the power of %v", b, linear)
	}
}
