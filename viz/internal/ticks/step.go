package ticks

import (
	"math"
	"strconv"
)

// A step is m * 10^exp, m being 1, 2 or 5. Ticks are counted in whole steps and become
// floats only at the end, each rounded once, so that no error adds up along the axis.
type step struct {
	m   int64
	exp int
}

// nearest returns the step nearest to 10^log in log distance.
func nearest(log float64) step {
	exp := math.Floor(log)
	s := step{1, int(exp)}
	switch frac := log - exp; {
	case frac > math.Log10(50)/2:
		s.exp++
	case frac > math.Log10(10)/2:
		s.m = 5
	case frac > math.Log10(2)/2:
		s.m = 2
	}
	return s
}

func (s step) coarser() step {
	switch s.m {
	case 1:
		return step{2, s.exp}
	case 2:
		return step{5, s.exp}
	}
	return step{1, s.exp + 1}
}

func (s step) finer() step {
	switch s.m {
	case 5:
		return step{2, s.exp}
	case 2:
		return step{1, s.exp}
	}
	return step{5, s.exp - 1}
}

// at returns the position of the i-th multiple, correctly rounded.
func (s step) at(i int64) float64 {
	v, _ := strconv.ParseFloat(strconv.FormatInt(i*s.m, 10)+"e"+strconv.Itoa(s.exp), 64)
	return v
}

// resolves reports whether floats up to max in size tell neighbouring multiples apart
// with room to spare, so that labels of at most 15 digits name them.
func (s step) resolves(max float64) bool {
	size := s.at(1)
	return size > 0 && max/size <= 1e14
}

// within returns the multiples in [lo, hi] as first and last counts; first > last when
// there are none.
func (s step) within(lo, hi float64) (first, last int64) {
	size := s.at(1)
	first, last = int64(math.Floor(lo/size)), int64(math.Ceil(hi/size))
	for first <= last && s.at(first) < lo {
		first++
	}
	for last >= first && s.at(last) > hi {
		last--
	}
	return first, last
}
