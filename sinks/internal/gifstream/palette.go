package gifstream

import (
	"encoding/binary"
	"image"

	"github.com/streamgage/streamgage/sinks/internal/colors"
)

// visibleDistance is a squared distance of colours. A difference of this size is visible even in a single pixel. It is
// the distance of colours that differ by 64 of 255 steps in all channels.
const visibleDistance = 64 * 64 * (weightR + weightG + weightB)

// memoLimit is the largest number of memoised colours. It limits their memory to 4 MB. A plot has a few thousand
// colours.
const memoLimit = 1 << 18

// palette is a colour table that memoises the nearest of its colours for each colour.
type palette struct {
	table []uint32
	memo  colors.Table
}

func newPalette(table []uint32) *palette { return &palette{table: table} }

// lookup returns the index of the nearest colour in the low byte, and its squared distance above.
func (p *palette) lookup(c uint32) uint32 {
	if p.memo.Len() > memoLimit {
		p.memo = colors.Table{}
	}
	v, known := p.memo.FindOrAdd(c)
	if !known {
		*v = p.nearest(c)
	}
	return *v
}

// nearest computes the result of lookup.
func (p *palette) nearest(c uint32) uint32 {
	best, index := distance(p.table[0], c), 0
	for i, t := range p.table {
		if d := distance(t, c); d < best {
			best, index = d, i
		}
	}
	return uint32(index) | uint32(best)<<8
}

// paletteMatch says how well a palette represents a picture.
type paletteMatch struct {
	exact      bool    // the palette has all colours
	visiblyOff bool    // a colour differs visibly from the nearest one of the palette
	loss       float64 // mean squared distance of a pixel
}

// mapPixels writes the palette indexes of the pixels in r to dst, row by row, and returns how well the palette matches.
func (p *palette) mapPixels(dst []uint8, pix []byte, stride int, r image.Rectangle) paletteMatch {
	worst, sum := uint32(0), uint64(0)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := pix[y*stride+4*r.Min.X : y*stride+4*r.Max.X]
		to := dst[:r.Dx()]
		for dst = dst[r.Dx():]; len(to) > 0 && len(row) >= 4; {
			c := colors.FromPixel(row)
			n := runLength(row, len(to))
			found := p.lookup(c)
			for i := range to[:n] {
				to[i] = uint8(found)
			}
			worst, sum = max(worst, found>>8), sum+uint64(found>>8)*uint64(n)
			to, row = to[n:], row[4*n:]
		}
	}
	return paletteMatch{exact: worst == 0, visiblyOff: worst >= visibleDistance, loss: float64(sum) / float64(r.Dx()*r.Dy())}
}

// runLength returns the number of pixels, of at most limit, that are equal to the first pixel of row. Most pixels of a
// drawing are in long runs, so two are compared at a time.
func runLength(row []byte, limit int) int {
	first := binary.LittleEndian.Uint32(row)
	pair := uint64(first)<<32 | uint64(first)
	n := 1
	for n+2 <= limit && binary.LittleEndian.Uint64(row[4*n:]) == pair {
		n += 2
	}
	if n < limit && binary.LittleEndian.Uint32(row[4*n:]) == first {
		n++
	}
	return n
}
