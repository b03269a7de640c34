package marks

import (
	"bytes"
	"image/color"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg/draw"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/svg"
)

// blackToRed returns a table from black to red, one level a step.
func blackToRed() *[256]color.RGBA {
	var t [256]color.RGBA
	for i := range t {
		t[i] = color.RGBA{R: uint8(i), A: 255}
	}
	return &t
}

func TestDotsAreDiscs(t *testing.T) {
	s := newTestCanvas(50, 50, 5).draw(&Dots{X: []float64{20}, Y: []float64{15}, Radius: 6, Fill: red})
	for _, at := range [][2]int{{20, 15}, {15, 15}, {24, 14}, {20, 10}, {19, 19}, {16, 11}} {
		s.wantPixel(t, at[0], at[1], red)
	}
	for _, at := range [][2]int{{13, 15}, {26, 15}, {20, 8}, {20, 22}, {15, 9}, {25, 20}} {
		s.wantPixel(t, at[0], at[1], white)
	}
	var coverage float64
	for y := range 50 {
		for x := range 50 {
			_, g, _, _ := s.Image().At(x, y).RGBA()
			coverage += 1 - float64(g)/0xffff
		}
	}
	if want := math.Pi * 36; math.Abs(coverage-want) > 0.02*want {
		t.Errorf("the disc covers %.1f px, want %.1f", coverage, want)
	}
}

func TestDotsOutsideAreLeftOut(t *testing.T) {
	s := newTestCanvas(40, 30, 8).draw(&Dots{
		X: []float64{-1, 25, 10, 10, nan, 5, inf, 1e300}, Y: []float64{5, 5, -1, 15, 5, nan, 5, 5}, Radius: 3, Fill: red, Outline: blue,
	})
	if n := s.paintedPixels(); n != 0 {
		t.Errorf("%d pixels drawn, want none", n)
	}
}

func TestDotsColour(t *testing.T) {
	green := color.RGBA{G: 255, A: 255}
	d := &Dots{
		X: []float64{5, 15, 25, 35, 45, 55, 65, 75}, Y: []float64{10, 10, 10, 10, 10, 10, 10, 10}, Radius: 4, Fill: blue,
		Values: []float64{-5, 0, 50, 100, inf, nan, 50}, Lo: 0, Hi: 100, Table: blackToRed(),
		Colors: []color.Color{nil, nil, nil, nil, nil, nil, green},
	}
	s := newTestCanvas(90, 30, 5).draw(d)
	for i, want := range []color.RGBA{{A: 255}, {A: 255}, {R: 128, A: 255}, red, red, blue, green, blue} {
		s.wantPixel(t, 5+10*i, 10, want)
	}
	d.Lo, d.Hi, d.Fill = 50, 50, nil
	s = newTestCanvas(90, 30, 5).draw(d)
	s.wantPixel(t, 25, 10, color.RGBA{A: 255}) // Lo equals Hi: the first colour
	s.wantPixel(t, 75, 10, white)              // no colour at all
}

func TestDotsOutlineIsInside(t *testing.T) {
	s := newTestCanvas(50, 50, 5).draw(&Dots{X: []float64{20.5}, Y: []float64{15.5}, Radius: 5.5, Fill: red, Outline: blue})
	s.wantPixel(t, 20, 15, red)
	for _, x := range []int{15, 25} {
		if c := s.pixelAt(x, 15); c.B < 240 || c.R > 40 {
			t.Errorf("the border at %d is %v, want about %v", x, c, blue)
		}
	}
	s.wantPixel(t, 26, 15, white)
}

// A translucent dot over another is darker than either.
func TestDotsBlend(t *testing.T) {
	s := newTestCanvas(50, 30, 5).draw(&Dots{X: []float64{10, 14}, Y: []float64{10, 10}, Radius: 5, Fill: color.NRGBA{R: 255, A: 128}})
	if one, two := s.pixelAt(7, 10), s.pixelAt(12, 10); two.G >= one.G {
		t.Errorf("one dot is %v, two are %v", one, two)
	}
}

func TestDotsInSVG(t *testing.T) {
	c := svg.New(40*px, 30*px)
	s := newTestCanvas(40, 30, 0)
	(&Dots{X: []float64{10, 20}, Y: []float64{10, 10}, Radius: 3, Fill: red}).Plot(draw.New(c), s.plot)
	var out bytes.Buffer
	_, err := c.WriteTo(&out)
	check.NoError(t, err)
	if n := strings.Count(out.String(), "<circle"); n != 2 {
		t.Errorf("%d circles for 2 dots:\n%s", n, &out)
	}
}

func BenchmarkDots2k(b *testing.B) {
	d := &Dots{Radius: 2.75, Hi: 2000, Table: blackToRed()}
	for i := range 2000 {
		d.X, d.Y, d.Values = append(d.X, float64(i*7919%560)), append(d.Y, float64(i*104729%360)), append(d.Values, float64(i))
	}
	s := newTestCanvas(600, 400, 20)
	b.ReportAllocs()
	for b.Loop() {
		s.draw(d)
	}
}
