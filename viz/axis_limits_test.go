package viz

import (
	"image"
	"math"
	"testing"

	"github.com/streamgage/streamgage/viz/internal/guides"
)

// The expected values were computed by hand from HoloViews' rules.
func TestLimits(t *testing.T) {
	data := func(lo, hi float64) axis { return axis{dataRange: Range{lo, hi}, softRange: noRange} }
	for name, c := range map[string]struct {
		a      axis
		fixed  Range
		aspect float64
		want   Range
	}{
		"a curve's x is not padded":         {data(2, 12), noRange, 1, Range{2, 12}},
		"a tenth on each side":              {data(2, 12).withPadding(), noRange, 1, Range{1, 13}},
		"less in x of a wide plot":          {data(0, 10).withPadding(), noRange, 2, Range{-0.5, 10.5}},
		"not less in x of a high plot":      {data(0, 10).withPadding(), noRange, 0.5, Range{-1, 11}},
		"both ends fixed":                   {data(2, 12).withPadding(), Range{0, 5}, 1, Range{0, 5}},
		"the upper end fixed":               {data(2, 12).withPadding(), Range{nan, 20}, 1, Range{1, 20}},
		"the lower end fixed above data":    {data(2, 12), Range{50, nan}, 1, Range{50, 55}},
		"descending":                        {data(2, 12), Range{5, -5}, 1, Range{-5, 5}},
		"fixed at one value":                {data(2, 12), Range{5, 5}, 1, Range{4.5, 5.5}},
		"one value, padded once":            {data(50, 50).withPadding(), noRange, 1, Range{45, 55}},
		"one bar":                           {data(5, 5).withPadding().withSoftValue(0), noRange, 1, Range{0, 5.5}},
		"an infinite end is not fixed":      {data(2, 12), Range{-inf, 20}, 1, Range{2, 20}},
		"bars show zero":                    {data(3, 13).withPadding().withSoftValue(0), noRange, 1, Range{0, 14}},
		"negative bars show zero":           {data(-13, -3).withPadding().withSoftValue(0), noRange, 1, Range{-14, 0}},
		"bars on both sides":                {data(-5, 5).withPadding().withSoftValue(0), noRange, 1, Range{-6, 6}},
		"bars without height":               {data(0, 0).withSoftValue(0), noRange, 1, Range{0, 1}},
		"one value: a tenth of it":          {data(50, 50), noRange, 1, Range{45, 55}},
		"one value, zero":                   {data(0, 0), noRange, 1, Range{-0.5, 0.5}},
		"one time: half a second":           {axis{dataRange: Range{5e9, 5e9}, softRange: noRange, scale: guides.Time}, noRange, 1, Range{4.5e9, 5.5e9}},
		"no data":                           {axis{dataRange: noRange, softRange: noRange}, noRange, 1, Range{0, 1}},
		"no data, fixed":                    {axis{dataRange: noRange, softRange: noRange}, Range{-4, 4}, 1, Range{-4, 4}},
		"categories stand at whole numbers": {axis{scale: guides.Category, categories: []string{"a", "b", "c"}}, noRange, 1, Range{-0.5, 2.5}},
	} {
		if got := c.a.limits(c.fixed, c.aspect); math.Abs(got.Lo-c.want.Lo) > 1e-12 || math.Abs(got.Hi-c.want.Hi) > 1e-12 {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// The expected values follow HoloViews' rules for a plot of 600 x 400: the padding is a tenth of the span in y, and that
// divided by 600/400 in x.
func TestLimitsOfElements(t *testing.T) {
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

// Extreme data can be drawn, on axes with finite limits.
func TestLimitsOfExtremeData(t *testing.T) {
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

// near compares ranges up to rounding.
func near(a, b Range) bool { return math.Abs(a.Lo-b.Lo) < 1e-9 && math.Abs(a.Hi-b.Hi) < 1e-9 }
