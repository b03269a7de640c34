package raster

import "image/color"

// colorRamp is a colour map spread over an interval.
type colorRamp struct {
	positions []float64    // the positions of the colours, ascending
	colors    [][3]float64 // R, G, B from 0 to 255
	step      float64      // the distance between neighbouring positions
}

// newColorRamp spreads colors evenly from lo to hi.
func newColorRamp(colors []color.RGBA, lo, hi float64) *colorRamp {
	n := len(colors)
	r := &colorRamp{positions: make([]float64, n), colors: make([][3]float64, n)}
	if n > 1 {
		r.step = (hi - lo) / float64(n-1)
	}
	for i, c := range colors {
		r.positions[i] = float64(float64(i)*r.step) + lo
		r.colors[i] = [3]float64{float64(c.R), float64(c.G), float64(c.B)}
	}
	if n > 1 {
		r.positions[n-1] = hi
	}
	return r
}

// at returns the opaque colour at v. R is in the lowest byte, then G, B and A. The colour is interpolated between its
// neighbours, and fractions are cut off, as in numpy.
func (r *colorRamp) at(v float64) uint32 {
	i := r.segmentIndex(v)
	c := r.colors[i]
	if i < len(r.positions)-1 && v > r.positions[i] {
		next, width := r.colors[i+1], r.positions[i+1]-r.positions[i]
		for k := range c {
			slope := (next[k] - c[k]) / width
			c[k] += float64(slope * (v - r.positions[i]))
		}
	}
	return uint32(uint8(c[0])) | uint32(uint8(c[1]))<<8 | uint32(uint8(c[2]))<<16 | 0xff<<24
}

// segmentIndex returns the index of the last position that is not above v, or 0.
func (r *colorRamp) segmentIndex(v float64) int {
	i, last := 0, len(r.positions)-1
	if r.step > 0 {
		i = min(max(int((v-r.positions[0])/r.step), 0), last)
	}
	for i > 0 && r.positions[i] > v {
		i--
	}
	for i < last && r.positions[i+1] <= v {
		i++
	}
	return i
}
