package viz

import "testing"

func TestRangesOfTheViewWin(t *testing.T) {
	e := chartOf(t, Curve(), xy([]float64{0, 10}, []float64{0, 10})).RedimRange("y", 0, 5)
	r := render(t, e, View{X: Range{2, 3}, Y: Range{-9, 9}})
	if b := r.panels[0].limits; b != [2]Range{{2, 3}, {-9, 9}} {
		t.Errorf("got %v", b)
	}
	r.SetRanges(Range{}, Range{1, 2})
	drawFrame(t, r)
	if b := r.panels[0].limits; b != [2]Range{{0, 10}, {1, 2}} {
		t.Errorf("after SetRanges: got %v", b)
	}
}

func TestFramewiseOrNot(t *testing.T) {
	for on, want := range map[bool]Range{true: {0, 50}, false: {0, 10}} {
		s := NewDataStream(xy(nil, nil))
		r := render(t, Dynamic(s, Curve()).Opts(Framewise(on)), View{})
		for _, hi := range []float64{10, 50} {
			send(t, s, xy([]float64{0, hi}, []float64{0, 1}))
			drawFrame(t, r)
		}
		if got := r.panels[0].limits[0]; !near(got, want) {
			t.Errorf("Framewise(%v): got %v, want %v", on, got, want)
		}
		r.SetRanges(Range{1, 2}, Range{})
		drawFrame(t, r)
		if got := r.panels[0].limits[0]; got != (Range{1, 2}) {
			t.Errorf("Framewise(%v) and a view: got %v", on, got)
		}
	}
}
