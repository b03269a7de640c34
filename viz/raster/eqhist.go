package raster

import (
	"math"
	"sort"
)

// bins is the resolution of a histogram of values, and of counts that range further.
const bins = 1 << 16

// equalizeCounts ranks the counts above 0, exactly if they range over less than bins.
func equalizeCounts(counts []uint32, highest uint32) level {
	lowest := highest
	for _, c := range counts {
		if c > 0 && c < lowest {
			lowest = c
		}
	}
	if highest-lowest >= bins {
		values := make([]float64, len(counts))
		for i, c := range counts {
			values[i] = float64(c)
			if c == 0 {
				values[i] = math.NaN()
			}
		}
		return equalize(values)
	}
	rank := make([]float64, highest-lowest+1)
	for _, c := range counts {
		if c > 0 {
			rank[c-lowest]++
		}
	}
	levels := accumulateRanks(rank)
	return level{
		lo: rank[0], hi: 1, levels: levels,
		of: func(v float64) float64 { return rank[int(v-float64(lowest))] },
	}
}

// equalize ranks values by a histogram over their range; between two bins that are not
// empty the rank is interpolated. The bins are those of numpy.histogram.
func equalize(values []float64) level {
	data := extent(values)
	if data.Lo > data.Hi {
		return level{of: func(float64) float64 { return 0 }}
	}
	edges := newEdges(data.Hi - data.Lo)
	hist := make([]float64, bins)
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
	levels := accumulateRanks(rank)
	l := level{levels: levels, of: func(v float64) float64 { return interpolate(v-data.Lo, centers, rank) }}
	l.lo, l.hi = l.of(data.Lo), l.of(data.Hi)
	return l
}

// accumulateRanks turns a histogram into the share of cells up to each bin, and returns
// how many bins are not empty.
func accumulateRanks(hist []float64) (levels int) {
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
func rescaled(l level) (lo, hi float64) {
	const slope = -0.5 / 98.0
	if multiple := float64(slope*float64(l.levels)) + (1.5 - 2*slope); multiple > 1 {
		return max(l.hi-float64(multiple*(l.hi-l.lo)), 0), 1
	}
	return l.lo, l.hi
}

// edges are the edges of even bins.
type edges struct{ lo, hi float64 }

func newEdges(span float64) edges {
	if span == 0 {
		return edges{-0.5, 0.5}
	}
	return edges{0, span}
}

func (e edges) at(i int) float64 {
	if i == bins {
		return e.hi
	}
	return float64(float64(i)*((e.hi-e.lo)/bins)) + e.lo
}

func (e edges) bin(v float64) int {
	i := min(max(int((v-e.lo)/(e.hi-e.lo)*bins), 0), bins-1)
	if v < e.at(i) {
		return i - 1
	}
	if i < bins-1 && v >= e.at(i+1) {
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
