package gifstream

import (
	"bytes"
	"image/color"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/sinks/internal/colors"
)

func TestFewColorsAreExact(t *testing.T) {
	var h colors.Table
	h.Add(0x0000ff, 3)
	h.Add(0xffffff, 90)
	h.Add(0x000000, 3)
	if got, want := chooseTable(&h), []uint32{0xffffff, 0x000000, 0x0000ff}; !slices.Equal(got, want) {
		t.Errorf("chose %06x, want %06x: the most frequent first", got, want)
	}
}

// A background is not averaged with thousands of colours that are close to it.
func TestFlatColorsAreExact(t *testing.T) {
	var h colors.Table
	for i := range uint32(5000) {
		h.Add(0xc0c0c0|i%64|i/64%64<<8|i/4096<<16, 10)
	}
	flat := []uint32{0xe7e9ec, 0xffffff, 0xfefefe}
	for _, c := range flat {
		h.Add(c, 1000)
	}
	table := chooseTable(&h)
	if len(table) > 256 || len(table) < 200 {
		t.Errorf("%d colours, want nearly 256", len(table))
	}
	for _, c := range flat {
		if !slices.Contains(table, c) {
			t.Errorf("%06x is not in the table", c)
		}
	}
}

// 1,000 colours close to gray become at most 4 steps different in a table of 256. An even table would be 2 steps away.
func TestGraysAreQuantizedEvenly(t *testing.T) {
	var h colors.Table
	for i := range uint32(1000) {
		h.Add(i/4*0x010101+i%4<<8, 1)
	}
	p := newPalette(chooseTable(&h))
	for c := range h.All() {
		if near := p.table[uint8(p.lookup(c))]; distance(near, c) > 4*4*(weightR+weightG+weightB) {
			t.Errorf("%06x becomes %06x", c, near)
		}
	}
}

func TestPhotographsAreCoarsened(t *testing.T) {
	var h colors.Table
	for i := range uint32(60_000) {
		h.Add(i*0x9e3779b1&colors.Mask, 1)
	}
	bins := coarsen(sortedBins(&h))
	if len(bins) > 1<<15 {
		t.Errorf("%d bins, want at most 32,768", len(bins))
	}
	var sum uint32
	for _, b := range bins {
		sum += b.pixels
	}
	if sum != 60_000 {
		t.Errorf("%d pixels, want 60,000", sum)
	}
}

// A red mark of four pixels that appears late among hundreds of bluish colours stays red.
func TestLateMarkKeepsItsColor(t *testing.T) {
	rich := func(mark bool) func(x, y int) color.RGBA {
		return func(x, y int) color.RGBA {
			if mark && x/2 == 15 && y/2 == 15 {
				return red
			}
			return color.RGBA{uint8(x / 2), uint8(y / 2), 255, 255}
		}
	}
	var out bytes.Buffer
	e := NewEncoder(&out, Forever)
	for i := range 20 {
		m := newImage(400, 300, rich(i == 19))
		m.SetRGBA(399, 299, color.RGBA{uint8(i), 0, 255, 255})
		m.SetRGBA(0, 0, color.RGBA{uint8(i), 0, 255, 255})
		check.NoError(t, e.Add(m, time.Duration(i)*10*centisecond))
	}
	check.NoError(t, e.Close(3*time.Second))
	got := decode(t, out.Bytes())
	if c := got.pictures[len(got.pictures)-1].RGBAAt(31, 31); c.R < 200 || c.G > 50 || c.B > 60 {
		t.Errorf("the red mark is %v", c)
	}
}
