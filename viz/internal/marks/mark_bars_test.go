package marks

import (
	"testing"

	"gonum.org/v1/plot"
)

func TestBarsBeginAtZero(t *testing.T) {
	s := newTestCanvas(50, 40, 5)
	s.plot.Y.Min, s.plot.Y.Max = -10, 20
	s.draw(&Bars{Edges: []float64{0, 10, 20, 30, 40}, Heights: []float64{5, -4, 0, 12}, Fill: red})
	// pixels are counted from the area's lower edge, where y is -10, so y = 0 is pixel 10
	for _, at := range [][2]int{{0, 10}, {8, 10}, {0, 14}, {8, 14}, {10, 9}, {18, 6}, {30, 10}, {38, 21}} {
		s.wantPixel(t, at[0], at[1], red)
	}
	for _, at := range [][2]int{{9, 10}, {0, 15}, {0, 9}, {10, 10}, {10, 5}, {19, 9}, {25, 10}, {25, 9}, {30, 22}, {39, 12}} {
		s.wantPixel(t, at[0], at[1], white)
	}
}

// Edges are sharp for any data: no pixel has a colour between the two.
func TestBarsAreOnWholePixels(t *testing.T) {
	s := newTestCanvas(60, 40, 5).draw(&Bars{Edges: []float64{0.3, 7.7, 15.1, 15.4, 22.6, 23.9}, Heights: []float64{3.3, 9.9, 14, 5.5, 21.2}, Fill: red})
	for y := range 30 {
		for x := range 50 {
			if c := s.pixelAt(x, y); c != red && c != white {
				t.Fatalf("pixel (%d, %d) is %v", x, y, c)
			}
		}
	}
	s.wantPixel(t, 15, 13, red) // narrower than a pixel, but drawn
	s.wantPixel(t, 0, 2, red)
	s.wantPixel(t, 0, 3, white)
}

func TestBarsAreClippedOrLeftOut(t *testing.T) {
	s := newTestCanvas(50, 40, 5).draw(&Bars{Edges: []float64{-10, 5, 10, 20, 30, 90, 99}, Heights: []float64{50, nan, inf, -8, 7, 3}, Fill: red})
	s.wantBlankMargin(t, 0)
	s.wantPixel(t, 0, 29, red)
	s.wantPixel(t, 3, 0, red)
	s.wantPixel(t, 7, 2, white)
	s.wantPixel(t, 15, 2, white)
	s.wantPixel(t, 25, 0, white)
	s.wantPixel(t, 39, 6, red)
	s.wantPixel(t, 39, 7, white)
	if n := newTestCanvas(50, 40, 5).draw(&Bars{Fill: red}, &Bars{Edges: []float64{1}, Fill: red}, &Bars{Heights: []float64{1}, Fill: red}).paintedPixels(); n != 0 {
		t.Errorf("bars without edges paint %d pixels, want 0", n)
	}
}

func TestBarsOnALogarithmicAxis(t *testing.T) {
	s := newTestCanvas(50, 40, 5)
	s.plot.Y.Min, s.plot.Y.Max, s.plot.Y.Scale = 1, 1000, plot.LogScale{}
	s.draw(&Bars{Edges: []float64{0, 10, 20}, Heights: []float64{10, 0}, Fill: red})
	s.wantPixel(t, 5, 0, red)
	s.wantPixel(t, 5, 9, red)
	s.wantPixel(t, 5, 10, white)
	s.wantPixel(t, 15, 0, white)
}
