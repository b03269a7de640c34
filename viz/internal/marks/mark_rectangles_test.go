package marks

import (
	"image/color"
	"testing"
)

func TestRectanglesAreOnWholePixels(t *testing.T) {
	s := newTestCanvas(60, 40, 5).draw(&Rectangles{
		X0: []float64{2.3, 20, 40.2}, X1: []float64{7.6, 10, 40.3}, Y0: []float64{3, 10.4, 0}, Y1: []float64{12.4, 20.4, 30},
		RowColors: RowColors{Fill: red},
	})
	for y := range 30 {
		for x := range 50 {
			if c := s.pixelAt(x, y); c != red && c != white {
				t.Fatalf("pixel (%d, %d) is %v", x, y, c)
			}
		}
	}
	for _, at := range [][2]int{{2, 3}, {7, 11}, {10, 10}, {19, 19}, {40, 0}, {40, 29}} {
		s.wantPixel(t, at[0], at[1], red)
	}
	for _, at := range [][2]int{{1, 3}, {8, 3}, {2, 12}, {9, 10}, {20, 19}, {39, 5}, {41, 5}} {
		s.wantPixel(t, at[0], at[1], white)
	}
}

// An infinite coordinate is the edge of the plot; a missing one leaves the rectangle out.
func TestRectanglesWithoutEnds(t *testing.T) {
	s := newTestCanvas(50, 40, 5).draw(&Rectangles{
		X0: []float64{-inf, nan}, X1: []float64{inf, 10}, Y0: []float64{10, 0}, Y1: []float64{20, 30}, RowColors: RowColors{Fill: red},
	})
	s.wantBlankMargin(t, 0)
	for _, at := range [][2]int{{0, 10}, {39, 19}} {
		s.wantPixel(t, at[0], at[1], red)
	}
	for _, at := range [][2]int{{5, 9}, {5, 20}} {
		s.wantPixel(t, at[0], at[1], white)
	}
}

func TestGapAndOutlineOfRectangles(t *testing.T) {
	s := newTestCanvas(50, 40, 5).draw(&Rectangles{
		X0: []float64{0, 10}, X1: []float64{10, 20}, Y0: []float64{0, 0}, Y1: []float64{10, 10}, Gap: 1,
		RowColors: RowColors{Fill: red, Colors: []color.Color{nil, blue}}, Outline: color.Black, OutlineWidth: 1,
	})
	black := color.RGBA{A: 255}
	for _, x := range []int{0, 8, 10, 18} {
		s.wantPixel(t, x, 4, black)
	}
	s.wantPixel(t, 4, 4, red)
	s.wantPixel(t, 14, 4, blue)
	s.wantPixel(t, 9, 4, white)
	s.wantPixel(t, 4, 9, white)
}

// The middle pixel of a centred rectangle is the one in which a vertical line at its middle is drawn.
func TestCentredRectanglesHaveAMiddlePixel(t *testing.T) {
	for _, width := range []float64{1, 2, 5, 6, 7.5} {
		s := newTestCanvas(50, 40, 5).draw(
			&Rectangles{X0: []float64{20.3 - width/2}, X1: []float64{20.3 + width/2}, Y0: []float64{0}, Y1: []float64{10}, Centred: true, RowColors: RowColors{Fill: red}},
			&Segments{X0: []float64{20.3}, X1: []float64{20.3}, Y0: []float64{0}, Y1: []float64{5}, Width: 1, RowColors: RowColors{Fill: blue}})
		s.wantPixel(t, 20, 2, blue)
		for d := 1; d < 8; d++ {
			if left, right := s.pixelAt(20-d, 7), s.pixelAt(20+d, 7); left != right {
				t.Errorf("width %v: %d px left of the line it is %v, right of it %v", width, d, left, right)
			}
		}
	}
}
