package marks

import (
	"image"
	"image/color"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"

	"github.com/streamgage/streamgage/viz/canvas"
)

// distinctPixels returns an image whose pixels have different colours and whose bounds do not begin at (0, 0).
func distinctPixels(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(3, 7, 3+w, 7+h))
	for y := range h {
		for x := range w {
			img.SetRGBA(3+x, 7+y, color.RGBA{R: uint8(x * 5), G: uint8(y * 5), B: 77, A: 255})
		}
	}
	return img
}

func TestImageOneToOne(t *testing.T) {
	s := newTestCanvas(50, 50, 5).draw(&Image{Img: distinctPixels(40, 40), X0: 0, X1: 40, Y0: 0, Y1: 40})
	for y := range 40 {
		for x := range 40 {
			s.wantPixel(t, x, 39-y, color.RGBA{R: uint8(x * 5), G: uint8(y * 5), B: 77, A: 255})
		}
	}
	s.wantBlankMargin(t, 0)
}

func TestImageEnlargedIsCrisp(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	img.Set(0, 0, red)
	img.Set(1, 0, blue)
	img.Set(0, 1, gray)
	s := newTestCanvas(50, 50, 5).draw(&Image{Img: img, X0: 10, X1: 30, Y0: 5, Y1: 25})
	for y := range 40 {
		for x := range 40 {
			want := white // around the image, and where it is transparent
			switch {
			case x < 10 || x >= 30 || y < 5 || y >= 25:
			case x < 20 && y >= 15:
				want = red
			case y >= 15:
				want = blue
			case x < 20:
				want = gray
			}
			s.wantPixel(t, x, y, want)
		}
	}
}

// For any position, size and direction, a pixel shows the image's pixel under its centre.
func TestImageAtAnyPosition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		position := rapid.Float64Range(-60, 100)
		m := &Image{Img: distinctPixels(40, 30), X0: position.Draw(t, "x0"), X1: position.Draw(t, "x1"), Y0: position.Draw(t, "y0"), Y1: position.Draw(t, "y1")}
		s := newTestCanvas(50, 50, 5).draw(m)
		for y := -5; y < 45; y++ {
			for x := -5; x < 45; x++ {
				// the position within the image as a fraction; its corners are on whole pixels
				x0, x1, y0, y1 := roundHalfUp(m.X0), roundHalfUp(m.X1), roundHalfUp(m.Y0), roundHalfUp(m.Y1)
				u := (float64(x) + 0.5 - x0) / (x1 - x0)
				v := (float64(y) + 0.5 - y0) / (y1 - y0)
				want := white
				if x0 != x1 && y0 != y1 && x >= 0 && y >= 0 && x < 40 && y < 40 && u > 0 && u < 1 && v > 0 && v < 1 {
					want = color.RGBA{R: uint8(int(u*40) * 5), G: uint8((29 - int(v*30)) * 5), B: 77, A: 255}
				}
				if got := s.pixelAt(x, y); got != want {
					t.Fatalf("pixel (%d, %d) is %v, want %v", x, y, got, want)
				}
			}
		}
	})
}

func roundHalfUp(v float64) float64 { return float64(int(v+1000.5)) - 1000 }

// With two device pixels to a px, an image of the size in device pixels does not change.
func TestImageAtDeviceResolution(t *testing.T) {
	c := canvas.New(20*px, 20*px, canvas.DPI(192))
	s := newTestCanvas(20, 20, 0)
	(&Image{Img: distinctPixels(40, 40), X1: 20, Y1: 20}).Plot(draw.New(c), s.plot)
	for y := range 40 {
		for x := range 40 {
			want := color.RGBA{R: uint8(x * 5), G: uint8(y * 5), B: 77, A: 255}
			if got := color.RGBAModel.Convert(c.Image().At(x, y)); got != want {
				t.Fatalf("pixel (%d, %d) is %v, want %v", x, y, got, want)
			}
		}
	}
}

func TestImageOutsideTheArea(t *testing.T) {
	var rec recorder.Canvas
	c := draw.NewCanvas(&rec, vg.Inch, vg.Inch)
	s := newTestCanvas(50, 50, 5)
	for _, m := range []*Image{
		{X1: 1, Y1: 1}, {Img: image.NewRGBA(image.Rectangle{}), X1: 1, Y1: 1}, {Img: distinctPixels(4, 4), X1: nan, Y1: 1},
		{Img: distinctPixels(4, 4), X0: 90, X1: 99, Y1: 9}, {Img: distinctPixels(4, 4), X0: 5, X1: 5, Y1: 9},
	} {
		m.Plot(c, s.plot)
	}
	if len(rec.Actions) != 0 {
		t.Errorf("got %d drawing actions, want none", len(rec.Actions))
	}
}
