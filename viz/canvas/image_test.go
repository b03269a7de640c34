package canvas

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// colorful returns an opaque image of w x h different colours.
func colorful(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		img.SetRGBA(i%w, i/w, color.RGBA{R: uint8(i % w * 8), G: uint8(i / w * 8), B: uint8(40 + i%97), A: 255})
	}
	return img
}

func rectangle(x0, y0, x1, y1 vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}
}

// An image at its own size does not change, wherever it is and whatever type it has.
func TestImagesAtTheirOwnSize(t *testing.T) {
	src := colorful(13, 9)
	nrgba, moved := image.NewNRGBA(src.Rect), image.NewRGBA(image.Rect(-4, 7, 30, 40))
	draw.Draw(nrgba, nrgba.Rect, src, image.Point{}, draw.Src)
	draw.Draw(moved, image.Rect(3, 20, 16, 29), src, image.Point{}, draw.Src)
	for name, img := range map[string]image.Image{"RGBA": src, "NRGBA": nrgba, "part": moved.SubImage(image.Rect(3, 20, 16, 29))} {
		for _, shift := range []vg.Length{0, 0.2, 0.45, -0.3} {
			c := pixels(40, 30)
			c.DrawImage(rectangle(10+shift, 5+shift, 23+shift, 14+shift), img)
			for i := range 13 * 9 {
				wantPixel(t, c, 10+i%13, 16+i/13, src.RGBAAt(i%13, i/13))
			}
			if t.Failed() {
				t.Fatalf("%s, shifted by %v", name, shift)
			}
			wantPixel(t, c, 9, 20, white)
			wantPixel(t, c, 23, 20, white)
		}
	}
}

// Each pixel of an enlarged image is a sharp rectangle.
func TestEnlargedImagesAreSharp(t *testing.T) {
	src := colorful(5, 4)
	for _, scale := range []struct{ x, y int }{{2, 2}, {7, 3}, {1, 10}} {
		c := pixels(60, 60)
		c.DrawImage(rectangle(3, 4, vg.Length(3+5*scale.x), vg.Length(4+4*scale.y)), src)
		for y := range 4 * scale.y {
			for x := range 5 * scale.x {
				wantPixel(t, c, 3+x, 60-4-4*scale.y+y, src.RGBAAt(x/scale.x, y/scale.y))
			}
		}
	}
	c := pixels(60, 60) // whatever the scale, there are no other colours
	c.DrawImage(rectangle(0.3, 0.7, 57.1, 59.6), src)
	known := map[color.RGBA]bool{white: true}
	for i := range 20 {
		known[src.RGBAAt(i%5, i/5)] = true
	}
	for i := range 60 * 60 {
		if p := c.img.RGBAAt(i%60, i/60); !known[p] {
			t.Fatalf("the colour %v is not in the image", p)
		}
	}
}

// A pixel of a reduced image is the average of what it shows.
func TestReducedImagesAreAverages(t *testing.T) {
	src := colorful(24, 18)
	for _, factor := range []struct{ x, y int }{{2, 2}, {3, 6}, {4, 1}, {24, 18}} {
		c := pixels(40, 40)
		w, h := 24/factor.x, 18/factor.y
		c.DrawImage(rectangle(5, 5, vg.Length(5+w), vg.Length(5+h)), src)
		for i := range w * h {
			var sums [3]int
			for j := range factor.x * factor.y {
				p := src.RGBAAt(i%w*factor.x+j%factor.x, i/w*factor.y+j/factor.x)
				sums[0], sums[1], sums[2] = sums[0]+int(p.R), sums[1]+int(p.G), sums[2]+int(p.B)
			}
			mean := func(s int) uint8 { return uint8(math.Round(float64(s) / float64(factor.x*factor.y))) }
			want := color.RGBA{R: mean(sums[0]), G: mean(sums[1]), B: mean(sums[2]), A: 255}
			if got := c.img.RGBAAt(5+i%w, 35-h+i/w); !isClose(got, want, 1) {
				t.Fatalf("factors %v, pixel %d: got %v, want %v", factor, i, got, want)
			}
		}
	}
}

// The average colour of an image stays the same at every size and place.
func TestReducedImagesKeepTheirMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 300).Draw(t, "w"), rapid.IntRange(1, 200).Draw(t, "h")
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		for i := range img.Pix {
			img.Pix[i] = 200
		}
		c := pixels(50, 50, Background(nil))
		x, y := rapid.Float64Range(0, 20).Draw(t, "x"), rapid.Float64Range(0, 20).Draw(t, "y")
		c.DrawImage(rectangle(vg.Length(x), vg.Length(y), 45, 47), img)
		for i := range 50 * 50 {
			if p := c.img.RGBAAt(i%50, i/50); p != (color.RGBA{}) && p != (color.RGBA{R: 200, G: 200, B: 200, A: 200}) {
				t.Fatalf("got %v", p)
			}
		}
	})
}

// Rotations by right angles and reflections move each pixel to its place.
func TestTurnedImages(t *testing.T) {
	src := colorful(5, 3)
	const size = 40
	for quarter := range 4 {
		for _, flip := range []float64{1, -1} {
			c := pixels(size, size)
			c.Translate(vg.Point{X: size / 2, Y: size / 2})
			c.Rotate(float64(quarter) * math.Pi / 2)
			c.Scale(flip, 1)
			c.DrawImage(rectangle(0, 0, 10, 6), src) // 2 pixels a pixel
			for i := range 5 * 3 {
				// The centre of the image's pixel, in points before and after the rotation.
				x, y := flip*float64(2*(i%5)+1), float64(6-2*(i/5)-1)
				for range quarter {
					x, y = -y, x
				}
				wantPixel(t, c, int(size/2+x), int(size/2-y), src.RGBAAt(i%5, i/5))
			}
			if got := c.Painted(); got.Dx()*got.Dy() != 60 {
				t.Errorf("quarter %d: painted %v", quarter, got)
			}
		}
	}
}

// An image at any angle covers its area, and its middle has its colour.
func TestRotatedImages(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 300, 40))
	draw.Draw(img, img.Rect, image.Black, image.Point{}, draw.Src)
	for _, angle := range []float64{0.1, 0.8, 2, -1} {
		for _, size := range []vg.Length{10, 60} {
			c := pixels(150, 150)
			c.Translate(vg.Point{X: 75, Y: 75})
			c.Rotate(angle)
			c.DrawImage(rectangle(-size, -20, size, 20), img)
			wantInk(t, c, float64(2*size*40), 0.01)
			wantPixel(t, c, 75, 75, black)
		}
	}
}

func TestTranslucentImages(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	img.SetNRGBA(0, 0, color.NRGBA{R: 255, A: 128})
	c := pixels(8, 4)
	c.DrawImage(rectangle(0, 0, 8, 4), img)
	if got := c.img.RGBAAt(1, 1); !isClose(got, color.RGBA{R: 255, G: 127, B: 127, A: 255}, 1) {
		t.Errorf("got %v", got)
	}
	wantPixel(t, c, 6, 2, white)
	c.DrawImage(rectangle(0, 0, 8, 4), image.NewRGBA(image.Rectangle{}))
	c.DrawImage(rectangle(3, 3, 3, 3), img)
}
