package ticks

import "math"

// Kind is how the values of a numeric axis are spaced.
type Kind uint8

// The kinds of scales.
const (
	Linear Kind = iota
	Log         // by their logarithm; values that are not positive have no position
	Symlog      // linear near 0, and by their logarithm on both sides
)

// Scale spaces the values of a numeric axis. The zero Scale is linear.
type Scale struct {
	Kind Kind
	// Threshold is the absolute value up to which a Symlog scale is linear. It must be positive.
	Threshold float64
}

// linearPart is the length of the linear part of a Symlog scale on each side of 0, in decades: matplotlib's default.
const linearPart = 1 / (1 - 1.0/10)

// Holds reports whether v has a position on the scale.
func (s Scale) Holds(v float64) bool { return s.Kind != Log || v > 0 }

// Transform returns the position of v. Equal distances of positions are equal distances on the axis. The unit is a
// decade, or the unit of v on a linear scale. A value that a Log scale does not hold is NaN. A Symlog scale has the
// formula of matplotlib's SymmetricalLogTransform.
func (s Scale) Transform(v float64) float64 {
	switch s.Kind {
	case Log:
		if !(v > 0) {
			return math.NaN()
		}
		return math.Log10(v)
	case Symlog:
		size := math.Abs(v) / s.Threshold
		if size <= 1 {
			return v / s.Threshold * linearPart
		}
		return math.Copysign(linearPart+math.Log10(math.Abs(v))-math.Log10(s.Threshold), v)
	}
	return v
}

// Inverse returns the value at a position.
func (s Scale) Inverse(position float64) float64 {
	switch s.Kind {
	case Log:
		return math.Pow(10, position)
	case Symlog:
		if math.Abs(position) <= linearPart {
			return position / linearPart * s.Threshold
		}
		return math.Copysign(s.Threshold*math.Pow(10, math.Abs(position)-linearPart), position)
	}
	return position
}

// Fraction returns the position of v as a fraction of the way from lo to hi. It is NaN if the scale does not hold v. If lo
// equals hi, it is one half.
func (s Scale) Fraction(lo, hi, v float64) float64 {
	if lo == hi {
		return 0.5
	}
	if from, to := s.Transform(lo), s.Transform(hi); from != to { // else neighbouring floats, whose logarithms are equal
		lo, hi, v = from, to, s.Transform(v)
	}
	// The halves are subtracted, because hi-lo can overflow.
	if span := hi/2 - lo/2; math.Abs(span) > math.SmallestNonzeroFloat64*4 {
		return (v/2 - lo/2) / span
	}
	return (v - lo) / (hi - lo) // halves of the smallest numbers are rounded
}

// Numbers returns the ticks of the scale from lo to hi, as [Numbers] does for a linear one.
//
// A Log axis has labels at the powers of ten, or at every n-th one if they are dense. If a decade has space for three labels,
// 1, 2 and 5 times the powers have labels. The other multiples are Minor ticks without labels. An axis of less than a decade
// without three such labels has the ticks of a linear axis. A Symlog axis has the ticks of a Log axis on both sides, and 0.
func (s Scale) Numbers(lo, hi, px, spacing float64) []Tick {
	if s.Kind == Linear {
		return Numbers(lo, hi, px, spacing)
	}
	if !finite(lo, hi, px, spacing) || px <= 0 || spacing <= 0 || !s.Holds(lo) || !s.Holds(hi) {
		return nil
	}
	lo, hi = math.Min(lo, hi), math.Max(lo, hi)
	if s.Kind == Symlog {
		return s.symlogTicks(lo, hi, px, spacing)
	}
	return logTicks(lo, hi, px, spacing)
}

// FitNumbers is [Scale.Numbers] for a horizontal axis: see the function [FitNumbers].
func (s Scale) FitNumbers(lo, hi, px, spacing float64, measure func(string) float64) []Tick {
	if s.Kind == Linear {
		return FitNumbers(lo, hi, px, spacing, measure)
	}
	all := s.Numbers(lo, hi, px, spacing)
	for spacing < px && s.labelsTooClose(all, lo, hi, px, measure) {
		spacing *= 1.25
		all = s.Numbers(lo, hi, px, spacing)
	}
	return all
}

// labelsTooClose reports whether two neighbouring labels are less than MinLabelGap px apart.
func (s Scale) labelsTooClose(all []Tick, lo, hi, px float64, measure func(string) float64) bool {
	end := math.Inf(-1)
	lo, hi = math.Min(lo, hi), math.Max(lo, hi)
	for _, t := range all {
		if t.Minor {
			continue
		}
		x, half := s.Fraction(lo, hi, t.Value)*px, measure(t.Label)/2
		if x-half < end+MinLabelGap {
			return true
		}
		end = x + half
	}
	return false
}
