package marks

import (
	"image/color"
	"testing"
)

func TestRulesAreSharp(t *testing.T) {
	s := newTestCanvas(50, 40, 5).draw(&Segments{
		X0: []float64{-inf, 7.7}, X1: []float64{inf, 7.7}, Y0: []float64{10.2, -inf}, Y1: []float64{10.2, inf}, Width: 1, RowColors: RowColors{Fill: red},
	})
	s.wantBlankMargin(t, 0)
	if n := s.paintedPixels(); n != 40+30-1 {
		t.Errorf("%d pixels drawn, want 69", n)
	}
	s.wantPixel(t, 0, 10, red)
	s.wantPixel(t, 39, 10, red)
	s.wantPixel(t, 7, 29, red)
}

func TestSegmentsHaveCaps(t *testing.T) {
	s := newTestCanvas(50, 40, 5).draw(&Segments{
		X0: []float64{20}, X1: []float64{20}, Y0: []float64{5}, Y1: []float64{15}, Width: 1, Cap: 7, RowColors: RowColors{Fill: red},
	})
	for _, y := range []int{5, 15} {
		s.wantPixel(t, 18, y, red)
		s.wantPixel(t, 22, y, red)
		s.wantPixel(t, 15, y, white)
		s.wantPixel(t, 25, y, white)
	}
	s.wantPixel(t, 20, 10, red)
	s.wantPixel(t, 19, 10, white)
}

// The head is at the second end, within the arrow's length.
func TestSegmentsHaveHeads(t *testing.T) {
	s := newTestCanvas(60, 40, 5).draw(&Segments{
		X0: []float64{5}, X1: []float64{40}, Y0: []float64{15.5}, Y1: []float64{15.5}, Width: 1, Head: 12, RowColors: RowColors{Fill: red},
	})
	s.wantPixel(t, 10, 15, red)
	s.wantPixel(t, 29, 18, red)
	s.wantPixel(t, 29, 12, red)
	s.wantPixel(t, 38, 18, white)
	s.wantPixel(t, 26, 18, white)
	s.wantPixel(t, 41, 15, white)
}

func TestSegmentsWithoutPositionAreLeftOut(t *testing.T) {
	s := newTestCanvas(50, 40, 5).draw(&Segments{
		X0: []float64{nan, 1, 50}, X1: []float64{3, 3, 60}, Y0: []float64{2, nan, 1}, Y1: []float64{2, 5, 2}, Width: 1, Cap: 5, Head: 5, RowColors: RowColors{Fill: red},
	})
	if n := s.paintedPixels(); n != 0 {
		t.Errorf("%d pixels drawn, want none", n)
	}
}

func TestPolygonsAreFilledAndOutlined(t *testing.T) {
	s := newTestCanvas(50, 40, 5).draw(&Polygons{
		X:         [][]float64{{5, 25, 25, 5}, {30, 39, nan}, {1, 2}},
		Y:         [][]float64{{5, 5, 25, 25}, {5, 5, 9}, {1, 2}},
		RowColors: RowColors{Fill: red}, Outline: color.RGBA{B: 255, A: 255}, OutlineWidth: 2,
	})
	s.wantPixel(t, 15, 15, red)
	s.wantPixel(t, 5, 15, blue)
	s.wantPixel(t, 15, 24, blue)
	s.wantPixel(t, 35, 6, white)
	s.wantPixel(t, 28, 15, white)
}
