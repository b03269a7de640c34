// Package colors counts and looks up the colours of pictures fast: what the GIF and PNG encoders share.
package colors

import (
	"encoding/binary"
	"image"
	"iter"
	"math/bits"
)

// Mask takes the alpha off a pixel of an image.RGBA read as a little-endian word: what is left is a colour here, red in
// its lowest byte.
const Mask = 0x00ffffff

// None is no colour: no colour has its top byte set.
const None = 0xffffffff

// At is the colour of the pixel that row starts with.
func At(row []byte) uint32 { return binary.LittleEndian.Uint32(row) & Mask }

// Table maps colours to numbers by open addressing. The built-in map is five times slower, and a picture has hundreds
// of thousands of pixels. The zero value is empty and ready.
type Table struct {
	keys, vals []uint32
	n          int
	shift      uint8
}

// Len is the number of colours.
func (t *Table) Len() int { return t.n }

// All yields the colours with their numbers, in no order.
func (t *Table) All() iter.Seq2[uint32, uint32] {
	return func(yield func(c, v uint32) bool) {
		for i, c := range t.keys {
			if c != None && !yield(c, t.vals[i]) {
				return
			}
		}
	}
}

// Find is where the number of c is, good until the next call, and whether c was there already: else it is now, with 0.
func (t *Table) Find(c uint32) (v *uint32, known bool) {
	if 2*t.n >= len(t.keys) {
		t.grow()
	}
	i := t.slot(c)
	if known = t.keys[i] == c; !known {
		t.keys[i] = c
		t.n++
	}
	return &t.vals[i], known
}

// Clear forgets all colours and keeps the memory.
func (t *Table) Clear() {
	t.n = 0
	for i := range t.keys {
		t.keys[i], t.vals[i] = None, 0
	}
}

// slot is where c is, or where it would go.
func (t *Table) slot(c uint32) int {
	mask := len(t.keys) - 1
	i := int((c * 0x9e3779b1) >> t.shift)
	for t.keys[i] != c && t.keys[i] != None {
		i = (i + 1) & mask
	}
	return i
}

func (t *Table) grow() {
	size := max(1024, 2*len(t.keys))
	bigger := Table{
		keys: make([]uint32, size), vals: make([]uint32, size),
		n: t.n, shift: uint8(32 - bits.TrailingZeros(uint(size))),
	}
	for i := range bigger.keys {
		bigger.keys[i] = None
	}
	for c, v := range t.All() {
		i := bigger.slot(c)
		bigger.keys[i], bigger.vals[i] = c, v
	}
	*t = bigger
}

// Add adds n to the number of c.
func (t *Table) Add(c, n uint32) {
	v, _ := t.Find(c)
	*v += n
}

// Count adds up the pixels within r of an image.RGBA's pix. It stops, and says false, when it has met more than limit
// colours.
func (t *Table) Count(pix []byte, stride int, r image.Rectangle, limit int) bool {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := pix[y*stride+4*r.Min.X : y*stride+4*r.Max.X]
		last, run := uint32(None), uint32(0)
		for ; len(row) >= 4; row = row[4:] {
			c := At(row)
			if c == last {
				run++
				continue
			}
			if run > 0 {
				t.Add(last, run)
			}
			last, run = c, 1
		}
		if run > 0 {
			t.Add(last, run)
		}
		if t.n > limit {
			return false
		}
	}
	return true
}
