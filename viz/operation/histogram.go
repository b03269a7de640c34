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

// histogram holds the options of a Histogram.
type histogram struct {
	dimension  string // "": the default
	bins       int
	normed     bool
	cumulative bool
	hasRange   bool
	lo, hi     float64 // only if hasRange is set
}

// Dimension names the column whose values are counted. Default: the element's Y, or its X if it has no Y. A column that
// is unknown or does not hold numbers is an error of the figure.
func Dimension(column string) HistogramOption {
	return func(h *histogram) { h.dimension = column }
}

// Bins sets the number of bins. All bins have the same width. Default: 20. It panics unless n is from 1 to 100,000.
func Bins(n int) HistogramOption {
	if n < 1 || n > 100_000 {
		panic(fmt.Sprintf("operation.Bins: must be from 1 to 100000, got %d", n))
	}
	return func(h *histogram) { h.bins = n }
}

// BinRange fixes the range of the bins, in units of the column. Values outside this range are not counted. Default: the
// range of the values of each frame. It panics unless lo < hi and their difference is finite.
func BinRange(lo, hi float64) HistogramOption {
	if !(lo < hi) || math.IsInf(hi-lo, 0) {
		panic(fmt.Sprintf("operation.BinRange: needs lo < hi with a finite difference, got %v and %v", lo, hi))
	}
	return func(h *histogram) { h.lo, h.hi, h.hasRange = lo, hi, true }
}

// Normed sets whether the bars show a density: the sum of their areas is 1. Default: false.
func Normed(on bool) HistogramOption { return func(h *histogram) { h.normed = on } }

// Cumulative sets whether the count of each bin includes the counts of all bins before it. Default: false.
func Cumulative(on bool) HistogramOption { return func(h *histogram) { h.cumulative = on } }

// Histogram counts the values of a column of an element's data in bins of equal width. As in numpy's histogram, a bin
// includes its lower edge and excludes its upper edge. The last bin includes both. Missing and infinite values are not
// counted. The bins follow the data from frame to frame unless BinRange fixes them. A column without numbers is an
// error of the figure.
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
		edges, counts = nil, nil // an empty plot instead of bars of height 0
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

// scaleCounts applies the options Cumulative and Normed to the counts. width is the width of a bin.
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
