package canvas

import (
	"bytes"
	"errors"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"pgregory.net/rapid"

	"github.com/streamgage/streamgage/internal/check"
)

// A picture with a palette has the same pixels. With 16 levels, all figures but those of many colours have a palette.
func TestPalettedHasTheSamePixels(t *testing.T) {
	withPalette := 0
	c := New(300, 200, Levels(16))
	for _, f := range figures() {
		c.Reset()
		f.make(t).Draw(draw.New(c))
		img, ok := c.Paletted()
		if !ok {
			continue
		}
		withPalette++
		if img.Rect != c.img.Rect {
			t.Fatalf("got size %v, want %v", img.Rect, c.img.Rect)
		}
		for y := range img.Rect.Max.Y {
			for x := range img.Rect.Max.X {
				if got, want := img.At(x, y), c.img.RGBAAt(x, y); got != color.Color(want) {
					t.Fatalf("%s: pixel (%d, %d): got %v, want %v", f.name, x, y, got, want)
				}
			}
		}
	}
	if withPalette < 20 {
		t.Errorf("only %d figures have a palette", withPalette)
	}
}

func TestPalettedOf256Colors(t *testing.T) {
	c := pixels(16, 17)
	paint := func(n int) {
		for i := range n {
			c.SetColor(color.RGBA{R: uint8(i), G: uint8(i >> 8), B: 7, A: 255})
			x, y := vg.Length(i%16), vg.Length(i/16)
			c.Fill(box(x, y, x+1, y+1))
		}
	}
	paint(255) // and white
	img, ok := c.Paletted()
	if !ok || len(img.Palette) != 256 {
		t.Fatalf("256 colours: got %v", ok)
	}
	paint(256)
	if _, ok := c.Paletted(); ok {
		t.Error("257 colours have a palette")
	}
	c.Reset()
	if img, ok := c.Paletted(); !ok || len(img.Palette) != 1 {
		t.Errorf("one colour: got %v, %d colours", ok, len(img.Palette))
	}
}

func TestPNG(t *testing.T) {
	for _, opts := range [][]Option{nil, {Levels(16)}, {Background(nil), Levels(8)}, {DPI(200)}} {
		for i, f := range figures() {
			if i%3 != 0 {
				continue // enough
			}
			c := New(160, 100, opts...)
			p := f.make(t)
			p.BackgroundColor = nil
			p.Draw(draw.New(c))
			var file bytes.Buffer
			n, err := c.WriteTo(&file)
			check.NoError(t, err)
			if n != int64(file.Len()) {
				t.Errorf("got %d bytes, want %d", n, file.Len())
			}
			img, err := png.Decode(&file)
			check.NoError(t, err)
			for y := range c.img.Rect.Max.Y {
				for x := range c.img.Rect.Max.X {
					got, want := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA), c.img.RGBAAt(x, y)
					if !isClose(got, want, 1) { // PNG is not premultiplied
						t.Fatalf("%s: pixel (%d, %d): got %v, want %v", f.name, x, y, got, want)
					}
				}
			}
		}
	}
}

// image/png decodes the pixels that were encoded: of few and of many colours, opaque and translucent, one picture after the
// other.
func TestPNGOfAnyPixels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.IntRange(1, 40)
		c := pixels(vg.Length(side.Draw(t, "w")), vg.Length(side.Draw(t, "h")))
		for range rapid.IntRange(1, 4).Draw(t, "pictures") {
			shades := rapid.SampledFrom([]int{1, 2, 256, 257, 100_000}).Draw(t, "shades")
			opaque := rapid.Bool().Draw(t, "opaque")
			rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
			for i := 0; i < len(c.img.Pix); i += 4 {
				n := rng.IntN(shades)
				straight := color.NRGBA{R: uint8(n), G: uint8(n >> 8), B: uint8(n>>16) + 7, A: 255}
				if !opaque {
					straight.A = uint8(n * 37)
				}
				rgba := color.RGBAModel.Convert(straight).(color.RGBA)
				c.img.SetRGBA(i/4%c.img.Rect.Max.X, i/4/c.img.Rect.Max.X, rgba)
			}
			var file bytes.Buffer
			if _, err := c.WriteTo(&file); err != nil {
				t.Fatal(err)
			}
			got, err := png.Decode(&file)
			if err != nil {
				t.Fatal(err)
			}
			if got.Bounds() != c.img.Rect || file.Len() != 0 {
				t.Fatalf("size %v, want %v; %d bytes left", got.Bounds(), c.img.Rect, file.Len())
			}
			for y := range c.img.Rect.Max.Y {
				for x := range c.img.Rect.Max.X {
					want := color.NRGBAModel.Convert(c.img.RGBAAt(x, y)) // PNG is not premultiplied
					if g := color.NRGBAModel.Convert(got.At(x, y)); g != want {
						t.Fatalf("(%d, %d) is %v, want %v", x, y, g, want)
					}
				}
			}
		}
	})
}

func BenchmarkPNG(b *testing.B) {
	for name, shades := range map[string]int{"85": 85, "700": 700} {
		b.Run(name, func(b *testing.B) {
			c := pixels(600, 400)
			for i := range 240_000 {
				if i%97 < 10 {
					n := i * 31 % shades
					c.img.SetRGBA(i%600, i/600, color.RGBA{R: uint8(n), G: uint8(n >> 8), B: 99, A: 255})
				}
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.WriteTo(discard{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

type fullDisk struct{ room int }

var errFull = errors.New("no room")

func (d *fullDisk) Write(p []byte) (int, error) {
	n := min(d.room, len(p))
	if d.room -= n; n < len(p) {
		return n, errFull
	}
	return n, nil
}

func TestWriteErrorsAreReturned(t *testing.T) {
	c := pixels(100, 100)
	if n, err := c.WriteTo(&fullDisk{room: 40}); !errors.Is(err, errFull) || n != 40 {
		t.Errorf("got %d bytes, %v", n, err)
	}
	c.Fill(path(true, 1, 2, 50, 90, 70, 3)) // the canvas can still draw
	if _, err := c.WriteTo(discard{}); err != nil {
		t.Error(err)
	}
}
