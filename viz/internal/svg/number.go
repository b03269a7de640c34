package svg

import (
	"math"
	"strconv"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

// point is a position in px.
type point struct{ x, y float64 }

func (p point) isNumber() bool { return p.x == p.x && p.y == p.y }

// farthest is the largest coordinate, in px. Coordinates beyond it are moved there, because programs read them as float32.
const farthest = 1e6

// hundredths converts to 1/100.
func hundredths(v float64) int {
	return int(math.Floor(min(max(v, -farthest), farthest)*100 + 0.5))
}

// appendHundredths appends a number of 1/100 in its shortest form, such as -.5 or 12.
func appendHundredths(dst []byte, v int) []byte {
	if v < 0 {
		dst, v = append(dst, '-'), -v
	}
	whole, part := v/100, v%100
	if whole > 0 || part == 0 {
		dst = strconv.AppendInt(dst, int64(whole), 10)
	}
	if part == 0 {
		return dst
	}
	dst = append(dst, '.', byte('0'+part/10))
	if part%10 > 0 {
		dst = append(dst, byte('0'+part%10))
	}
	return dst
}

// appendTransform appends the attribute of a map.
func appendTransform(dst []byte, m affine.Map) []byte {
	dst = append(dst, ` transform="matrix(`...)
	for i, v := range [6]float64{m.XX, m.YX, m.XY, m.YY, m.X0, m.Y0} {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = strconv.AppendFloat(dst, v, 'g', 7, 64)
	}
	return append(dst, `)"`...)
}
