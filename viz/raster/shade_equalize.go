package raster

import (
	"math"
	"sort"
)

// bins is the resolution of a histogram of values, and of counts that range further.
const numBins = 1 << 16

// equalizedCountScale ranks the counts above 0, exactly if they range over less than bins.
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
	rank := make([]float64, highest-lowest+1)
	for _, c := range counts {
		if c > 0 {
			rank[c-lowest]++
		}
	}
	levels := cumulativeShares(rank)
	return colorScale{
		lo: rank[0], hi: 1, levels: levels,
		position: func(v float64) float64 { return rank[int(v-float64(lowest))] },
	}
}

// equalize ranks values by a histogram over their range; between two bins that are not
// empty the rank is interpolated. The bins are those of numpy.histogram.
func equalizedValueScale(values []float64) colorScale {
	data := extent(values)
	if data.Lo > data.Hi {
		return colorScale{position: func(float64) float64 { return 0 }}
	}
	edges := newBinEdges(data.Hi - data.Lo)
	hist := make([]float64, numBins)
	for _, v := range values {
		if finite(v) {
			hist[edges.bin(v-data.Lo)]++
		}
	}
	var centers, rank []float64
	for i, n := range hist {
		if n > 0 {
			centers = append(centers, (edges.at(i)+edges.at(i+1))/2)
			rank = append(rank, n)
		}
	}
	levels := cumulativeShares(rank)
	l := colorScale{levels: levels, position: func(v float64) float64 { return interpolate(v-data.Lo, centers, rank) }}
	l.lo, l.hi = l.position(data.Lo), l.position(data.Hi)
	return l
}

// cumulativeShares turns a histogram into the share of cells up to each bin, and returns
// how many bins are not empty.
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

// rescaled is where the color map begins and ends for few levels: on datashader's line
// from 1.5 times the span for 2 levels to the span itself for 100.
func rescaledRange(l colorScale) (lo, hi float64) {
	const slope = -0.5 / 98.0
	if multiple := float64(slope*float64(l.levels)) + (1.5 - 2*slope); multiple > 1 {
		return max(l.hi-float64(multiple*(l.hi-l.lo)), 0), 1
	}
	return l.lo, l.hi
}

// edges are the edges of even bins.
type binEdges struct{ lo, hi float64 }

func newBinEdges(span float64) binEdges {
	if span == 0 {
		return binEdges{-0.5, 0.5}
	}
	return binEdges{0, span}
}

func (e binEdges) at(i int) float64 {
	if i == numBins {
		return e.hi
	}
	return float64(float64(i)*((e.hi-e.lo)/numBins)) + e.lo
}

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

// interpolate is numpy.interp: piecewise linear, constant outside.
func interpolate(v float64, at, to []float64) float64 {
	i := sort.Search(len(at), func(i int) bool { return at[i] > v }) - 1
	switch {
	case i < 0:
		return to[0]
	case i == len(at)-1 || at[i] == v:
		return to[i]
	}
	slope := (to[i+1] - to[i]) / (at[i+1] - at[i])
	return float64(slope*(v-at[i])) + to[i]
}
