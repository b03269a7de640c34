package ticks

import "math"

// maxTicks bounds the work of an axis whose spacing is absurdly small for its pixels.
const maxTicks = 1000

// Numbers returns the ticks of a numeric axis from lo to hi that is px pixels long:
// the multiples within [lo, hi] of the 1-2-5 step nearest, in log distance, to one
// tick per spacing px (52 suits a vertical axis, 90 a horizontal one). All labels have
// one format; see Format for single numbers.
//
// A range of no length has one tick, and so has an axis too short for the step. A range
// or a length that is not finite has none; neither has a length or spacing below zero.
// lo and hi may be given in either order.
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

// Fit is Numbers for a horizontal axis whose labels may be long: the step grows until
// labels as wide as measure says keep Gap px apart.
func FitNumbers(lo, hi, px, spacing float64, measure func(string) float64) []Tick {
	ticks := Numbers(lo, hi, px, spacing)
	scale := px / math.Abs(hi/2-lo/2) / 2
	for len(ticks) > 1 && labelsTooClose(ticks, scale, measure) {
		spacing *= 1.25
		ticks = Numbers(lo, hi, px, spacing)
		if spacing > px {
			ticks = ticks[:1]
		}
	}
	return ticks
}

func labelsTooClose(ticks []Tick, scale float64, measure func(string) float64) bool {
	before := measure(ticks[0].Label)
	for i, t := range ticks[1:] {
		width := measure(t.Label)
		if (t.Value-ticks[i].Value)*scale < (before+width)/2+MinLabelGap {
			return true
		}
		before = width
	}
	return false
}

// chosen returns the step for about n ticks in [lo, hi], or false where floats are too
// coarse for any step shorter than the range.
func chooseStep(lo, hi, n float64) (step, bool) {
	if lo == hi {
		return step{}, false
	}
	// Halves, because the length of a range can exceed the largest float.
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

// single returns the roundest tick of a range that lies between two multiples of s.
func roundestTick(s step, lo, hi float64) []Tick {
	for s = s.finer(); s.resolves(max(-lo, hi)); s = s.finer() {
		if first, last := s.multiplesIn(lo, hi); first <= last {
			return s.ticks(first, first)
		}
	}
	return []Tick{{Value: lo, Label: Format(lo)}}
}

func (s step) ticks(first, last int64) []Tick {
	f := s.format(max(-first, last))
	ticks := make([]Tick, 0, last-first+1)
	for i := first; i <= last; i++ {
		ticks = append(ticks, Tick{Value: s.multiple(i), Label: f.label(i * s.mantissa)})
	}
	return ticks
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
