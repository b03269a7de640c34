package ticks

import "math"

// maxTicks is the largest number of ticks. It bounds the work if the spacing is much too small for the axis.
const maxTicks = 1000

// Numbers returns the ticks of a numeric axis from lo to hi that is px pixels long. They are the multiples of a step
// within [lo, hi]. The step is 1, 2 or 5 times a power of ten: the one that is nearest, in log distance, to one tick
// per spacing px. 52 px are suitable for a vertical axis, and 90 px for a horizontal axis. All labels have the same
// format. [Format] formats single numbers.
//
// lo and hi may be in either order. The axis has one tick if lo equals hi, or if the axis is too short for the step. It
// has none if a value is not finite, or if px or spacing is not positive.
func Numbers(lo, hi, px, spacing float64) []Tick {
	if !finite(lo, hi, px, spacing) || px <= 0 || spacing <= 0 {
		return nil
	}
	lo, hi = math.Min(lo, hi), math.Max(lo, hi)
	s, ok := chooseStep(lo, hi, px/spacing)
	if !ok {
		return []Tick{{Value: lo, Label: Format(lo)}}
	}
	first, last := s.multiplesIn(lo, hi)
	if first > last {
		return roundestTick(s, lo, hi)
	}
	return s.ticks(first, last)
}

// FitNumbers is [Numbers] for a horizontal axis, whose labels can be long: it increases the step until labels are at
// least [MinLabelGap] px apart. measure returns the width of a label in px.
func FitNumbers(lo, hi, px, spacing float64, measure func(string) float64) []Tick {
	ticks := Numbers(lo, hi, px, spacing)
	pxPerUnit := px / math.Abs(hi/2-lo/2) / 2
	for len(ticks) > 1 && labelsTooClose(ticks, pxPerUnit, measure) {
		spacing *= 1.25
		ticks = Numbers(lo, hi, px, spacing)
		if spacing > px {
			ticks = ticks[:1]
		}
	}
	return ticks
}

// labelsTooClose reports whether two neighbouring labels are less than MinLabelGap px apart.
func labelsTooClose(ticks []Tick, pxPerUnit float64, measure func(string) float64) bool {
	previous := measure(ticks[0].Label)
	for i, t := range ticks[1:] {
		width := measure(t.Label)
		if (t.Value-ticks[i].Value)*pxPerUnit < (previous+width)/2+MinLabelGap {
			return true
		}
		previous = width
	}
	return false
}

// chooseStep returns the step for about n ticks in [lo, hi]. It returns false if lo equals hi, or if floats of this
// size cannot represent any step shorter than the range.
func chooseStep(lo, hi, n float64) (step, bool) {
	if lo == hi {
		return step{}, false
	}
	// The halves are subtracted, because hi-lo can overflow.
	log := math.Log10(hi/2-lo/2) + math.Log10(2)
	if math.IsInf(log, 0) {
		return step{}, false
	}
	s := nearestStep(log - math.Log10(min(max(n, 1), maxTicks)))
	for size := max(-lo, hi); !s.resolves(size); s = s.coarser() {
		if s.multiple(1) > hi-lo {
			return step{}, false
		}
	}
	return s, true
}

// roundestTick returns the single tick of a range that contains no multiple of s. It is the first multiple in the range
// of the largest step that has one in the range.
func roundestTick(s step, lo, hi float64) []Tick {
	for s = s.finer(); s.resolves(max(-lo, hi)); s = s.finer() {
		if first, last := s.multiplesIn(lo, hi); first <= last {
			return s.ticks(first, first)
		}
	}
	return []Tick{{Value: lo, Label: Format(lo)}}
}

// ticks returns the ticks at the multiples first to last of s.
func (s step) ticks(first, last int64) []Tick {
	f := s.format(max(-first, last))
	ticks := make([]Tick, 0, last-first+1)
	for i := first; i <= last; i++ {
		ticks = append(ticks, Tick{Value: s.multiple(i), Label: f.label(i * s.mantissa)})
	}
	return ticks
}

// finite reports whether all values are neither NaN nor infinite.
func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
