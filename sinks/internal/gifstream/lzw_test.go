package gifstream

import (
	"bytes"
	"compress/lzw"
	"math/rand/v2"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// drawing returns n indexes below colors, in runs of up to longest.
func drawing(n, colors, longest int, seed uint64) []uint8 {
	rng := rand.New(rand.NewPCG(seed, 0))
	indexes := make([]uint8, 0, n+longest)
	for len(indexes) < n {
		x := uint8(rng.IntN(colors))
		if rng.IntN(2) == 0 {
			x = 0 // the background
		}
		for range 1 + rng.IntN(longest) {
			indexes = append(indexes, x)
		}
	}
	return indexes[:n]
}

// standardLZW compresses with compress/lzw, in the blocks of GIF.
func standardLZW(t interface{ Fatal(...any) }, indexes []uint8, codeSize int) []byte {
	var codes bytes.Buffer
	w := lzw.NewWriter(&codes, lzw.LSB, codeSize)
	if _, err := w.Write(indexes); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out := []byte{byte(codeSize)}
	for b := codes.Bytes(); len(b) > 0; {
		n := min(255, len(b))
		out, b = append(append(out, byte(n)), b[:n]...), b[n:]
	}
	return append(out, 0)
}

// The codes are those of compress/lzw, one picture after the other.
func TestLZWIsThatOfTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var w lzwWriter
		for range 2 {
			codeSize := rapid.IntRange(2, 8).Draw(t, "code size")
			colors := rapid.IntRange(1, 1<<codeSize).Draw(t, "colours")
			n := rapid.SampledFrom([]int{0, 1, 2, 5, 100, 5000, 20_000}).Draw(t, "pixels")
			longest := rapid.SampledFrom([]int{1, 2, 10, 300, 10_000}).Draw(t, "longest run")
			indexes := drawing(n, colors, longest, rapid.Uint64().Draw(t, "seed"))
			var out bytes.Buffer
			w.compress(&out, indexes, codeSize)
			if !bytes.Equal(out.Bytes(), standardLZW(t, indexes, codeSize)) {
				t.Fatalf("%d pixels of %d colours, runs of up to %d: other codes than those of compress/lzw", n, colors, longest)
			}
		}
	})
}

func BenchmarkLZW(b *testing.B) {
	indexes := drawing(240_000, 85, 60, 1)
	b.Run("runs", func(b *testing.B) {
		var w lzwWriter
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			w.compress(&out, indexes, 7)
		}
	})
	b.Run("standard", func(b *testing.B) {
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			w := lzw.NewWriter(&out, lzw.LSB, 7)
			_, err := w.Write(indexes)
			check.NoError(b, err)
			check.NoError(b, w.Close())
		}
	})
}
