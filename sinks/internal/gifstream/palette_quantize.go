package gifstream

import (
	"cmp"
	"math"
	"slices"

	"github.com/streamgage/streamgage/sinks/internal/colors"
)

// maxColors is the largest number of colours in a table.
const maxColors = 256

// The weights of the squared differences in red, green and blue. The eye is most sensitive to green and least sensitive
// to blue. 3, 4 and 2 are the usual weights.
const weightR, weightG, weightB = 3, 4, 2

// distance returns the weighted squared distance of two colours.
func distance(a, b uint32) int {
	r := int(a&0xff) - int(b&0xff)
	g := int(a>>8&0xff) - int(b>>8&0xff)
	bl := int(a>>16&0xff) - int(b>>16&0xff)
	return weightR*r*r + weightG*g*g + weightB*bl*bl
}

// bin is a colour of the histogram, with its weight in the choice of the table.
type bin struct {
	color  uint32
	pixels uint32
	weight float64
}

// channel returns red, green or blue, which are axis 0, 1 and 2.
func (b bin) channel(axis int) int { return int(b.color >> (8 * axis) & 0xff) }

// A flat colour covers at least 1/flatShare of the pixels. The flatLimit most frequent flat colours are exact in a
// quantised palette. They are the colours of a plot's background, grid, text and marks, in which a small change of
// colour is visible.
const (
	flatShare = 4096
	flatLimit = 128
)

// chooseTable chooses the colour table for a histogram. If all colours fit, the table contains all of them, the most
// frequent first. Otherwise it contains the flat colours exactly. The other colours are divided into boxes so that the
// remaining variance is small, and the table contains the mean of each box (X. Wu, "Color quantization by dynamic
// programming and principal analysis", 1992, but greedily and along the axes). The weight of a colour is the square
// root of its number of pixels, so that a large background does not displace small marks.
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

// sortedBins returns the histogram's bins, the most frequent colour first. The order does not depend on the order of
// the hash table.
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

// colorsOf returns the bins' colours in a slice with the capacity of a whole table.
func colorsOf(bins []bin) []uint32 {
	table := make([]uint32, len(bins), maxColors)
	for i, b := range bins {
		table[i] = b.color
	}
	return table
}

// countFlat returns the number of flat colours, which are the first bins.
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

// coarsen reduces colours to 5 bits per channel if there are very many, as in photographs. This limits the cost of
// cutBoxes.
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

// cutBoxes divides the bins into at most n boxes. Each step cuts the box with the largest gain.
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

// box is a set of bins and its best cut. The low part of the cut has the bins whose value on axis is at most level.
// gain is the variance that the cut removes.
type box struct {
	bins        []bin
	axis, level int
	gain        float64
}

// newBox returns a box of the bins, with its best cut.
func newBox(bins []bin) box {
	b := box{bins: bins}
	for axis, weight := range [3]float64{weightR, weightG, weightB} {
		if level, gain := bestLevel(bins, axis); gain*weight > b.gain {
			b.axis, b.level, b.gain = axis, level, gain*weight
		}
	}
	return b
}

// bestLevel returns the cut along one axis with the largest gain: the decrease of the weighted sum of squared
// differences from the mean, if each part has its own mean.
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
	var lowWeight, lowSum float64
	for v := range 255 {
		lowWeight, lowSum = lowWeight+weights[v], lowSum+sums[v]
		if lowWeight == 0 || weights[v] == 0 {
			continue
		}
		highWeight := weight - lowWeight
		if highWeight < 1e-9*weight {
			break
		}
		newGain := lowSum*lowSum/lowWeight + (sum-lowSum)*(sum-lowSum)/highWeight - sum*sum/weight
		if newGain > gain*(1+1e-12) && newGain > 1e-6 {
			level, gain = v, newGain
		}
	}
	return level, gain
}

// split divides the bins at the best cut, in place.
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

// meanColor returns the weighted mean of the bins' colours.
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
