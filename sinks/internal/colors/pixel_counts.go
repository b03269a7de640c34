// Package colors counts and looks up the colours of pictures fast. The GIF and PNG encoders share it.
package colors

import (
	"encoding/binary"
	"image"
	"iter"
	"math/bits"
)

// Mask removes the alpha from a pixel of an image.RGBA that was read as a little-endian word. The result is a colour as
// this package represents it, with red in the lowest byte.
const Mask = 0x00ffffff

// NoColor differs from all colours, because the top byte of a colour is 0.
const NoColor = 0xffffffff

// FromPixel returns the colour of the first pixel of row.
func FromPixel(row []byte) uint32 { return binary.LittleEndian.Uint32(row) & Mask }

// Table maps colours to numbers. It is a hash table with open addressing. The built-in map would be five times slower,
// and a picture has hundreds of thousands of pixels. The zero value is an empty table.
type Table struct {
	keys, values []uint32
	count        int
	shift        uint8
}

// Len returns the number of colours.
func (t *Table) Len() int { return t.count }

// All yields the colours and their numbers in no particular order.
func (t *Table) All() iter.Seq2[uint32, uint32] {
	return func(yield func(c, v uint32) bool) {
		for i, c := range t.keys {
			if c != NoColor && !yield(c, t.values[i]) {
				return
			}
		}
	}
}

// FindOrAdd returns a pointer to the number of c, which is valid until the next call of a method. If the table does not have
// c, FindOrAdd adds it with the number 0; known reports whether it had c.
func (t *Table) FindOrAdd(c uint32) (v *uint32, known bool) {
	if 2*t.count >= len(t.keys) {
		t.grow()
	}
	i := t.slot(c)
	if known = t.keys[i] == c; !known {
		t.keys[i] = c
		t.count++
	}
	return &t.values[i], known
}

// Clear removes all colours and keeps the memory.
func (t *Table) Clear() {
	t.count = 0
	for i := range t.keys {
		t.keys[i], t.values[i] = NoColor, 0
	}
}

// slot returns the index of c, or the index at which c would be added.
func (t *Table) slot(c uint32) int {
	mask := len(t.keys) - 1
	i := int((c * 0x9e3779b1) >> t.shift)
	for t.keys[i] != c && t.keys[i] != NoColor {
		i = (i + 1) & mask
	}
	return i
}

// grow doubles the size of the table.
func (t *Table) grow() {
	size := max(1024, 2*len(t.keys))
	bigger := Table{
		keys: make([]uint32, size), values: make([]uint32, size),
		count: t.count, shift: uint8(32 - bits.TrailingZeros(uint(size))),
	}
	for i := range bigger.keys {
		bigger.keys[i] = NoColor
	}
	for c, v := range t.All() {
		i := bigger.slot(c)
		bigger.keys[i], bigger.values[i] = c, v
	}
	*t = bigger
}

// Add adds n to the number of c.
func (t *Table) Add(c, n uint32) {
	v, _ := t.FindOrAdd(c)
	*v += n
}

// CountPixels adds the number of pixels of each colour in rectangle r of an image.RGBA's pix. It stops and returns
// false if there are more than limit colours.
func (t *Table) CountPixels(pix []byte, stride int, r image.Rectangle, limit int) bool {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := pix[y*stride+4*r.Min.X : y*stride+4*r.Max.X]
		last, run := uint32(NoColor), uint32(0)
		for ; len(row) >= 4; row = row[4:] {
			c := FromPixel(row)
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
		if t.count > limit {
			return false
		}
	}
	return true
}
