package marks

import (
	"image"
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

var testColors = []color.RGBA{{0x3f, 0x90, 0xda, 255}, {0xff, 0xa9, 0x0e, 255}, {0xbd, 0x1f, 0x01, 255}, {0x94, 0xa4, 0xa2, 255}}

// wave returns a smooth curve with a little noise, the same on every computer.
func wave(i int) float64 { return 50 + 30*math.Sin(float64(i)/17) + float64(i*7919%23)/3 }

// gallery returns the marks of six panels, one kind of mark in each. The ranges of x and y are 0 to 100.
func gallery() [6][]plot.Plotter {
	var x, low, high []float64
	for i := 0; i <= 200; i++ {
		x, low, high = append(x, float64(i)/2), append(low, wave(i)/2), append(high, wave(i+20)/2+wave(i)/2)
	}
	broken := append([]float64(nil), high...)
	broken[90], broken[91] = nan, nan

	dots := &Dots{Radius: 2.75, Table: blackToRed(), Hi: 300}
	for i := range 300 {
		r, at := float64(i)/7, float64(i)*2.39996 // a spiral with the golden angle
		dots.X, dots.Y, dots.Values = append(dots.X, 50+r*math.Cos(at)), append(dots.Y, 50+r*math.Sin(at)), append(dots.Values, float64(i))
	}
	for i := range dots.Table {
		dots.Table[i] = color.RGBA{R: uint8(40 + i*5/6), G: uint8(40 + i*4/6), B: uint8(160 - i/2), A: 255}
	}

	ink := color.RGBA{0x22, 0x27, 0x2d, 255}
	var boxes []plot.Plotter
	for i, c := range testColors {
		m := 30 + float64(i)*12
		boxes = append(boxes, &Box{
			X: 14 + 24*float64(i), Width: 15, Low: m - 25, Q1: m - 9, Median: m, Q3: m + 7, High: m + 22,
			Outliers: []float64{m + 25, m + 27.5, m - 31}, Fill: c, LineColor: ink, OutlierColor: color.RGBA{0x6e, 0x77, 0x81, 255},
		})
	}

	bars := &Bars{Fill: testColors[0]}
	for i := 0; i <= 25; i++ {
		bars.Edges = append(bars.Edges, float64(i)*4)
		bars.Heights = append(bars.Heights, 90*math.Exp(-math.Pow(float64(i)-12, 2)/40)+float64(i*13%5))
	}

	squares := image.NewRGBA(image.Rect(0, 0, 12, 8))
	for i := range 96 {
		squares.SetRGBA(i%12, i/12, dots.Table[(i*37)%256])
	}
	return [6][]plot.Plotter{
		{
			&Line{X: x, Y: broken, Width: 1.5, Color: testColors[0]}, &Line{X: x, Y: low, Width: 2.5, Color: testColors[1]},
			&Line{X: []float64{-20, 120}, Y: []float64{-10, 105}, Width: 1.5, Color: testColors[3]}, // clipped
		},
		{
			&Area{X: x, Upper: low, Fill: testColors[3]}, &Area{X: x, Lower: low, Upper: broken, Fill: testColors[0], Outline: ink, OutlineWidth: 1},
		},
		{dots},
		boxes,
		{bars},
		{&Image{Img: squares, X0: 5, X1: 95, Y0: 5, Y1: 95}},
	}
}

func TestGallery(t *testing.T) {
	const w, h, gap = 630, 420, 15
	s := newTestCanvas(w, h, 0)
	s.plot.X.Max, s.plot.Y.Max = 100, 100
	panelW, panelH := vg.Length(w-4*gap)/3*px, vg.Length(h-3*gap)/2*px
	for i, marks := range gallery() {
		left := vg.Length(gap)*px + vg.Length(i%3)*(panelW+gap*px)
		foot := vg.Length(gap)*px + vg.Length(1-i/3)*(panelH+gap*px)
		c := draw.Canvas{Canvas: s.Canvas, Rectangle: vg.Rectangle{
			Min: vg.Point{X: left, Y: foot}, Max: vg.Point{X: left + panelW, Y: foot + panelH},
		}}
		c.SetColor(color.RGBA{0xf4, 0xf5, 0xf7, 255})
		c.Fill(c.Rectangle.Path())
		for _, m := range marks {
			m.Plot(c, s.plot)
		}
	}
	s.compareGolden(t, "gallery")
}
