package canvas

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
)

// maxColors is the largest number of colours of a picture with a palette.
const maxColors = 256

// colorTable finds the colours of a picture, in the order in which they first occur.
type colorTable struct {
	pixels [maxColors]uint32
	count  int
	slots  [1024]uint16 // a hash table of indices plus 1
}

// index returns the index of a colour. It is maxColors if the palette is full.
func (p *colorTable) index(pixel uint32) int {
	const golden = 0x9e3779b1 // 2^32 divided by the golden ratio
	for slot := pixel * golden >> 22; ; slot = (slot + 1) % uint32(len(p.slots)) {
		switch i := int(p.slots[slot]); {
		case i == 0 && p.count == maxColors:
			return maxColors
		case i == 0:
			p.pixels[p.count] = pixel
			p.count++
			p.slots[slot] = uint16(p.count)
			return p.count - 1
		case p.pixels[i-1] == pixel:
			return i - 1
		}
	}
}

// Paletted returns the picture with a palette of its colours, without loss. ok is false if it has more than 256 colours;
// see [Levels]. The result is valid until the next call. The colours have the order in which they first occur, row by row.
// The cost is about 0.2 ms for 600 x 400 pixels; rows that repeat the row above them are copied.
func (c *Canvas) Paletted() (img *image.Paletted, ok bool) {
	w, h := c.img.Rect.Max.X, c.img.Rect.Max.Y
	if c.paletted == nil {
		c.paletted = image.NewPaletted(c.img.Rect, make(color.Palette, 0, maxColors))
	}
	c.colors.count, c.colors.slots = 0, [1024]uint16{}
	var rowAbove []uint8
	for y := range h {
		row := c.img.Pix[y*c.img.Stride : y*c.img.Stride+4*w]
		dst := c.paletted.Pix[y*w : (y+1)*w]
		if bytes.Equal(row, rowAbove) {
			copy(dst, c.paletted.Pix[(y-1)*w:y*w])
		} else if !c.colors.indexRow(dst, row) {
			return nil, false
		}
		rowAbove = row
	}
	c.setPalette()
	return c.paletted, true
}

// indexRow sets dst to the indices of the pixels of a row. It reports false if the palette is full. Most pixels are of runs
// of one colour, so they are compared two at a time.
func (p *colorTable) indexRow(dst, row []uint8) bool {
	const twice = 1<<32 + 1
	for len(dst) > 0 && len(row) >= 4 {
		pixel := binary.LittleEndian.Uint32(row)
		index := p.index(pixel)
		if index == maxColors {
			return false
		}
		dst[0], dst, row = uint8(index), dst[1:], row[4:]
		for pair := uint64(pixel) * twice; len(dst) >= 2 && len(row) >= 8 && binary.LittleEndian.Uint64(row) == pair; {
			dst[0], dst[1] = uint8(index), uint8(index)
			dst, row = dst[2:], row[8:]
		}
	}
	return true
}

// setPalette sets the palette of the paletted image. Colours that have not changed since the last picture are kept, because
// each colour is an allocation.
func (c *Canvas) setPalette() {
	old := c.paletted.Palette[:min(cap(c.paletted.Palette), maxColors)]
	colors := old[:c.colors.count]
	for i, pixel := range c.colors.pixels[:c.colors.count] {
		rgba := color.RGBA{R: uint8(pixel), G: uint8(pixel >> 8), B: uint8(pixel >> 16), A: uint8(pixel >> 24)}
		if same, ok := colors[i].(color.RGBA); !ok || same != rgba {
			colors[i] = rgba
		}
	}
	c.paletted.Palette = colors
}
