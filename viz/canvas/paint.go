package canvas

import (
	"encoding/binary"
	"image"
	"image/color"
)

// painter blends one colour into an image. It is a coverage.Painter.
//
// A pixel is one uint32 with R in the low byte. It is blended in two halves of two channels, each of which has 8 bits to
// spare. A weight goes from 0 to 256.
type painter struct {
	pix        []uint8
	stride     int
	levels     *[256]uint32
	pixel      uint32 // the colour
	redBlue    uint32 // its channels R and B
	greenAlpha uint32 // its channels G and A
	alpha      uint32
	area       image.Rectangle // what has been painted
}

// half are the bits of two channels in one half of a pixel.
const half = 0x00ff00ff

// setColor sets the colour.
func (p *painter) setColor(c color.RGBA) {
	p.pixel = uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | uint32(c.A)<<24
	p.redBlue, p.greenAlpha, p.alpha = p.pixel&half, p.pixel>>8&half, p.pixel>>24
}

// add adds the pixels from x0 to x1 of row y to the painted area.
func (p *painter) add(y, x0, x1 int) {
	p.area.Min.X, p.area.Max.X = min(p.area.Min.X, x0), max(p.area.Max.X, x1)
	p.area.Min.Y, p.area.Max.Y = min(p.area.Min.Y, y), max(p.area.Max.Y, y+1)
}

// Solid blends the colour into the pixels from x0 to x1 of row y.
func (p *painter) Solid(y, x0, x1 int, coverage uint8) {
	weight := p.levels[coverage]
	if x0 >= x1 || weight == 0 {
		return
	}
	p.add(y, x0, x1)
	row := p.pix[y*p.stride+4*x0 : y*p.stride+4*x1]
	if weight == 256 && p.alpha == 255 {
		fill(row, p.pixel)
		return
	}
	redBlue, greenAlpha, keep := p.weighted(weight)
	// Two pixels at a time. The channels have the same room in 64 bits.
	const (
		twice = 1<<32 + 1
		round = 0x00800080 * twice
	)
	red2, green2, keep2 := uint64(redBlue)*twice+round, uint64(greenAlpha)*twice+round, uint64(keep)
	for ; len(row) >= 8; row = row[8:] {
		pixels := binary.LittleEndian.Uint64(row)
		binary.LittleEndian.PutUint64(row,
			(red2+pixels&(half*twice)*keep2)>>8&(half*twice)|(green2+pixels>>8&(half*twice)*keep2)&^(half*twice))
	}
	if len(row) >= 4 {
		binary.LittleEndian.PutUint32(row, blend(binary.LittleEndian.Uint32(row), redBlue, greenAlpha, keep))
	}
}

// Varied blends the colour into the pixels of row y from x0, each with its coverage.
func (p *painter) Varied(y, x0 int, coverage []uint8) {
	p.add(y, x0, x0+len(coverage))
	row := p.pix[y*p.stride+4*x0 : y*p.stride+4*(x0+len(coverage))]
	opaque := p.alpha == 255
	for _, c := range coverage {
		if len(row) < 4 {
			break // never: it spares the checks of the index
		}
		switch weight := p.levels[c]; {
		case weight == 0:
		case !opaque:
			redBlue, greenAlpha, keep := p.weighted(weight)
			binary.LittleEndian.PutUint32(row, blend(binary.LittleEndian.Uint32(row), redBlue, greenAlpha, keep))
		case weight == 256:
			binary.LittleEndian.PutUint32(row, p.pixel)
		default:
			binary.LittleEndian.PutUint32(row, blend(binary.LittleEndian.Uint32(row), p.redBlue*weight, p.greenAlpha*weight, 256-weight))
		}
		row = row[4:]
	}
}

// weighted returns the colour times a weight, and the weight of the pixel that is painted over.
func (p *painter) weighted(weight uint32) (redBlue, greenAlpha, keep uint32) {
	return p.redBlue * weight, p.greenAlpha * weight, 256 - (p.alpha*weight+127)/255
}

// blend returns a weighted colour over a pixel. No sum of two channels exceeds 16 bits, because a premultiplied channel
// is at most alpha.
func blend(pixel, redBlue, greenAlpha, keep uint32) uint32 {
	const round = 0x00800080
	return (redBlue+pixel&half*keep+round)>>8&half | (greenAlpha+pixel>>8&half*keep+round)&^half
}

// fill sets pixels. After some pixels, it copies what it has written.
func fill(row []uint8, pixel uint32) {
	const few = 16
	n := min(len(row), 4*few)
	for r := row[:n]; len(r) >= 4; r = r[4:] {
		binary.LittleEndian.PutUint32(r, pixel)
	}
	for ; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
}

// replace sets the pixels of r to the colour, also to a translucent one.
func (p *painter) replace(r image.Rectangle) {
	if r.Empty() {
		return
	}
	first := p.pix[r.Min.Y*p.stride+4*r.Min.X : r.Min.Y*p.stride+4*r.Max.X]
	fill(first, p.pixel)
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(p.pix[y*p.stride+4*r.Min.X:], first)
	}
}

// rectangle blends the colour into an upright rectangle that need not have whole pixels. Its corners are rounded to 1/256
// of a pixel.
func (p *painter) rectangle(clip image.Rectangle, lo, hi point) {
	left, right := subpixels(lo.x, clip.Min.X, clip.Max.X), subpixels(hi.x, clip.Min.X, clip.Max.X)
	top, bottom := subpixels(lo.y, clip.Min.Y, clip.Max.Y), subpixels(hi.y, clip.Min.Y, clip.Max.Y)
	if left >= right || top >= bottom {
		return
	}
	firstFull, endFull := (left+255)>>8, right>>8
	for y := top >> 8; y<<8 < bottom; y++ {
		rows := min(bottom, (y+1)<<8) - max(top, y<<8)
		coverage := func(columns int) uint8 { return uint8((rows*columns*255 + 1<<15) >> 16) }
		if firstFull > endFull { // all within one column
			p.Solid(y, endFull, endFull+1, coverage(right-left))
			continue
		}
		p.Solid(y, firstFull, endFull, coverage(256))
		if part := firstFull<<8 - left; part > 0 {
			p.Solid(y, firstFull-1, firstFull, coverage(part))
		}
		if part := right - endFull<<8; part > 0 {
			p.Solid(y, endFull, endFull+1, coverage(part))
		}
	}
}

// subpixels converts a coordinate to 1/256 of a pixel, limited to the pixels from lo to hi.
func subpixels(v float64, lo, hi int) int {
	if !(v > float64(lo)) {
		return lo << 8
	}
	return int(min(v, float64(hi))*256 + 0.5)
}

// mask is the coverage of a small shape that is drawn often, such as a glyph.
type mask struct {
	left, top     int // from the shape's origin, in pixels
	width, height int
	coverage      []uint8 // row by row
}

// mask blends the colour into the pixels of a mask whose origin is at (x, y).
func (p *painter) mask(clip image.Rectangle, m *mask, x, y int) {
	x, y = x+m.left, y+m.top
	visible := image.Rect(x, y, x+m.width, y+m.height).Intersect(clip)
	for row := visible.Min.Y; row < visible.Max.Y; row++ {
		from := (row - y) * m.width
		p.Varied(row, visible.Min.X, m.coverage[from+visible.Min.X-x:from+visible.Max.X-x])
	}
}
