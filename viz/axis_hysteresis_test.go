package viz

import (
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// The limits change only if the data leaves them, or needs less than half of them.
func TestYHysteresis(t *testing.T) {
	s := NewDataStream(xy(nil, nil))
	r := render(t, Dynamic(s, Curve()).Opts(YHysteresis(0.5)), View{})
	for _, c := range []struct {
		lo, hi float64
		want   Range
	}{
		{0, 10, Range{-1, 11}},
		{1, 10.5, Range{-1, 11}},     // inside
		{-1, 11, Range{-1, 11}},      // just inside
		{0, 12, Range{-1.2, 13.2}},   // leaves
		{3, 9.5, Range{-1.2, 13.2}},  // needs 7.8 of 14.4
		{4, 9.8, Range{3.42, 10.38}}, // needs 6.96 of 14.4
		{3, 9.8, Range{2.32, 10.48}}, // leaves
	} {
		send(t, s, xy([]float64{0, 1}, []float64{c.lo, c.hi}))
		drawFrame(t, r)
		if got := r.panels[0].limits[1]; !near(got, c.want) {
			t.Errorf("%v to %v: got %v, want %v", c.lo, c.hi, got, c.want)
		}
	}
	r.SetRanges(Range{}, Range{0, 1})
	drawFrame(t, r)
	if got := r.panels[0].limits[1]; got != (Range{0, 1}) {
		t.Errorf("a view: got %v", got)
	}
	r.SetRanges(Range{}, Range{})
	drawFrame(t, r)
	if got := r.panels[0].limits[1]; !near(got, Range{2.32, 10.48}) {
		t.Errorf("after a view: got %v", got)
	}
	if got := r.panels[0].limits[0]; got != (Range{0, 1}) {
		t.Errorf("x: got %v", got)
	}
}

// On a logarithmic axis, decades count, and a fixed end stays fixed.
func TestYHysteresisOfALogAxis(t *testing.T) {
	s := NewDataStream(xy(nil, nil))
	r := render(t, Dynamic(s, Curve()).Opts(YHysteresis(0.5), LogY(true)).RedimRange("y", 0.1, nan), View{})
	for _, c := range []struct{ hi, want float64 }{
		{1e4, 1e4 * 2.5118864315095801}, // 0.4 decades of padding
		{1e2, 1e4 * 2.5118864315095801}, // needs 2.4 of 4.8 decades
		{99, 0},                         // needs less
	} {
		send(t, s, xy([]float64{0, 1}, []float64{1, c.hi}))
		drawFrame(t, r)
		got := r.panels[0].limits[1]
		if c.want == 0 && got.Hi > 1000 || c.want > 0 && !near(got, Range{0.1, c.want}) || got.Lo != 0.1 {
			t.Errorf("1 to %v: got %v", c.hi, got)
		}
	}
	check.Panics(t, "viz.YHysteresis", func() { YHysteresis(1.5) })
}
