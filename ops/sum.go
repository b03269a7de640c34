package ops

// sum is a compensated sum: s is what adding in float64 gives, low what that has lost. Its error is that of adding in
// twice the precision (Ogita, Rump, Oishi: Accurate Sum and Dot Product, SIAM J. Sci. Comput. 26, 2005, algorithm 4.4).
type sum struct{ s, low float64 }

// plus gives the sum with one more number. The two additions that depend on the number before are independent of each
// other, so this costs little more than a plain sum.
func (a sum) plus(v float64) sum {
	s := a.s + v
	t := s - a.s
	return sum{s, a.low + ((a.s - (s - t)) + (v - t))} // Knuth's TwoSum
}

// join gives the sum of both. A plain addition is enough: what it rounds is half a unit in the last place of a.s+b.s,
// which is either as good as the result, or, where the two cancel, as small as what low is off by.
func (a sum) join(b sum) sum { return sum{a.s + b.s, a.low + b.low} }

// value gives the sum as a number. Once an infinity has come in, s alone knows what the sum is.
func (a sum) value() float64 {
	if v := a.s + a.low; v == v {
		return v
	}
	return a.s
}
