package marks

import (
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"
)

var nan, inf = math.NaN(), math.Inf(1)

func TestLineOnPixelCentresIsSharp(t *testing.T) {
	s := newTestCanvas(40, 30, 5).draw(&Line{X: []float64{2, 20}, Y: []float64{3.5, 3.5}, Width: 1, Color: red})
	for x := 2; x < 20; x++ {
		s.wantPixel(t, x, 3, red)
		s.wantPixel(t, x, 2, white)
		s.wantPixel(t, x, 4, white)
	}
	s.wantPixel(t, 1, 3, white)
	s.wantPixel(t, 20, 3, white)
}

func TestLineHasGapsForMissingValues(t *testing.T) {
	for name, missing := range map[string]float64{"NaN": nan, "+Inf": inf, "-Inf": -inf} {
		t.Run(name, func(t *testing.T) {
			s := newTestCanvas(40, 30, 5).draw(&Line{
				X: []float64{0, 5, 8, 12, 20}, Y: []float64{3.5, 3.5, missing, 3.5, 3.5}, Width: 1, Color: red,
			})
			s.wantPixel(t, 4, 3, red)
			for x := 5; x < 12; x++ {
				s.wantPixel(t, x, 3, white)
			}
			s.wantPixel(t, 12, 3, red)
		})
	}
}

func TestLineDrawsASinglePointAsADot(t *testing.T) {
	s := newTestCanvas(40, 30, 5).draw(&Line{X: []float64{10}, Y: []float64{10}, Width: 2, Color: red})
	s.wantPixel(t, 9, 9, s.pixelAt(10, 10))
	if s.paintedPixels() < 4 {
		t.Errorf("a single point paints %d pixels, want at least 4", s.paintedPixels())
	}
	if n := newTestCanvas(40, 30, 5).draw(&Line{X: []float64{-3}, Y: []float64{10}, Width: 2, Color: red}).paintedPixels(); n != 0 {
		t.Errorf("a single point outside the area paints %d pixels, want 0", n)
	}
}

func TestLineIsClipped(t *testing.T) {
	s := newTestCanvas(40, 30, 5).draw(&Line{
		X: []float64{-100, 100, 10.5, 10.5, 4, 1e300}, Y: []float64{10.5, 10.5, -1e12, 1e12, 5, 5}, Width: 1, Color: red,
	})
	s.wantBlankMargin(t, 0)
	for _, at := range [][2]int{{0, 10}, {29, 10}, {10, 0}, {10, 19}} {
		s.wantPixel(t, at[0], at[1], red)
	}
}

// A long translucent line is drawn as one path: where several paths overlap it would be darker.
func TestLineIsEven(t *testing.T) {
	half := color.NRGBA{R: 255, A: 128}
	l := &Line{Width: 4, Color: half}
	for x := 0.0; x <= 600; x += 0.5 {
		l.X, l.Y = append(l.X, x), append(l.Y, 10)
	}
	s := newTestCanvas(610, 30, 5).draw(l)
	for x := range 600 {
		s.wantPixel(t, x, 10, s.pixelAt(300, 10))
	}
	l.Color = red
	s = newTestCanvas(610, 30, 5).draw(l)
	for x := range 600 {
		s.wantPixel(t, x, 11, red)
		s.wantPixel(t, x, 8, red)
	}
}

func TestLineOutsideTheDomain(t *testing.T) {
	s := newTestCanvas(40, 30, 5)
	s.plot.X.Min, s.plot.X.Max = 3, 3
	s.draw(&Line{X: []float64{3, 3}, Y: []float64{0, 9}, Width: 1, Color: red}, &Line{}, &Line{X: []float64{1}, Width: 1, Color: red})
	if n := s.paintedPixels(); n != 0 {
		t.Errorf("an empty range paints %d pixels, want 0", n)
	}
	s = newTestCanvas(40, 30, 5)
	s.plot.Y.Min, s.plot.Y.Max, s.plot.Y.Scale = 1, 100, plot.LogScale{}
	s.draw(&Line{X: []float64{0, 10, 20, 30}, Y: []float64{0, 10, 10, -1}, Width: 1, Color: red})
	if s.pixelAt(9, 9) != white || s.pixelAt(15, 9) == white {
		t.Error("on a logarithmic axis the line goes from the second point to the third alone")
	}
}

func TestLineReducesOnlyDenseColumns(t *testing.T) {
	sine := func(n int) *Line {
		l := &Line{Width: 1.5, Color: red}
		for i := range n {
			at := float64(i) / float64(n)
			l.X, l.Y = append(l.X, at*100), append(l.Y, 50+40*math.Sin(40*at)+float64(i*7919%13))
		}
		return l
	}
	for n, most := range map[int]int{200: 200, 100_000: 4 * 200} {
		s := newTestCanvas(110, 110, 5)
		var rec recorder.Canvas
		c := draw.Crop(draw.NewCanvas(&rec, 110*px, 110*px), 5*px, -5*px, 5*px, -5*px)
		sine(n).Plot(c, s.plot)
		lines := 0
		for _, act := range rec.Actions {
			if stroke, ok := act.(*recorder.Stroke); ok {
				for _, part := range stroke.Path {
					if part.Type == vg.LineComp {
						lines++
					}
				}
			}
		}
		if lines > most || lines < min(n, most)/2 {
			t.Errorf("%d points became %d segments, want about %d", n, lines, most)
		}
	}
}

// Decimation keeps the extremes, the first and the last point of a column, for any points.
func TestDecimateKeepsExtremes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SliceOfN(rapid.Float64Range(-50, 50), 1, 60).Draw(t, "y")
		tr := transform{x: func(v float64) vg.Length { return vg.Length(v) }, y: func(v float64) vg.Length { return vg.Length(v) }, xMinExclusive: -inf, yMinExclusive: -inf}
		got := tr.decimate(nil, make([]float64, len(y)), y)
		low, high := inf, -inf
		for _, v := range y {
			low, high = min(low, v), max(high, v)
		}
		gotLow, gotHigh := inf, -inf
		for _, p := range got {
			gotLow, gotHigh = min(gotLow, float64(p.Y)), max(gotHigh, float64(p.Y))
		}
		if gotLow != low || gotHigh != high || float64(got[0].Y) != y[0] || float64(got[len(got)-1].Y) != y[len(y)-1] || len(got) > maxPointsPerColumn {
			t.Fatalf("%v became %v", y, got)
		}
	})
}

func BenchmarkLine(b *testing.B) {
	for name, n := range map[string]int{"1k": 1000, "10k": 10_000, "1M": 1_000_000} {
		b.Run(name, func(b *testing.B) {
			l := &Line{Width: 1.5, Color: red}
			y := 0.0
			for i := range n {
				y = 0.99*y + float64(i*7919%101-50)
				l.X, l.Y = append(l.X, float64(i)/float64(n)*560), append(l.Y, 180+y*0.5)
			}
			s := newTestCanvas(600, 400, 20)
			b.ReportAllocs()
			for b.Loop() {
				s.draw(l)
			}
		})
	}
}
