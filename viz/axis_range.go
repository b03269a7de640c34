package viz

import (
	"math"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// Range is an interval of a dimension, in its own units; for times, nanoseconds since the Unix epoch. The zero Range
// means that none is asked for.
type Range struct{ Lo, Hi float64 }

// IsZero tells whether no range is asked for.
func (r Range) IsZero() bool { return r == Range{} }

// finite tells whether the range has two proper ends.
func (r Range) finite() bool {
	return !math.IsNaN(r.Lo) && !math.IsNaN(r.Hi) && !math.IsInf(r.Lo, 0) && !math.IsInf(r.Hi, 0)
}

// union is the smallest range that holds both; one that is not finite counts for nothing.
func (r Range) union(o Range) Range {
	switch {
	case !r.finite():
		return o
	case !o.finite():
		return r
	}
	return Range{min(r.Lo, o.Lo), max(r.Hi, o.Hi)}
}

// none is the range of no data.
var noRange = Range{math.NaN(), math.NaN()}

// rangeOf returns the range of the finite values, or noRange if there are none.
func rangeOf(values []float64) Range {
	lo, hi := minmax.Finite(values)
	if lo > hi {
		return noRange
	}
	return Range{lo, hi}
}

// View is what one viewer looks at. A figure is a function of its data and a view: on a live page every browser has
// its own.
type View struct {
	// Width and Height are the figure's size in pixels; 0 means the size that the figure's options ask for. In the view
	// that a DynamicFunc or an operation is given they are the size of the area that shows data.
	Width, Height int
	// Ratio is how many device pixels a pixel has; 0 means 1.
	Ratio float64
	// X and Y are the ranges looked at; zero follows the data.
	X, Y Range
}

func (v View) ratio() float64 {
	if !(v.Ratio > 0) {
		return 1
	}
	return v.Ratio
}
