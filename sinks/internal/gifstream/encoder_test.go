package gifstream

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

const centisecond = 10 * time.Millisecond

// At every hundredth of a second a viewer sees the picture that was added for that time, pixel by pixel. This holds as
// long as no picture has more than 256 colours; the whole animation may have more.
func TestViewerSeesAddedPictures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 12).Draw(t, "w"), rapid.IntRange(1, 12).Draw(t, "h")
		colors := rapid.SampledFrom([]int{1, 2, 3, 5, 17, 128, 129, 256, 4096}).Draw(t, "colors")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		ink := func() color.RGBA {
			n := rng.IntN(colors)
			return color.RGBA{uint8(n * 7), uint8(n * 31), uint8(255 - n>>4), 255}
		}
		steps := rapid.SliceOfN(rapid.IntRange(0, 40), 1, 60).Draw(t, "steps in ms")
		var out bytes.Buffer
		e := NewEncoder(&out, Forever)
		img := newFlatImage(w, h, ink())
		type start struct {
			cs  int
			img *image.RGBA
		}
		var want []start
		var now time.Duration
		for i, ms := range steps {
			if i > 0 {
				now += time.Duration(ms) * time.Millisecond
			}
			img = &image.RGBA{Pix: slices.Clone(img.Pix), Stride: img.Stride, Rect: img.Rect}
			for range rng.IntN(4) {
				img.SetRGBA(rng.IntN(w), rng.IntN(h), ink())
			}
			if err := e.Add(img, now); err != nil {
				t.Fatal(err)
			}
			// The expected result by the same rule: nothing is shown for less than 2 hundredths of a second.
			at := int(math.Round(float64(now.Milliseconds()) / 10))
			n := len(want)
			switch {
			case n > 0 && bytes.Equal(want[n-1].img.Pix, img.Pix):
			case n > 0 && at-want[n-1].cs < 2:
				want[n-1].img = img
			default:
				want = append(want, start{at, img})
			}
		}
		if err := e.Close(now + time.Second); err != nil {
			t.Fatal(err)
		}
		got := decode(t, out.Bytes())
		if end := int(math.Round(float64(now.Milliseconds())/10)) + 100; got.length() != end {
			t.Fatalf("takes %d cs, want %d", got.length(), end)
		}
		if got.loop != 0 {
			t.Fatalf("loop count %d, want 0", got.loop)
		}
		for i, s := range want {
			for _, c := range []int{s.cs, s.cs + 1} {
				if d := maxDifference(got.at(c), s.img); d != 0 {
					t.Fatalf("picture %d at %d cs differs by %d", i, c, d)
				}
			}
			if i > 0 && maxDifference(got.at(s.cs-1), want[i-1].img) != 0 {
				t.Fatalf("picture %d is not shown up to %d cs", i-1, s.cs-1)
			}
		}
		for i, d := range got.delays {
			if d < 2 {
				t.Fatalf("picture %d is shown for %d cs: %v", i, d, got.delays)
			}
		}
	})
}

// The smallest GIF by the specification: 1x1, red. Its LZW data are the 3-bit codes clear (4), 0 and end (5): 4 + 0<<3
// + 5<<6 = 0x144.
func TestSmallestGIFByteByByte(t *testing.T) {
	var out bytes.Buffer
	e := NewEncoder(&out, 3)
	check.NoError(t, errors.Join(e.Add(newFlatImage(1, 1, red), 0), e.Close(time.Second)))
	want := "GIF89a" + "\x01\x00\x01\x00" + "\xf0\x00\x00" + "\xff\x00\x00" + "\x00\x00\x00" +
		"\x21\xff\x0bNETSCAPE2.0\x03\x01\x03\x00\x00" +
		"\x21\xf9\x04\x04\x64\x00\x00\x00" +
		"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00" +
		"\x02\x02\x44\x01\x00" + "\x3b"
	if got := out.String(); got != want {
		t.Errorf("got  %x\nwant %x", got, want)
	}
}

func TestLoop(t *testing.T) {
	for loop, want := range map[int]int{Once: -1, Forever: 0, 1: 1, 65535: 65535} {
		var out bytes.Buffer
		e := NewEncoder(&out, loop)
		check.NoError(t, errors.Join(e.Add(newFlatImage(2, 2, red), 0), e.Close(0)))
		if got := decode(t, out.Bytes()).loop; got != want {
			t.Errorf("loop %d: image/gif reads %d, want %d", loop, got, want)
		}
	}
}

func TestDelays(t *testing.T) {
	blink := func(i int) *image.RGBA { return newFlatImage(3, 3, []color.RGBA{red, white}[i%2]) }
	cases := []struct {
		name     string
		at       []time.Duration
		end      time.Duration
		want     []int
		pictures []color.RGBA
	}{
		{"30 a second", []time.Duration{0, time.Second / 30, 2 * time.Second / 30, 3 * time.Second / 30}, 4 * time.Second / 30, []int{3, 4, 3, 3}, nil},
		{"too short takes the place", []time.Duration{0, 5 * centisecond, 6 * centisecond, 20 * centisecond}, 22 * centisecond, []int{5, 15, 2}, []color.RGBA{red, red, white}},
		{"ends before it is seen", []time.Duration{0, 5 * centisecond}, 5 * centisecond, []int{5, 2}, nil},
		{"longer than 65535", []time.Duration{0, 70000 * centisecond}, 70010 * centisecond, []int{65535, 4465, 10}, []color.RGBA{red, red, white}},
		{"a rest of 1", []time.Duration{0, 65536 * centisecond}, 65546 * centisecond, []int{65533, 3, 10}, []color.RGBA{red, red, white}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			e := NewEncoder(&out, Forever)
			for i, at := range c.at {
				check.NoError(t, e.Add(blink(i), at))
			}
			check.NoError(t, e.Close(c.end))
			got := decode(t, out.Bytes())
			if !slices.Equal(got.delays, c.want) {
				t.Fatalf("delays %v, want %v", got.delays, c.want)
			}
			for i, p := range c.pictures {
				if got.pictures[i].RGBAAt(1, 1) != p {
					t.Errorf("picture %d is %v, want %v", i, got.pictures[i].RGBAAt(1, 1), p)
				}
			}
		})
	}
}

func TestUnchangedPictureIsNotWrittenAgain(t *testing.T) {
	var out bytes.Buffer
	e := NewEncoder(&out, Forever)
	for i, c := range []color.RGBA{red, red, red, white, white} {
		check.NoError(t, e.Add(newFlatImage(4, 4, c), time.Duration(i)*10*centisecond))
	}
	check.NoError(t, e.Close(60*centisecond))
	if got := decode(t, out.Bytes()); !slices.Equal(got.delays, []int{30, 30}) {
		t.Errorf("delays %v, want [30 30]", got.delays)
	}
}

func TestWritesOnlyTheChangedRectangle(t *testing.T) {
	var out bytes.Buffer
	e := NewEncoder(&out, Forever)
	img := newFlatImage(40, 30, white)
	for i := range 3 {
		if i > 0 {
			img.SetRGBA(10*i, 5, red)
			img.SetRGBA(10*i+3, 7+i, red)
		}
		check.NoError(t, e.Add(img, time.Duration(i)*10*centisecond))
	}
	check.NoError(t, e.Close(time.Second))
	g, err := gif.DecodeAll(&out)
	check.NoError(t, err)
	for i, want := range []image.Rectangle{image.Rect(0, 0, 40, 30), image.Rect(10, 5, 14, 9), image.Rect(20, 5, 24, 10)} {
		if g.Image[i].Rect != want {
			t.Errorf("picture %d covers %v, want %v", i, g.Image[i].Rect, want)
		}
	}
}

// With thousands of colours, flat colours are exact and all others are close, in every picture. This includes colours
// that the first pictures do not have.
func TestManyColors(t *testing.T) {
	gray := color.RGBA{231, 233, 236, 255}
	picture := func(i int) *image.RGBA {
		return newImage(100, 80, func(x, y int) color.RGBA {
			switch {
			case y >= 70:
				return white
			case y >= 60:
				return gray
			case i < 30: // a slow gradient of thousands of colours
				return color.RGBA{uint8(2 * x), uint8(3*y + i), uint8(x + y), 255}
			default: // none of these colours occurred before
				return color.RGBA{uint8(255 - 2*x), uint8(3 * y), uint8(x + i), 255}
			}
		})
	}
	var out bytes.Buffer
	e := NewEncoder(&out, Forever)
	for i := range 40 {
		check.NoError(t, e.Add(picture(i), time.Duration(i)*10*centisecond))
	}
	check.NoError(t, e.Close(5*time.Second))
	got := decode(t, out.Bytes())
	if len(got.pictures) != 40 {
		t.Fatalf("%d pictures, want 40", len(got.pictures))
	}
	for i, p := range got.pictures {
		want := picture(i)
		if d := maxDifference(p, want); d > 40 {
			t.Errorf("picture %d: a channel is off by %d", i, d)
		}
		if a, b := p.RGBAAt(50, 75), p.RGBAAt(50, 65); a != white || b != gray {
			t.Errorf("picture %d: flat colours %v and %v, want %v and %v", i, a, b, white, gray)
		}
		var sum int
		for j := range p.Pix {
			sum += max(int(p.Pix[j])-int(want.Pix[j]), int(want.Pix[j])-int(p.Pix[j]))
		}
		if off := float64(sum) / float64(len(p.Pix)); off > 6 {
			t.Errorf("picture %d: a channel is off by %.1f on average", i, off)
		}
	}
}
