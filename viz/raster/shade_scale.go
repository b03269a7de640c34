package raster

import (
	"image/color"
	"math"
)

// colorScale transforms numbers to positions. The colour map begins at the position lo and ends at the position hi.
// levels is the number of different positions, or 0 if it is not counted.
type colorScale struct {
	lo, hi   float64
	levels   int
	position func(v float64) float64
}

// spanScale returns the scale of Linear, Log or CubeRoot over the span. Without the option Span, the span is data.
func (s *shadeConfig) spanScale(data Range) colorScale {
	span := data
	switch {
	case s.hasSpan:
		span = s.span
	case data.Lo > data.Hi: // there are no finite values
		span = Range{}
	}
	transform := func(v float64) float64 { return v }
	switch s.how {
	case Log:
		transform = math.Log1p
	case CubeRoot:
		transform = func(v float64) float64 { return math.Pow(v, 1.0/3) }
	}
	return colorScale{
		lo: transform(0), hi: transform(span.Hi - span.Lo),
		position: func(v float64) float64 { return transform(min(max(v, span.Lo), span.Hi) - span.Lo) },
	}
}

// colorizer returns a function that returns the colour of a number, in the format of colorRamp.at.
func (s *shadeConfig) colorizer(scale colorScale, colors []color.RGBA) func(float64) uint32 {
	if scale.levels > 0 && s.rescaleLevels {
		scale.lo, scale.hi = rescaledRange(scale)
	}
	r := newColorRamp(colors, scale.lo, scale.hi)
	return func(v float64) uint32 { return r.at(scale.position(v)) }
}
