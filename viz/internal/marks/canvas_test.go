package marks

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/cmpimg"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/canvas"
)

var (
	red   = color.RGBA{R: 255, A: 255}
	blue  = color.RGBA{B: 255, A: 255}
	white = color.RGBA{R: 255, G: 255, B: 255, A: 255}
)

// testCanvas is a white picture of w x h px whose area has a margin around it. One unit of data is one pixel, and (0, 0) is
// the area's lower left corner.
type testCanvas struct {
	*canvas.Canvas
	w, h, margin int
	plot         *plot.Plot
}

// newTestCanvas returns an empty canvas with linear axes.
func newTestCanvas(w, h, margin int) *testCanvas {
	s := &testCanvas{w: w, h: h, margin: margin, plot: plot.New()}
	s.Canvas = canvas.New(vg.Length(w)*px, vg.Length(h)*px)
	s.plot.X.Min, s.plot.X.Max = 0, float64(w-2*margin)
	s.plot.Y.Min, s.plot.Y.Max = 0, float64(h-2*margin)
	return s
}

// draw draws the marks into the area.
func (s *testCanvas) draw(marks ...plot.Plotter) *testCanvas {
	m := vg.Length(s.margin) * px
	c := draw.Crop(draw.New(s.Canvas), m, -m, m, -m)
	for _, mark := range marks {
		mark.Plot(c, s.plot)
	}
	return s
}

// pixelAt returns the colour of the pixel whose lower left corner is the datum (x, y).
func (s *testCanvas) pixelAt(x, y int) color.RGBA {
	return color.RGBAModel.Convert(s.Image().At(s.margin+x, s.h-1-s.margin-y)).(color.RGBA)
}

// wantPixel checks the colour of a pixel.
func (s *testCanvas) wantPixel(t *testing.T, x, y int, c color.RGBA) {
	t.Helper()
	if got := s.pixelAt(x, y); got != c {
		t.Errorf("pixel (%d, %d) is %v, want %v", x, y, got, c)
	}
}

// wantBlankMargin checks that nothing but white lies more than tolerance px outside the area.
func (s *testCanvas) wantBlankMargin(t *testing.T, tolerance int) {
	t.Helper()
	inner := image.Rect(s.margin-tolerance, s.margin-tolerance, s.w-s.margin+tolerance, s.h-s.margin+tolerance)
	for y := range s.h {
		for x := range s.w {
			if at := image.Pt(x, y); !at.In(inner) && color.RGBAModel.Convert(s.Image().At(x, y)) != white {
				t.Fatalf("pixel %v outside the area %v is %v", at, inner, s.Image().At(x, y))
			}
		}
	}
}

// paintedPixels counts the pixels that are not white.
func (s *testCanvas) paintedPixels() (n int) {
	for y := range s.h {
		for x := range s.w {
			if color.RGBAModel.Convert(s.Image().At(x, y)) != white {
				n++
			}
		}
	}
	return n
}

// compareGolden compares the picture with testdata/name.png. With -regen it writes that file.
func (s *testCanvas) compareGolden(t *testing.T, name string) {
	t.Helper()
	path := filepath.Join("testdata", name+".png")
	var got bytes.Buffer
	check.NoError(t, png.Encode(&got, s.Image()))
	if *cmpimg.GenerateTestData {
		check.NoError(t, os.WriteFile(path, got.Bytes(), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	check.NoError(t, err)
	if same, err := cmpimg.EqualApprox("png", got.Bytes(), want, 0.02); !same || err != nil {
		t.Errorf("the picture differs from %s: %v", path, err)
	}
}
