package operation

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// binRange returns the range of the finite values. As in numpy, the range of a single value has length 1 with the value
// in its middle, and the range of no values is 0 to 1. If the value is so large that a range of length 1 does not
// contain enough floats, the range is longer, so that all bins have different edges.
func binRange(values []float64, bins int) (lo, hi float64) {
	lo, hi = minmax.Finite(values)
	switch {
	case lo > hi:
		return 0, 1
	case lo == hi:
		halfWidth := max(0.5, math.Abs(lo)*0x1p-52*float64(max(bins, 4)))
		return max(lo-halfWidth, -math.MaxFloat64), min(hi+halfWidth, math.MaxFloat64)
	}
	return lo, hi
}

// binEdges returns the edges of bins of equal width from lo to hi, in ascending order.
func binEdges(lo, hi float64, bins int) []float64 {
	edges := make([]float64, bins+1)
	for i := range edges {
		if part := float64(i) / float64(bins); math.IsInf(hi-lo, 0) {
			edges[i] = lo*(1-part) + hi*part
		} else {
			edges[i] = lo + (hi-lo)*float64(i)/float64(bins)
		}
	}
	edges[bins] = hi
	return edges
}

// binCounts returns the number of values in each bin.
func binCounts(values, edges []float64) []float64 {
	last := len(edges) - 2
	counts := make([]float64, last+1)
	lo, hi := edges[0], edges[last+1]
	scale := float64(last+1) / (hi/2 - lo/2) // the halves are subtracted, because hi-lo can overflow
	for _, v := range values {
		if !(v >= lo && v <= hi) {
			continue
		}
		i := max(0, min(last, int((v/2-lo/2)*scale)))
		// Rounding can make i wrong by one, or by more if bins are as narrow as the distance between floats. So v is
		// compared with the edges.
		for i > 0 && v < edges[i] {
			i--
		}
		for i < last && v >= edges[i+1] {
			i++
		}
		counts[i]++
	}
	return counts
}
