package viz

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
)

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
		t.Errorf("a range fixed in one plot: got %v", p[0].limits[1])
	}
	p = render(t, Layout(a, b).SharedAxes(false), View{}).panels
	if !near(p[0].limits[0], Range{0, 10}) {
		t.Errorf("not shared: got %v", p[0].limits[0])
	}
}
