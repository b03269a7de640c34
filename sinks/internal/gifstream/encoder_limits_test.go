package gifstream

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestAddErrors(t *testing.T) {
	for _, size := range []image.Point{{0, 4}, {4, 0}, {1 << 16, 1}} {
		e := NewEncoder(&bytes.Buffer{}, Forever)
		if err := e.Add(image.NewRGBA(image.Rectangle{Max: size}), 0); !errors.Is(err, ErrSize) {
			t.Errorf("size %v: %v, want ErrSize", size, err)
		}
	}
	var out bytes.Buffer
	e := NewEncoder(&out, Forever)
	check.NoError(t, e.Add(newFlatImage(4, 4, red), 0))
	if err := e.Add(newFlatImage(4, 5, red), centisecond); !errors.Is(err, ErrSize) {
		t.Errorf("another size: %v, want ErrSize", err)
	}
	if err := e.Close(time.Second); err != nil {
		t.Fatalf("a refused picture spoils nothing: %v", err)
	}
	if got := decode(t, out.Bytes()); len(got.pictures) != 1 {
		t.Errorf("%d pictures, want 1", len(got.pictures))
	}
	if err := NewEncoder(&out, Forever).Close(0); !errors.Is(err, ErrEmpty) {
		t.Errorf("no picture: %v, want ErrEmpty", err)
	}
}

func TestSubImage(t *testing.T) {
	whole := newFlatImage(9, 9, white)
	whole.SetRGBA(4, 4, red)
	var out bytes.Buffer
	e := NewEncoder(&out, Forever)
	check.NoError(t, errors.Join(e.Add(whole.SubImage(image.Rect(3, 3, 6, 6)).(*image.RGBA), 0), e.Close(0)))
	got := decode(t, out.Bytes()).pictures[0]
	if got.Rect.Size() != image.Pt(3, 3) || got.RGBAAt(1, 1) != red || got.RGBAAt(0, 0) != white {
		t.Errorf("a part of an image is not written as it is: %v", got.Pix)
	}
}

var errFull = errors.New("disk full")

// limitedWriter accepts n bytes, then fails.
type limitedWriter struct{ n int }

func (f *limitedWriter) Write(p []byte) (int, error) {
	if f.n -= len(p); f.n < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteErrorIsKept(t *testing.T) {
	e := NewEncoder(&limitedWriter{n: 300}, Forever)
	var err error
	for i := 0; i < 100 && err == nil; i++ {
		err = e.Add(newFlatImage(8, 8, color.RGBA{uint8(i), 0, 0, 255}), time.Duration(i)*10*centisecond)
	}
	for _, err := range []error{err, e.Add(newFlatImage(8, 8, red), time.Hour), e.Close(time.Hour)} {
		if !errors.Is(err, errFull) {
			t.Errorf("got %v, want the write's error", err)
		}
	}
}

// While pictures are held back, nothing is written. Later, each picture is written when the next ones arrive, and the
// memory does not grow.
func TestStreamsWithBoundedMemory(t *testing.T) {
	var out bytes.Buffer
	e := NewEncoder(&out, Forever)
	a, b := newFlatImage(64, 64, black), newFlatImage(64, 64, white)
	add := func(i int) {
		img := a
		if i%2 == 1 {
			img = b
		}
		check.NoError(t, e.Add(img, time.Duration(i)*10*centisecond))
	}
	for i := range maxHeldPictures {
		if add(i); out.Len() != 0 {
			t.Fatalf("%d bytes written before the colours are known", out.Len())
		}
	}
	i := maxHeldPictures
	for before := 0; i < 40; i++ {
		if add(i); out.Len() <= before {
			t.Fatalf("picture %d: nothing written", i)
		}
		before = out.Len()
	}
	if held := len(e.queue) + len(e.freeBuffers) + 1; held > 3 {
		t.Errorf("%d pictures in memory, want at most 3", held)
	}
	out.Grow(1 << 20)
	if n := testing.AllocsPerRun(50, func() { add(i); i++ }); n > 1 {
		t.Errorf("%.1f allocations a picture, want those of a goroutine", n)
	}
	check.NoError(t, e.Close(time.Hour))
}

func TestHeldPicturesAreLimitedByBytes(t *testing.T) {
	for size, want := range map[image.Point]int{{600, 400}: 16, {2400, 1600}: 4, {10000, 10000}: 1} {
		if got := (&Encoder{size: size}).queueCapacity(); got != want {
			t.Errorf("%v: %d pictures wait, want %d", size, got, want)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	for _, colors := range []int{16, 85, 700} {
		b.Run(fmt.Sprint(colors), func(b *testing.B) {
			e := NewEncoder(&limitedWriter{n: 1 << 62}, Forever)
			pictures := make([]*image.RGBA, 8)
			for i := range pictures {
				pictures[i] = newImage(600, 400, func(x, y int) color.RGBA {
					if d := (x + 5*i) % 97; y%20 == d%20 || d == y%97 {
						n := (x*y + i) % colors
						return color.RGBA{uint8(n), uint8(n >> 2), 200, 255}
					}
					return white
				})
			}
			i := 0
			for b.Loop() {
				if err := e.Add(pictures[i%8], time.Duration(i)*10*centisecond); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}
