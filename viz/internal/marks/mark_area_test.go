package marks

import (
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

func TestAreaFillsFromZero(t *testing.T) {
	s := newTestCanvas(40, 30, 5)
	s.plot.Y.Min, s.plot.Y.Max = -10, 10
	s.draw(&Area{X: []float64{0, 10, 10, 20}, Upper: []float64{5, 5, -5, -5}, Fill: red})
	for _, at := range [][2]int{{0, 10}, {9, 14}, {5, 12}, {10, 9}, {19, 5}} {
		s.wantPixel(t, at[0], at[1], red)
	}
	for _, at := range [][2]int{{5, 9}, {5, 15}, {15, 10}, {15, 4}, {20, 8}} {
		s.wantPixel(t, at[0], at[1], white)
	}
}

func TestAreaBetweenTwoEdges(t *testing.T) {
	s := newTestCanvas(40, 30, 5).draw(&Area{
		X: []float64{0, 10, 20}, Lower: []float64{5, 5, 5}, Upper: []float64{10, 10, 10}, Fill: red, Outline: blue, OutlineWidth: 2,
	})
	s.wantPixel(t, 3, 4, white)
	s.wantPixel(t, 3, 5, red)
	s.wantPixel(t, 3, 8, red)
	s.wantPixel(t, 3, 9, blue)
	s.wantPixel(t, 3, 10, blue)
	s.wantPixel(t, 3, 11, white)
	s.wantPixel(t, 0, 6, red) // the sides have no outline
}

func TestAreaHasGapsForMissingValues(t *testing.T) {
	ten := []float64{10, 10, 10, 10, 10, 10}
	hole := []float64{10, 10, nan, inf, 10, 10}
	x := []float64{0, 5, 10, 11, 15, 20}
	for name, mark := range map[string]*Area{
		"upper": {X: x, Upper: hole, Fill: red},
		"x":     {X: []float64{0, 5, nan, nan, 15, 20}, Upper: ten, Fill: red},
		"lower": {X: x, Upper: []float64{12, 12, 12, 12, 12, 12}, Lower: []float64{0, 0, nan, nan, 0, 0}, Fill: red},
	} {
		t.Run(name, func(t *testing.T) {
			s := newTestCanvas(40, 30, 5).draw(mark)
			s.wantPixel(t, 4, 3, red)
			s.wantPixel(t, 15, 3, red)
			for x := 5; x < 15; x++ {
				s.wantPixel(t, x, 3, white)
			}
		})
	}
}

func TestAreaIsClipped(t *testing.T) {
	s := newTestCanvas(40, 30, 5).draw(&Area{X: []float64{-50, 10, 90}, Upper: []float64{-90, 90, 30}, Lower: []float64{-200, 5, -9}, Fill: red})
	s.wantBlankMargin(t, 0)
	// at x = 0 it reaches from -29 to 60, at x = 10 from 5 to 90, at x = 29 from 1.7 to 76
	s.wantPixel(t, 0, 0, red)
	s.wantPixel(t, 0, 19, red)
	s.wantPixel(t, 10, 3, white)
	s.wantPixel(t, 10, 19, red)
	s.wantPixel(t, 29, 0, white)
	s.wantPixel(t, 29, 2, red)
	s.wantPixel(t, 29, 19, red)
}

func TestAreaOnALogarithmicAxis(t *testing.T) {
	s := newTestCanvas(40, 30, 5)
	s.plot.Y.Min, s.plot.Y.Max, s.plot.Y.Scale = 1, 100, plot.LogScale{}
	s.draw(&Area{X: []float64{0, 10, 20, 30}, Upper: []float64{10, 10, 0, 10}, Fill: red})
	s.wantPixel(t, 5, 0, red)
	s.wantPixel(t, 5, 9, red)
	s.wantPixel(t, 5, 10, white)
	s.wantPixel(t, 15, 2, white)
}

// A clipped polygon is inside the rectangle and has the right area. The test clips a triangle, for which that area is known,
// and computes the result's area by the shoelace formula.
func TestClipPolygonArea(t *testing.T) {
	r := vg.Rectangle{Max: vg.Point{X: 10, Y: 10}}
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.Float64Range(1, 30).Draw(t, "side")
		// the right triangle (0,0) (side,0) (0,side) inside a square of 10
		want := side * side / 2
		if side > 10 {
			cut := side - 10 // such a triangle is beyond each of two borders; they overlap in one beyond both
			want -= cut * cut
			if side > 20 {
				want += (side - 20) * (side - 20) / 2
			}
		}
		got := clipPolygon(r, []vg.Point{{}, {X: vg.Length(side)}, {Y: vg.Length(side)}})
		var twice vg.Length
		for i, p := range got {
			q := got[(i+1)%len(got)]
			twice += p.X*q.Y - q.X*p.Y
			if p.X < -1e-9 || p.X > 10+1e-9 || p.Y < -1e-9 || p.Y > 10+1e-9 {
				t.Fatalf("%v lies outside", p)
			}
		}
		if diff := float64(twice)/2 - want; diff > 1e-6 || diff < -1e-6 {
			t.Fatalf("area %v, want %v", twice/2, want)
		}
	})
}
