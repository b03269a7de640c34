package ticks

import (
	"math"
	"strconv"
)

// A step is mantissa * 10^exp; the mantissa is 1, 2 or 5. Ticks are counted in whole steps. Each is converted to a
// float at the end and rounded once, so rounding errors do not add up along the axis.
type step struct {
	mantissa int64
	exp      int
}

// nearestStep returns the step nearest to 10^log in log distance.
func nearestStep(log float64) step {
	exp := math.Floor(log)
	s := step{1, int(exp)}
	switch frac := log - exp; {
	case frac > math.Log10(50)/2:
		s.exp++
	case frac > math.Log10(10)/2:
		s.mantissa = 5
	case frac > math.Log10(2)/2:
		s.mantissa = 2
	}
	return s
}

// coarser returns the next larger step.
func (s step) coarser() step {
	switch s.mantissa {
	case 1:
		return step{2, s.exp}
	case 2:
		return step{5, s.exp}
	}
	return step{1, s.exp + 1}
}

// finer returns the next smaller step.
func (s step) finer() step {
	switch s.mantissa {
	case 5:
		return step{2, s.exp}
	case 2:
		return step{1, s.exp}
	}
	return step{5, s.exp - 1}
}

// multiple returns the i-th multiple of the step, correctly rounded.
func (s step) multiple(i int64) float64 {
	v, _ := strconv.ParseFloat(strconv.FormatInt(i*s.mantissa, 10)+"e"+strconv.Itoa(s.exp), 64)
	return v
}

// resolves reports whether floats up to this size can distinguish neighbouring multiples, so clearly that labels of at
// most 15 digits are different too.
func (s step) resolves(size float64) bool {
	length := s.multiple(1)
	return length > 0 && size/length <= 1e14
}

// multiplesIn returns the numbers of the first and the last multiple in [lo, hi]. first is greater than last if there are
// none.
func (s step) multiplesIn(lo, hi float64) (first, last int64) {
	length := s.multiple(1)
	first, last = int64(math.Floor(lo/length)), int64(math.Ceil(hi/length))
	for first <= last && s.multiple(first) < lo {
		first++
	}
	for last >= first && s.multiple(last) > hi {
		last--
	}
	return first, last
}
