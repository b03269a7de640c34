package ticks

import (
	"math"
	"strconv"
)

const (
	crowding      = 0.6 // a log axis may have labels this much closer than the spacing that is asked for
	minMinorPx    = 60  // px a decade, from which on all its multiples have minor ticks
	minFewMinorPx = 24  // px a decade, from which on its double and its fivefold have minor ticks
	minDecadePx   = 4   // px a decade, from which on unlabelled decades have minor ticks
)

// logTicks returns the ticks of a logarithmic axis, 0 < lo <= hi, in ascending order.
func logTicks(lo, hi, px, spacing float64) []Tick {
	if lo == hi {
		return []Tick{{Value: lo, Label: Format(lo)}}
	}
	g := newLogGrid(px/(math.Log10(hi)-math.Log10(lo)), spacing)
	all := g.between(lo, hi)
	if n := countMajor(all); n < 2 || n < 3 && hi/lo < 10 {
		return Numbers(lo, hi, px, spacing)
	}
	return all
}

// countMajor returns the number of ticks with labels.
func countMajor(all []Tick) int {
	n := 0
	for _, t := range all {
		if !t.Minor {
			n++
		}
	}
	return n
}

// logGrid says which multiples of powers of ten are ticks.
type logGrid struct {
	stride int             // every stride-th power of ten has a label
	ticks  [10]logGridTick // by the multiple, 1 to 9
}

type logGridTick struct{ shown, labelled bool }

// newLogGrid chooses the ticks of a grid whose decades are pxPerDecade long.
func newLogGrid(pxPerDecade, spacing float64) logGrid {
	g := logGrid{stride: 1}
	for _, stride := range []int{1, 2, 3, 5, 10, 20, 50, 100, 200, 500} {
		if g.stride = stride; float64(stride)*pxPerDecade >= crowding*spacing {
			break
		}
	}
	g.ticks[1] = logGridTick{shown: g.stride == 1 || pxPerDecade >= minDecadePx, labelled: true}
	switch {
	case g.stride > 1:
		return g
	case pxPerDecade >= minMinorPx:
		for m := 2; m <= 9; m++ {
			g.ticks[m].shown = true
		}
	case pxPerDecade >= minFewMinorPx:
		g.ticks[2].shown, g.ticks[5].shown = true, true
	}
	if pxPerDecade/3 >= crowding*spacing {
		g.ticks[2].labelled, g.ticks[5].labelled = true, true
	}
	return g
}

// between returns the ticks of the grid from lo to hi, 0 < lo < hi.
func (g logGrid) between(lo, hi float64) []Tick {
	var all []Tick
	first, last := int(math.Floor(math.Log10(lo))), int(math.Ceil(math.Log10(hi)))
	scientific := first < -5 || last > 12
	for exp := first; exp <= last; exp++ {
		for m := int64(1); m <= 9; m++ {
			t, onStride := g.ticks[m], exp%g.stride == 0
			if !t.shown && !(m == 1 && onStride) {
				continue
			}
			s := step{m, exp}
			v := s.multiple(1)
			if !(v >= lo && v <= hi) || v == 0 {
				continue
			}
			if !t.labelled || !onStride {
				all = append(all, Tick{Value: v, Minor: true})
				continue
			}
			all = append(all, Tick{Value: v, Label: s.logLabel(scientific)})
		}
	}
	return all
}

// logLabel returns the label of a multiple of a power of ten: 1e−9 if the axis is labelled in powers, else 0.001, 20 or 5k.
func (s step) logLabel(scientific bool) string {
	if scientific {
		return strconv.FormatInt(s.mantissa, 10) + "e" + withMinusSign(strconv.Itoa(s.exp))
	}
	return s.format(1).label(s.mantissa)
}

// symlogTicks returns the ticks of a Symlog axis: 0, and the ticks of a log axis beyond the threshold on both sides.
func (s Scale) symlogTicks(lo, hi, px, spacing float64) []Tick {
	span := s.Transform(hi) - s.Transform(lo)
	if max(-lo, hi) <= s.Threshold || !(span > 0) {
		return Numbers(lo, hi, px, spacing)
	}
	g := newLogGrid(px/span, spacing)
	var all []Tick
	for _, t := range g.between(s.Threshold, max(-lo, s.Threshold)) {
		t.Value = -t.Value
		if t.Label != "" {
			t.Label = minusSign + t.Label
		}
		if t.Value >= lo && t.Value <= hi {
			all = append([]Tick{t}, all...)
		}
	}
	if lo <= 0 && hi >= 0 {
		all = append(all, Tick{Label: "0"})
	}
	for _, t := range g.between(s.Threshold, max(hi, s.Threshold)) {
		if t.Value >= lo && t.Value <= hi {
			all = append(all, t)
		}
	}
	if countMajor(all) < 2 {
		return Numbers(lo, hi, px, spacing)
	}
	return all
}
