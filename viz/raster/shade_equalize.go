package raster

import (
	"math"
	"sort"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// numBins is the number of bins of a histogram of values. Counts use a histogram if their range is at least this
// number.
const numBins = 1 << 16

// equalizedCountScale returns a scale of the ranks of the counts above 0. Ranks are exact if the range of the counts is
// smaller than numBins.
func equalizedCountScale(counts []uint32, highest uint32) colorScale {
	lowest := highest
	for _, c := range counts {
		if c > 0 && c < lowest {
			lowest = c
		}
	}
	if highest-lowest >= numBins {
		values := make([]float64, len(counts))
		for i, c := range counts {
			values[i] = float64(c)
			if c == 0 {
				values[i] = math.NaN()
			}
		}
		return equalizedValueScale(values)
	}
	ranks := make([]float64, highest-lowest+1)
	for _, c := range counts {
		if c > 0 {
			ranks[c-lowest]++
		}
	}
	levels := cumulativeShares(ranks)
	return colorScale{
		lo: ranks[0], hi: 1, levels: levels,
		position: func(v float64) float64 { return ranks[int(v-float64(lowest))] },
	}
}

// equalizedValueScale returns a scale of the ranks of values. The ranks come from a histogram over the range of the
// values. They are interpolated between the centres of bins that are not empty. The bins are those of numpy.histogram.
func equalizedValueScale(values []float64) colorScale {
	data := extent(values)
	if data.Lo > data.Hi {
		return colorScale{position: func(float64) float64 { return 0 }}
	}
	edges := newBinEdges(data.Hi - data.Lo)
	hist := make([]float64, numBins)
	for _, v := range values {
		if minmax.IsFinite(v) {
			hist[edges.bin(v-data.Lo)]++
		}
	}
	var centers, ranks []float64
	for i, n := range hist {
		if n > 0 {
			centers = append(centers, (edges.at(i)+edges.at(i+1))/2)
			ranks = append(ranks, n)
		}
	}
	levels := cumulativeShares(ranks)
	scale := colorScale{levels: levels, position: func(v float64) float64 { return interpolate(v-data.Lo, centers, ranks) }}
	scale.lo, scale.hi = scale.position(data.Lo), scale.position(data.Hi)
	return scale
}

// cumulativeShares replaces the number in each bin by the share of all cells that are in this bin or in a bin before
// it. It returns the number of bins that are not empty.
func cumulativeShares(hist []float64) (levels int) {
	sum := 0.0
	for i, n := range hist {
		if n > 0 {
			levels++
		}
		sum += n
		hist[i] = sum
	}
	for i := range hist {
		hist[i] /= sum
	}
	return levels
}

// rescaledRange returns the positions at which the colour map begins and ends if there are few levels. The length of
// the range grows linearly from the span itself for 100 levels to 1.5 times the span for 2 levels, as in datashader.
func rescaledRange(scale colorScale) (lo, hi float64) {
	const slope = -0.5 / 98.0
	if multiple := float64(slope*float64(scale.levels)) + (1.5 - 2*slope); multiple > 1 {
		return max(scale.hi-float64(multiple*(scale.hi-scale.lo)), 0), 1
	}
	return scale.lo, scale.hi
}

// binEdges are the edges of numBins bins of equal width.
type binEdges struct{ lo, hi float64 }

// newBinEdges returns the edges of bins from 0 to span.
func newBinEdges(span float64) binEdges {
	if span == 0 {
		return binEdges{-0.5, 0.5}
	}
	return binEdges{0, span}
}

// at returns edge i.
func (e binEdges) at(i int) float64 {
	if i == numBins {
		return e.hi
	}
	return float64(float64(i)*((e.hi-e.lo)/numBins)) + e.lo
}

// bin returns the bin of v.
func (e binEdges) bin(v float64) int {
	i := min(max(int((v-e.lo)/(e.hi-e.lo)*numBins), 0), numBins-1)
	if v < e.at(i) {
		return i - 1
	}
	if i < numBins-1 && v >= e.at(i+1) {
		return i + 1
	}
	return i
}

// interpolate does the same as numpy.interp: it is linear between neighbouring points (xs[i], ys[i]), and constant
// outside.
func interpolate(v float64, xs, ys []float64) float64 {
	i := sort.Search(len(xs), func(i int) bool { return xs[i] > v }) - 1
	switch {
	case i < 0:
		return ys[0]
	case i == len(xs)-1 || xs[i] == v:
		return ys[i]
	}
	slope := (ys[i+1] - ys[i]) / (xs[i+1] - xs[i])
	return float64(slope*(v-xs[i])) + ys[i]
}
