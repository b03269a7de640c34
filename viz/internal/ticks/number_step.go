package ticks

import (
	"math"
	"strconv"
)

// A step is m * 10^exp, m being 1, 2 or 5. Ticks are counted in whole steps and become
// floats only at the end, each rounded once, so that no error adds up along the axis.
type step struct {
	mantissa int64
	exp      int
}

// nearest returns the step nearest to 10^log in log distance.
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

func (s step) coarser() step {
	switch s.mantissa {
	case 1:
		return step{2, s.exp}
	case 2:
		return step{5, s.exp}
	}
	return step{1, s.exp + 1}
}

func (s step) finer() step {
	switch s.mantissa {
	case 5:
		return step{2, s.exp}
	case 2:
		return step{1, s.exp}
	}
	return step{5, s.exp - 1}
}

// at returns the position of the i-th multiple, correctly rounded.
func (s step) multiple(i int64) float64 {
	v, _ := strconv.ParseFloat(strconv.FormatInt(i*s.mantissa, 10)+"e"+strconv.Itoa(s.exp), 64)
	return v
}

// resolves reports whether floats up to max in size tell neighbouring multiples apart
// with room to spare, so that labels of at most 15 digits name them.
func (s step) resolves(max float64) bool {
	size := s.multiple(1)
	return size > 0 && max/size <= 1e14
}

// within returns the multiples in [lo, hi] as first and last counts; first > last when
// there are none.
func (s step) multiplesIn(lo, hi float64) (first, last int64) {
	size := s.multiple(1)
	first, last = int64(math.Floor(lo/size)), int64(math.Ceil(hi/size))
	for first <= last && s.multiple(first) < lo {
		first++
	}
	for last >= first && s.multiple(last) > hi {
		last--
	}
	return first, last
}
