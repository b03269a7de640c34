package viz

import (
	"errors"
	"image/color"
	"math"
	"testing"
	"time"

	"gonum.org/v1/plot"
	"pgregory.net/rapid"

	"github.com/streamgage/streamgage/frame"
)

// drawValues draws numbers of all sizes, some of them missing or not finite.
func drawValues(t *rapid.T, name string, n int) []float64 {
	special := []float64{0, -1, 1, 5e-324, -5e-324, 1.7e308, -1.7e308, nan, inf, -inf, 1e15, 1e-9}
	return rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(special), rapid.Float64(), rapid.Float64Range(-100, 100)), n, n).Draw(t, name)
}

// drawAxisOptions draws options of axes, and a few of what WithPlot may set.
func drawAxisOptions(t *rapid.T) []Opt {
	threshold := math.Pow(10, rapid.Float64Range(-300, 300).Draw(t, "threshold"))
	all := []Opt{
		LogX(true), LogY(true), LogZ(true), SymlogX(threshold), SymlogY(threshold), InvertXAxis(true), InvertYAxis(true),
		TimeX(true), TimeY(true), XTicks(TickCount(7)), YTicks(TickValues(-1, 0, 1e300)), XFormatter(SI("m")), YHysteresis(0.5),
		WithPlot(func(p *plot.Plot) { p.X.Scale = plot.LogScale{} }), WithPlot(func(p *plot.Plot) { p.Y.Tick.Marker = plot.ConstantTicks{{Value: 1}} }),
		WithPlot(func(p *plot.Plot) { p.BackgroundColor = color.White }), TimeZone(time.FixedZone("x", 3600)), ColorIndex("z"), Framewise(false),
	}
	return rapid.SliceOfN(rapid.SampledFrom(all), 0, 5).Draw(t, "options")
}

// Any data on any axes is drawn, or is an error: nothing panics, and limits are finite and ascending.
func TestAnyDataOnAnyAxes(t *testing.T) {
	recipes := map[string]Recipe{
		"Curve": Curve(X("x"), Y("y")), "Scatter": Scatter(X("x"), Y("y")), "Area": Area(X("x"), Y("y")), "BoxWhisker": BoxWhisker(X("x"), Y("y")),
		"times": Scatter(X("t"), Y("y")), "times of y": Curve(X("x"), Y("t")), "texts": Scatter(X("s"), Y("y")), "rows": Curve(Y("y")),
		"Table": Table(), "groups": Curve(X("x"), Y("y"), By("s")),
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(t, "rows")
		names := rapid.SliceOfN(rapid.StringOf(rapid.RuneFrom([]rune("ab\u0000<é中\U0001f600\u05d0\n"))), n, n).Draw(t, "s")
		ns := rapid.SliceOfN(rapid.OneOf(rapid.Int64(), rapid.Int64Range(1_500_000_000_000_000_000, 1_500_000_000_000_000_100)), n, n).Draw(t, "t")
		valid := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "valid")
		f, err := frame.New(frame.Col("x", drawValues(t, "x", n)), frame.Col("y", drawValues(t, "y", n)), frame.Col("z", drawValues(t, "z", n)),
			frame.Nanos("t", ns), frame.Col("s", names).WithValid(valid))
		if err != nil {
			t.Fatal(err)
		}
		for name, recipe := range recipes {
			e, err := recipe(f)
			if err != nil {
				t.Fatal(err)
			}
			size := View{Width: rapid.IntRange(1, 300).Draw(t, "width"), Height: rapid.IntRange(1, 200).Draw(t, "height")}
			r := e.Opts(drawAxisOptions(t)...).Figure().Renderer(size)
			for range 2 {
				if _, err := r.Image(); err != nil {
					if !errors.Is(err, ErrOption) && !errors.Is(err, ErrType) {
						t.Fatalf("%s: %v", name, err)
					}
					break
				}
				for _, l := range r.panels[0].limits {
					if r.panels[0].table == nil && !(l.Lo < l.Hi && l.finite()) {
						t.Fatalf("%s: limits %v", name, l)
					}
				}
			}
		}
	})
}

// Every element draws any numbers on logarithmic, symlog and inverted axes, or says that its axis cannot have the scale.
func TestEveryElementOnEveryScale(t *testing.T) {
	scales := map[string][]Opt{
		"log y": {LogY(true)}, "log x": {LogX(true)}, "symlog": {SymlogX(1), SymlogY(1e-3)}, "inverted": {InvertXAxis(true), InvertYAxis(true)},
		"log y, exchanged": {LogY(true), InvertAxes(true)}, "log z": {LogZ(true), YHysteresis(0.5)},
	}
	for name, recipe := range everyRecipe() {
		for rowsName, f := range hostileFrames() {
			e, err := recipe(f)
			if err != nil {
				t.Fatal(err)
			}
			for scale, opts := range scales {
				r := e.Opts(opts...).Figure().Renderer(View{Width: 150, Height: 100})
				if _, err := r.Image(); err != nil {
					if !errors.Is(err, ErrOption) {
						t.Errorf("%s of %s, %s: %v", name, rowsName, scale, err)
					}
					continue
				}
				p := r.panels[0]
				for i, l := range p.limits {
					if !(l.Lo < l.Hi && l.finite() && p.scales[i].Holds(l.Lo)) {
						t.Errorf("%s of %s, %s: limits %v", name, rowsName, scale, l)
					}
				}
			}
		}
	}
}
