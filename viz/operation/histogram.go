package operation

import (
	"fmt"
	"math"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// HistogramOption changes how Histogram counts.
type HistogramOption func(*histogram)

type histogram struct {
	dimension  string
	bins       int
	normed     bool
	cumulative bool
	lo, hi     float64
	hasRange   bool
}

// Dimension is the column whose values are counted. Default: the element's Y, else its X.
func Dimension(column string) HistogramOption {
	return func(h *histogram) { h.dimension = column }
}

// Bins is how many bins of equal width there are. Default: 20. It panics unless n is from 1 to 100,000.
func Bins(n int) HistogramOption {
	if n < 1 || n > 100_000 {
		panic(fmt.Sprintf("operation.Bins: must be from 1 to 100000, got %d", n))
	}
	return func(h *histogram) { h.bins = n }
}

// BinRange fixes the range that the bins cover; values outside are not counted. Default: the range of the values, anew
// for each frame. It panics unless lo < hi, both finite.
func BinRange(lo, hi float64) HistogramOption {
	if !(lo < hi) || math.IsInf(hi-lo, 0) {
		panic(fmt.Sprintf("operation.BinRange: needs lo < hi, got %v and %v", lo, hi))
	}
	return func(h *histogram) { h.lo, h.hi, h.hasRange = lo, hi, true }
}

// Normed divides the counts so that the bars' areas sum to 1: a density. Default: false.
func Normed(on bool) HistogramOption { return func(h *histogram) { h.normed = on } }

// Cumulative counts in each bin those of the bins before too. Default: false.
func Cumulative(on bool) HistogramOption { return func(h *histogram) { h.cumulative = on } }

// Histogram counts the values of a column of an element's data in bins of equal width (numpy's histogram: a bin holds
// its lower edge, the last one its upper edge too). Missing and infinite values do not count. The edges follow the data
// from frame to frame unless BinRange fixes them. A column without numbers is an error of the figure.
func Histogram(e viz.Element, opts ...HistogramOption) viz.Element {
	h := histogram{bins: 20}
	for _, o := range opts {
		o(&h)
	}
	return viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) { return h.apply(c) })
}

func (h histogram) apply(c *viz.Chart) (viz.Element, error) {
	column, err := h.columnOf(c)
	if err != nil {
		return nil, err
	}
	var values []float64
	if c.Data().NumCols() > 0 {
		if values, err = c.Data().Numeric(column); err != nil {
			return nil, fmt.Errorf("operation.Histogram: %w", err)
		}
	}
	lo, hi := h.lo, h.hi
	if !h.hasRange {
		lo, hi = binRange(values, h.bins)
	}
	edges := binEdges(lo, hi, h.bins)
	counts := binCounts(values, edges)
	h.scaleCounts(counts, (hi-lo)/float64(h.bins))
	if len(values) == 0 {
		edges, counts = nil, nil // nothing to draw, rather than bars of no height
	}
	name := "Count"
	if h.normed {
		name = "Frequency"
	}
	if name == column {
		name += " of " + column
	}
	return viz.Histogram(edges, counts, viz.X(column), viz.Y(name)), nil
}

// column is what to count: what was asked for, else what the chart draws upwards.
func (h histogram) columnOf(c *viz.Chart) (string, error) {
	column := h.dimension
	if column == "" {
		column = c.Y()
	}
	if column == "" {
		column = c.X()
	}
	f := c.Data()
	if f.NumCols() == 0 {
		return column, nil
	}
	field, ok := f.Schema().Lookup(column)
	switch {
	case !ok:
		return "", fmt.Errorf("operation.Histogram: %w %q; columns are %s", ErrColumn, column, strings.Join(f.Schema().Names(), ", "))
	case field.Type == frame.String || field.Type == frame.Bool:
		return "", fmt.Errorf("operation.Histogram: %w: column %q is %v, and needs numbers", ErrType, column, field.Type)
	}
	return column, nil
}

// binRange is the range of the finite values; a single value, or none, gets a range round it, as in numpy: of 1, or
// where floats are too far apart for that, of what the bins need to have edges of their own.
func binRange(values []float64, bins int) (lo, hi float64) {
	lo, hi = minmax.Finite(values)
	switch {
	case lo > hi:
		return 0, 1
	case lo == hi:
		by := max(0.5, math.Abs(lo)*0x1p-52*float64(max(bins, 4)))
		return max(lo-by, -math.MaxFloat64), min(hi+by, math.MaxFloat64)
	}
	return lo, hi
}

func finite(v float64) bool { return v-v == 0 }

// binEdges is the edges of bins of equal width, ascending.
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

// count counts the values between each edge and the next.
func binCounts(values, edges []float64) []float64 {
	last := len(edges) - 2
	counts := make([]float64, last+1)
	lo, hi := edges[0], edges[last+1]
	scale := float64(last+1) / (hi/2 - lo/2) // halves, for their difference does not overflow
	for _, v := range values {
		if !(v >= lo && v <= hi) {
			continue
		}
		i := max(0, min(last, int((v/2-lo/2)*scale)))
		// By rounding a value may be a bin off, or more where bins are no wider than floats are apart: the edges decide.
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

// finish turns the counts into what was asked for.
func (h histogram) scaleCounts(counts []float64, width float64) {
	total := 1.0
	if h.normed {
		total = max(1, sum(counts))
	}
	below := 0.0
	for i, c := range counts {
		below += c
		switch {
		case h.cumulative:
			counts[i] = below / total
		case h.normed:
			counts[i] = c / total / width
		}
	}
}

func sum(v []float64) float64 {
	total := 0.0
	for _, x := range v {
		total += x
	}
	return total
}
