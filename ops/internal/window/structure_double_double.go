package window

import "math"

// doubleDouble is an unevaluated sum of two float64, with about 106 bits of precision (Dekker: A Floating-Point Technique
// for Extending the Available Precision, 1971). high is the sum rounded to float64.
type doubleDouble struct{ high, low float64 }

// twoSum returns a+b exactly (Knuth).
func twoSum(a, b float64) doubleDouble {
	s := a + b
	t := s - a
	return doubleDouble{s, (a - (s - t)) + (b - t)}
}

// quickTwoSum returns a+b exactly if a is 0 or not smaller than b in magnitude.
func quickTwoSum(a, b float64) doubleDouble {
	s := a + b
	return doubleDouble{s, b - (s - a)}
}

// twoProduct returns a*b exactly, unless the product overflows or its error underflows.
func twoProduct(a, b float64) doubleDouble {
	p := a * b
	return doubleDouble{p, math.FMA(a, b, -p)}
}

func (a doubleDouble) add(b doubleDouble) doubleDouble {
	s, t := twoSum(a.high, b.high), twoSum(a.low, b.low)
	s = quickTwoSum(s.high, s.low+t.high)
	return quickTwoSum(s.high, s.low+t.low)
}

func (a doubleDouble) sub(b doubleDouble) doubleDouble { return a.add(doubleDouble{-b.high, -b.low}) }

// times returns a*b for a float64 b.
func (a doubleDouble) times(b float64) doubleDouble {
	p := twoProduct(a.high, b)
	return quickTwoSum(p.high, math.FMA(a.low, b, p.low))
}

func (a doubleDouble) mul(b doubleDouble) doubleDouble {
	p := twoProduct(a.high, b.high)
	return quickTwoSum(p.high, p.low+(a.high*b.low+a.low*b.high))
}

// over returns a/b for a float64 b.
func (a doubleDouble) over(b float64) doubleDouble {
	q := a.high / b
	rest := math.FMA(-q, b, a.high)
	return quickTwoSum(q, (rest+a.low)/b)
}
