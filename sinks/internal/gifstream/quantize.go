package gifstream

import (
	"cmp"
	"math"
	"slices"

	"github.com/streamgage/streamgage/sinks/internal/colors"
)

// maxColors is what a GIF's colour table can hold.
const maxColors = 256

// The eye is keenest for green and dullest for blue; these are the usual integer weights of the squared differences.
const weightR, weightG, weightB = 3, 4, 2

// distance is the weighted squared distance of two colours.
func distance(a, b uint32) int {
	r := int(a&0xff) - int(b&0xff)
	g := int(a>>8&0xff) - int(b>>8&0xff)
	bl := int(a>>16&0xff) - int(b>>16&0xff)
	return weightR*r*r + weightG*g*g + weightB*bl*bl
}

// bin is a colour of the histogram with its weight in the choice.
type bin struct {
	color  uint32
	pixels uint32
	weight float64
}

func (b bin) channel(axis int) int { return int(b.color >> (8 * axis) & 0xff) }

// Flat colours keep an exact place in a quantised palette: those that cover at least one pixel in flatShare, the most
// frequent flatLimit of them. A plot's background, grid, text ink and marks are such; a shifted one would show at once.
const (
	flatShare = 4096
	flatLimit = 128
)

// choose picks the colour table for a histogram: all colours if they fit, most frequent first; else the flat colours
// as they are, and for the others the means of boxes cut so as to lose the least variance (after X. Wu, "Color
// quantization by dynamic programming and principal analysis", 1992, greedily and along the axes). A colour weighs by
// the square root of its pixels, so that a large background does not starve small marks.
func chooseTable(h *colors.Table) []uint32 {
	bins := sortedBins(h)
	if len(bins) <= maxColors {
		return colorsOf(bins)
	}
	flat := countFlat(bins)
	table := colorsOf(bins[:flat])
	for _, box := range cutBoxes(coarsen(bins[flat:]), maxColors-flat) {
		table = append(table, meanColor(box))
	}
	slices.Sort(table[flat:])
	return slices.Compact(table)
}

// sorted lists the histogram, the most frequent colour first, so that the choice does not hang on hashing.
func sortedBins(h *colors.Table) []bin {
	bins := make([]bin, 0, h.Len())
	for c, n := range h.All() {
		bins = append(bins, bin{c, n, math.Sqrt(float64(n))})
	}
	slices.SortFunc(bins, func(a, b bin) int {
		return cmp.Or(cmp.Compare(b.pixels, a.pixels), cmp.Compare(a.color, b.color))
	})
	return bins
}

func colorsOf(bins []bin) []uint32 {
	table := make([]uint32, len(bins), maxColors)
	for i, b := range bins {
		table[i] = b.color
	}
	return table
}

func countFlat(bins []bin) int {
	var total uint64
	for _, b := range bins {
		total += uint64(b.pixels)
	}
	n := 0
	for n < flatLimit && uint64(bins[n].pixels)*flatShare >= total {
		n++
	}
	return n
}

// coarsen merges the colours of photograph-like pictures to 5 bits a channel, which bounds the work of cutting.
func coarsen(bins []bin) []bin {
	const limit = 1 << 15
	if len(bins) <= limit {
		return bins
	}
	var merged colors.Table
	for _, b := range bins {
		merged.Add(b.color&0xf8f8f8|0x040404, b.pixels)
	}
	return sortedBins(&merged)
}

// cut divides the bins into at most n boxes, always the box and the place that gain the most.
func cutBoxes(bins []bin, n int) [][]bin {
	boxes := []box{newBox(bins)}
	for len(boxes) < n {
		best := 0
		for i := range boxes {
			if boxes[i].gain > boxes[best].gain {
				best = i
			}
		}
		if boxes[best].gain <= 0 {
			break
		}
		low, high := boxes[best].split()
		boxes[best] = newBox(low)
		boxes = append(boxes, newBox(high))
	}
	out := make([][]bin, len(boxes))
	for i := range boxes {
		out[i] = boxes[i].bins
	}
	return out
}

// box is a set of bins with its best cut: bins up to level on axis go low. gain is the variance that the cut removes.
type box struct {
	bins        []bin
	axis, level int
	gain        float64
}

func newBox(bins []bin) box {
	b := box{bins: bins}
	for axis, weight := range [3]float64{weightR, weightG, weightB} {
		if level, gain := bestLevel(bins, axis); gain*weight > b.gain {
			b.axis, b.level, b.gain = axis, level, gain*weight
		}
	}
	return b
}

// bestLevel finds the cut along one axis that leaves the smallest sum of squared differences from the two means.
func bestLevel(bins []bin, axis int) (level int, gain float64) {
	var weights, sums [256]float64
	var weight, sum float64
	for _, b := range bins {
		v := b.channel(axis)
		weights[v] += b.weight
		sums[v] += b.weight * float64(v)
		weight += b.weight
		sum += b.weight * float64(v)
	}
	var w, s float64
	for v := range 255 {
		w, s = w+weights[v], s+sums[v]
		if w == 0 || weights[v] == 0 {
			continue
		}
		rest := weight - w
		if rest < 1e-9*weight {
			break
		}
		if g := s*s/w + (sum-s)*(sum-s)/rest - sum*sum/weight; g > gain*(1+1e-12) && g > 1e-6 {
			level, gain = v, g
		}
	}
	return level, gain
}

// split parts the bins in place.
func (b box) split() (low, high []bin) {
	n := 0
	for i, c := range b.bins {
		if c.channel(b.axis) <= b.level {
			b.bins[i], b.bins[n] = b.bins[n], c
			n++
		}
	}
	return b.bins[:n], b.bins[n:]
}

func meanColor(bins []bin) uint32 {
	var weight float64
	var sums [3]float64
	for _, b := range bins {
		weight += b.weight
		for axis := range sums {
			sums[axis] += b.weight * float64(b.channel(axis))
		}
	}
	var c uint32
	for axis, s := range sums {
		c |= uint32(math.Round(s/weight)) << (8 * axis)
	}
	return c
}
