package canvas

import (
	"encoding/binary"
	"image"
	"math"

	"github.com/streamgage/streamgage/viz/internal/affine"
)

// sample is the part of an image's columns (or rows) that is in one column (or row) of the canvas: count pixels from first.
// The first and the last of them count with their weights, and the others count 1.
type sample struct {
	first, count           int
	firstWeight, endWeight float32
}

// total returns the sum of the weights.
func (s sample) total() float32 {
	if s.count == 1 {
		return s.firstWeight
	}
	return s.firstWeight + s.endWeight + float32(s.count-2)
}

// samples computes the samples along one axis, for the canvas' pixels from lo to hi. scale and offset map the n pixels of
// the image to the canvas. from is the first pixel of the canvas that shows the image.
func samples(buf []sample, scale, offset float64, n, lo, hi int) (_ []sample, from int) {
	buf = buf[:0]
	a, b := offset, offset+scale*float64(n)
	first := math.Max(math.Floor(min(a, b)+0.5), float64(lo))
	end := math.Min(math.Floor(max(a, b)+0.5), float64(hi))
	if !(first < end) {
		return buf, lo
	}
	for x := int(first); x < int(end); x++ {
		if math.Abs(scale) >= 1-1e-9 {
			at := (float64(x) + 0.5 - offset) / scale
			buf = append(buf, sample{first: max(0, min(int(at), n-1)), count: 1, firstWeight: 1})
			continue
		}
		u, v := (float64(x)-offset)/scale, (float64(x+1)-offset)/scale
		buf = append(buf, average(max(0, min(u, v)), min(float64(n), max(u, v)), n))
	}
	return buf, int(first)
}

// average returns the sample of an image's pixels from u to v.
func average(u, v float64, n int) sample {
	first := max(0, min(int(u), n-1))
	last := max(first, min(int(math.Ceil(v))-1, n-1))
	if first == last {
		return sample{first: first, count: 1, firstWeight: 1}
	}
	return sample{first, last - first + 1, float32(float64(first+1) - u), float32(v - float64(last))}
}

// drawUpright draws an image that is not rotated. m.xx and m.yy scale it; they may be negative.
func (c *Canvas) drawUpright(src *image.RGBA, m affine.Map) {
	buf, visible := &c.workspace.image, c.state.clip
	var left, top int
	buf.columns, left = samples(buf.columns, m.XX, m.X0, src.Rect.Max.X, visible.Min.X, visible.Max.X)
	buf.rows, top = samples(buf.rows, m.YY, m.Y0, src.Rect.Max.Y, visible.Min.Y, visible.Max.Y)
	if len(buf.columns) == 0 || len(buf.rows) == 0 {
		return
	}
	isReduced := math.Abs(m.XX) < 1-1e-9 || math.Abs(m.YY) < 1-1e-9
	isCopy := false // whether the last row of the canvas shows nothing but the image
	for i, row := range buf.rows {
		y := top + i
		c.painter.add(y, left, left+len(buf.columns))
		dst := c.img.Pix[y*c.img.Stride+4*left : y*c.img.Stride+4*(left+len(buf.columns))]
		switch {
		case isReduced:
			buf.averageRow(dst, src, row)
		case isCopy && row.first == buf.rows[i-1].first:
			copy(dst, c.img.Pix[(y-1)*c.img.Stride+4*left:])
		default:
			isCopy = copyRow(dst, src.Pix[row.first*src.Stride:], buf.columns)
		}
	}
}

// copyRow draws the sampled columns of a row. It reports whether all of them are opaque.
func copyRow(dst, src []uint8, columns []sample) bool {
	isOpaque := true
	for i := range columns {
		pixel := binary.LittleEndian.Uint32(src[4*columns[i].first:])
		isOpaque = isOpaque && pixel>>24 == 255
		over(dst[4*i:], pixel)
	}
	return isOpaque
}

// over draws a pixel over the one at the beginning of dst.
func over(dst []uint8, pixel uint32) {
	switch pixel >> 24 {
	case 255:
		binary.LittleEndian.PutUint32(dst, pixel)
	case 0:
	default:
		keep := 256 - (pixel>>24*256+127)/255
		binary.LittleEndian.PutUint32(dst, blend(binary.LittleEndian.Uint32(dst), pixel&half<<8, pixel>>8&half<<8, keep))
	}
}

// averageRow draws one row of a reduced image. It first sums the image's rows, then in each column their pixels.
func (buf *imageBuffers) averageRow(dst []uint8, src *image.RGBA, row sample) {
	a, b := buf.columns[0], buf.columns[len(buf.columns)-1]
	from, end := min(a.first, b.first), max(a.first+a.count, b.first+b.count)
	if n := 4 * (end - from); cap(buf.sums) < n {
		buf.sums = make([]float32, n)
	}
	sums := buf.sums[:4*(end-from)]
	clear(sums)
	for i := range row.count {
		weight := float32(1)
		if i == 0 {
			weight = row.firstWeight
		} else if i == row.count-1 {
			weight = row.endWeight
		}
		pixels := src.Pix[(row.first+i)*src.Stride+4*from:][:len(sums)]
		for j, v := range pixels {
			sums[j] += weight * float32(v)
		}
	}
	for i, column := range buf.columns {
		total := [4]float32{}
		for j := range column.count {
			weight := float32(1)
			if j == 0 {
				weight = column.firstWeight
			} else if j == column.count-1 {
				weight = column.endWeight
			}
			s := sums[4*(column.first-from+j):][:4]
			total[0] += weight * s[0]
			total[1] += weight * s[1]
			total[2] += weight * s[2]
			total[3] += weight * s[3]
		}
		over(dst[4*i:], toPixel(total, row.total()*column.total()))
	}
}

// toPixel divides sums of channels by the sum of their weights.
func toPixel(sums [4]float32, total float32) uint32 {
	scale := 1 / total
	pixel := uint32(0)
	alpha := min(uint32(sums[3]*scale+0.5), 255)
	for i, s := range sums {
		pixel |= min(uint32(s*scale+0.5), alpha) << (8 * i)
	}
	return pixel
}

const (
	fewestSamples = 4  // of a pixel's side, where a rotated image is enlarged
	mostSamples   = 16 // where it is reduced
)

// drawRotated draws an image in any position. Each pixel is the average of samples on a grid.
func (c *Canvas) drawRotated(src *image.RGBA, m affine.Map) {
	determinant := m.XX*m.YY - m.XY*m.YX
	w, h := float64(src.Rect.Max.X), float64(src.Rect.Max.Y)
	if !(math.Abs(determinant)*w*h > 1e-3) { // an invisible sliver, or not a number
		return
	}
	lo, hi := point{m.X0, m.Y0}, point{m.X0, m.Y0}
	for _, p := range [3]point{{w, 0}, {0, h}, {w, h}} {
		q := point{m.XX*p.x + m.XY*p.y + m.X0, m.YX*p.x + m.YY*p.y + m.Y0}
		lo, hi = point{min(lo.x, q.x), min(lo.y, q.y)}, point{max(hi.x, q.x), max(hi.y, q.y)}
	}
	first, end := c.visible()
	if !(lo.x < end.x && hi.x > first.x && lo.y < end.y && hi.y > first.y) { // or not numbers
		return
	}
	x0, x1 := int(math.Floor(max(lo.x, first.x))), int(math.Ceil(min(hi.x, end.x)))
	y0, y1 := int(math.Floor(max(lo.y, first.y))), int(math.Ceil(min(hi.y, end.y)))
	// inverse maps the canvas to the image.
	inverse := affine.Map{XX: m.YY / determinant, XY: -m.XY / determinant, YX: -m.YX / determinant, YY: m.XX / determinant}
	reduction := math.Sqrt(max(length2(point{inverse.XX, inverse.YX}), length2(point{inverse.XY, inverse.YY})))
	n := max(fewestSamples, int(min(mostSamples, math.Ceil(2*reduction))))
	for y := y0; y < y1; y++ {
		c.painter.add(y, x0, x1)
		for x := x0; x < x1; x++ {
			over(c.img.Pix[y*c.img.Stride+4*x:], sampleRotated(src, inverse, float64(x)-m.X0, float64(y)-m.Y0, n))
		}
	}
}

// sampleRotated returns the average of n x n samples of the canvas' pixel at (x, y). A sample outside the image is
// transparent.
func sampleRotated(src *image.RGBA, inverse affine.Map, x, y float64, n int) uint32 {
	w, h := float64(src.Rect.Max.X), float64(src.Rect.Max.Y)
	var sums [4]float32
	for i := range n * n {
		dx, dy := x+(float64(i%n)+0.5)/float64(n), y+(float64(i/n)+0.5)/float64(n)
		u, v := inverse.XX*dx+inverse.XY*dy, inverse.YX*dx+inverse.YY*dy
		if !(u >= 0 && u < w && v >= 0 && v < h) {
			continue
		}
		p := src.Pix[int(v)*src.Stride+4*int(u):][:4]
		sums[0] += float32(p[0])
		sums[1] += float32(p[1])
		sums[2] += float32(p[2])
		sums[3] += float32(p[3])
	}
	return toPixel(sums, float32(n*n))
}
