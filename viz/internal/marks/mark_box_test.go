package marks

import (
	"image/color"
	"testing"

	"gonum.org/v1/plot"
)

var gray = color.RGBA{R: 128, G: 128, B: 128, A: 255}

// testBox returns a box that is 21 px wide around pixel column 30, for an area of 60 x 50 px.
func testBox() *Box {
	return &Box{X: 30.5, Width: 21, Q1: 12.5, Median: 20, Q3: 30.5, Low: 4.5, High: 44.5, Fill: red, LineColor: blue, OutlierColor: gray}
}

func TestBox(t *testing.T) {
	s := newTestCanvas(70, 60, 5).draw(testBox())
	for name, part := range map[string]struct {
		colour color.RGBA
		at     [][2]int
	}{
		"border":  {blue, [][2]int{{20, 12}, {40, 12}, {20, 30}, {40, 30}, {30, 12}, {33, 30}, {20, 25}, {40, 15}}},
		"filling": {red, [][2]int{{21, 13}, {39, 13}, {21, 29}, {39, 29}, {30, 18}, {30, 21}}},
		"median":  {blue, [][2]int{{20, 19}, {30, 19}, {40, 19}, {20, 20}, {30, 20}, {40, 20}}},
		"whisker": {blue, [][2]int{{30, 11}, {30, 5}, {30, 4}, {30, 31}, {30, 44}, {25, 4}, {35, 4}, {25, 44}, {35, 44}}},
		"white":   {white, [][2]int{{19, 20}, {41, 20}, {29, 8}, {31, 8}, {30, 3}, {30, 45}, {24, 4}, {36, 4}, {20, 31}, {20, 11}}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, at := range part.at {
				s.wantPixel(t, at[0], at[1], part.colour)
			}
		})
	}
}

// For any numbers, a box without outliers has no partly covered pixel and is symmetric.
func TestBoxIsOnWholePixels(t *testing.T) {
	b := testBox()
	for _, shift := range []float64{0, 0.2, 0.5, 0.77} {
		b.X, b.Width, b.Q1, b.Median, b.Q3 = 30.5+shift, 18+3*shift, 12+shift, 21.3-shift, 30+shift/2
		s := newTestCanvas(70, 60, 5).draw(b)
		left, right := 60, 0
		for y := range 50 {
			for x := range 60 {
				switch c := s.pixelAt(x, y); c {
				case white:
				case red, blue:
					left, right = min(left, x), max(right, x)
				default:
					t.Fatalf("shift %v: pixel (%d, %d) is %v", shift, x, y, c)
				}
			}
		}
		mid := (left + right) / 2
		if left+right != 2*mid || s.pixelAt(mid, 8) != blue {
			t.Errorf("shift %v: columns %d to %d, and the whisker is not at %d", shift, left, right, mid)
		}
	}
}

func TestBoxOutliers(t *testing.T) {
	b := testBox()
	b.High, b.Outliers = 34.5, []float64{40, 60, -3, nan, inf}
	s := newTestCanvas(70, 60, 8)
	s.plot.X.Max, s.plot.Y.Max = 54, 44
	s.draw(b)
	s.wantPixel(t, 30, 40, gray)
	s.wantPixel(t, 30, 39, gray)
	s.wantPixel(t, 30, 43, white)
	s.wantBlankMargin(t, 0)
}

func TestBoxIsClippedOrLeftOut(t *testing.T) {
	b := testBox()
	b.X, b.Q1, b.Low, b.High = 2, -20, -90, 1e200
	newTestCanvas(70, 60, 5).draw(b).wantBlankMargin(t, 0)

	b = testBox()
	b.Median, b.Low, b.High, b.Q3 = nan, nan, inf, nan
	if n := newTestCanvas(70, 60, 5).draw(b).paintedPixels(); n != 0 {
		t.Errorf("a box without quartiles paints %d pixels, want 0", n)
	}
	b.X = nan
	newTestCanvas(70, 60, 5).draw(b, &Box{})

	s := newTestCanvas(70, 60, 5)
	s.plot.Y.Min, s.plot.Y.Max, s.plot.Y.Scale = 1, 100, plot.LogScale{}
	b = testBox()
	b.Low = 0
	s.draw(b)
	s.wantPixel(t, 30, 0, white)
}

// If all values are equal, the box is one line as high as the median.
func TestBoxOfOneValue(t *testing.T) {
	s := newTestCanvas(70, 60, 5).draw(&Box{X: 30.5, Width: 21, Q1: 20, Median: 20, Q3: 20, Low: 20, High: 20, Fill: red, LineColor: blue})
	s.wantPixel(t, 30, 20, blue)
	s.wantPixel(t, 30, 19, blue)
	if n := s.paintedPixels(); n != 42 {
		t.Errorf("%d pixels, want two rows of 21", n)
	}
}

// A quartile or a whisker that ends on the area's border is closed there: for instance a load of 100 % on an axis to 100.
func TestBoxOnTheBorder(t *testing.T) {
	b := testBox()
	b.Q3, b.High = 50, 50
	s := newTestCanvas(70, 60, 5).draw(b)
	s.wantPixel(t, 25, 49, blue)
	s.wantPixel(t, 25, 48, red)
	b.Q3 = 30
	s = newTestCanvas(70, 60, 5).draw(b)
	s.wantPixel(t, 27, 49, blue)
	s.wantPixel(t, 27, 48, white)
}
