package pngstream

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// image/png decodes the pixels that were encoded, with few and with many colours, one picture after the other.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var e Encoder
		for range rapid.IntRange(1, 4).Draw(t, "pictures") {
			r := image.Rect(0, 0, rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 40).Draw(t, "h"))
			shades := rapid.SampledFrom([]int{1, 2, 256, 257, 100_000}).Draw(t, "shades")
			rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
			img := image.NewRGBA(r.Add(image.Pt(3, 2)))
			for i := 0; i < len(img.Pix); i += 4 {
				n := rng.IntN(shades)
				img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = byte(n), byte(n>>8), byte(n>>16)+7, 255
			}
			var out bytes.Buffer
			if err := e.Encode(&out, img); err != nil {
				t.Fatal(err)
			}
			got, err := png.Decode(&out)
			if err != nil {
				t.Fatal(err)
			}
			if got.Bounds() != r || out.Len() != 0 {
				t.Fatalf("size %v, want %v; %d bytes left", got.Bounds(), r, out.Len())
			}
			for y := range r.Dy() {
				for x := range r.Dx() {
					if c := color.RGBAModel.Convert(got.At(x, y)); c != img.At(x+3, y+2) {
						t.Fatalf("(%d, %d) is %v, want %v", x, y, c, img.At(x+3, y+2))
					}
				}
			}
		}
	})
}

func TestFewColorsAreIndexed(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 300, 2))
	for x := range 256 {
		img.SetRGBA(x, 0, color.RGBA{byte(x), 0, 0, 255})
	}
	var e Encoder
	for _, c := range []struct {
		name string
		kind byte
	}{{"256 colours", 3}, {"257 colours", 2}} {
		var out bytes.Buffer
		check.NoError(t, e.Encode(&out, img))
		if got := out.Bytes()[25]; got != c.kind {
			t.Errorf("%s: colour type %d, want %d", c.name, got, c.kind)
		}
		img.SetRGBA(0, 1, color.RGBA{0, 1, 0, 255})
	}
}

func TestEncodeWithoutPixelsIsAnError(t *testing.T) {
	var e Encoder
	for _, r := range []image.Rectangle{{}, image.Rect(0, 0, 3, 0)} {
		if err := e.Encode(new(bytes.Buffer), image.NewRGBA(r)); !errors.Is(err, ErrSize) {
			t.Errorf("%v: %v, want ErrSize", r, err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	for name, shades := range map[string]int{"85": 85, "700": 700} {
		b.Run(name, func(b *testing.B) {
			img := image.NewRGBA(image.Rect(0, 0, 600, 400))
			for i := range 240_000 {
				c := color.RGBA{255, 255, 255, 255}
				if i%97 < 10 {
					n := i * 31 % shades
					c = color.RGBA{byte(n), byte(n >> 8), 99, 255}
				}
				img.SetRGBA(i%600, i/600, c)
			}
			var e Encoder
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := e.Encode(&out, img); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
