package gifstream

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"slices"
)

// testingT is a *testing.T or a *rapid.T.
type testingT interface {
	Helper()
	Fatalf(format string, args ...any)
}

// animation is a decoded GIF as a viewer shows it: each picture is drawn over the previous ones.
type animation struct {
	pictures []*image.RGBA
	delays   []int // hundredths of a second
	loop     int
}

func decode(t testingT, data []byte) animation {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("image/gif cannot decode: %v", err)
	}
	if data[len(data)-1] != 0x3b {
		t.Fatalf("last byte is %#x, not the trailer", data[len(data)-1])
	}
	screen := image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	a := animation{delays: g.Delay, loop: g.LoopCount}
	for i, p := range g.Image {
		if g.Disposal[i] != gif.DisposalNone {
			t.Fatalf("picture %d: disposal %d", i, g.Disposal[i])
		}
		draw.Draw(screen, p.Rect, p, p.Rect.Min, draw.Src)
		a.pictures = append(a.pictures, &image.RGBA{Pix: slices.Clone(screen.Pix), Stride: screen.Stride, Rect: screen.Rect})
	}
	return a
}

// at returns the picture that is shown at a time in hundredths of a second, or nil after the end.
func (a animation) at(time int) *image.RGBA {
	for i, d := range a.delays {
		if time -= d; time < 0 {
			return a.pictures[i]
		}
	}
	return nil
}

func (a animation) length() (sum int) {
	for _, d := range a.delays {
		sum += d
	}
	return sum
}

func newImage(w, h int, at func(x, y int) color.RGBA) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, at(x, y))
		}
	}
	return m
}

func newFlatImage(w, h int, c color.RGBA) *image.RGBA {
	return newImage(w, h, func(int, int) color.RGBA { return c })
}

var (
	red   = color.RGBA{255, 0, 0, 255}
	white = color.RGBA{255, 255, 255, 255}
	black = color.RGBA{0, 0, 0, 255}
)

// maxDifference returns the largest difference of a channel between two pictures.
func maxDifference(a, b *image.RGBA) (d int) {
	for i := range a.Pix {
		d = max(d, int(a.Pix[i])-int(b.Pix[i]), int(b.Pix[i])-int(a.Pix[i]))
	}
	return d
}
