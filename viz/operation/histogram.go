package operation

import (
	"fmt"
	"math"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/suggest"
	"github.com/streamgage/streamgage/viz"
)

// HistogramOption changes how Histogram counts.
type HistogramOption func(*histogram)

// histogram is a Histogram with its options.
type histogram struct {
	dimension  string // "" for the default
	bins       int
	normed     bool
	cumulative bool
	hasRange   bool
	lo, hi     float64 // with hasRange
}

// Dimension names the column whose values are counted. Default: the element's Y, else its X. An unknown column, and one
// without numbers, is an error of the figure.
func Dimension(column string) HistogramOption {
	return func(h *histogram) { h.dimension = column }
}

// Bins is the number of bins, which have equal width. Default: 20. It panics unless n is from 1 to 100,000.
func Bins(n int) HistogramOption {
	if n < 1 || n > 100_000 {
		panic(fmt.Sprintf("operation.Bins: must be from 1 to 100000, got %d", n))
	}
	return func(h *histogram) { h.bins = n }
}

// BinRange fixes the range of the bins, in units of the column. Values outside are not counted. Default: the range of the
// values of each frame. It panics unless lo < hi and their difference is finite.
func BinRange(lo, hi float64) HistogramOption {
	if !(lo < hi) || math.IsInf(hi-lo, 0) {
		panic(fmt.Sprintf("operation.BinRange: needs lo < hi with a finite difference, got %v and %v", lo, hi))
	}
	return func(h *histogram) { h.lo, h.hi, h.hasRange = lo, hi, true }
}

// Normed divides the counts so that the areas of the bars sum to 1, which makes a density. Default: false.
func Normed(on bool) HistogramOption { return func(h *histogram) { h.normed = on } }

// Cumulative adds to the count of each bin the counts of the bins before it. Default: false.
func Cumulative(on bool) HistogramOption { return func(h *histogram) { h.cumulative = on } }

// Histogram counts the values of a column of an element's data in bins of equal width. As in numpy's histogram, a bin
// holds its lower edge, and the last bin its upper edge too. Missing and infinite values do not count. The bins follow
// the data from frame to frame unless BinRange fixes them. A column without numbers is an error of the figure.
func Histogram(e viz.Element, opts ...HistogramOption) viz.Element {
	h := histogram{bins: 20}
	for _, o := range opts {
		o(&h)
	}
	return viz.Map(e, func(_ viz.View, c *viz.Chart) (viz.Element, error) { return h.apply(c) })
}

// apply makes the histogram of a chart.
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
		edges, counts = nil, nil // an empty plot, rather than bars of no height
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

// columnOf returns the column of a chart whose values are counted.
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
		names := f.Schema().Names()
		return "", fmt.Errorf("operation.Histogram: %w %q; columns are %s%s",
			ErrColumn, column, strings.Join(names, ", "), suggest.DidYouMean(column, names))
	case field.Type == frame.String || field.Type == frame.Bool:
		return "", fmt.Errorf("operation.Histogram: %w: column %q is %v, and needs numbers", ErrType, column, field.Type)
	}
	return column, nil
}

// scaleCounts makes counts of bins of the given width cumulative, a density, or both, as the options say.
func (h histogram) scaleCounts(counts []float64, width float64) {
	total := 1.0
	if h.normed {
		total = max(1, sum(counts))
	}
	cumulative := 0.0
	for i, c := range counts {
		cumulative += c
		switch {
		case h.cumulative:
			counts[i] = cumulative / total
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
