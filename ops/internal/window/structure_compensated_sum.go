package window

import "github.com/streamgage/streamgage/ops/internal/state"

// CompensatedSum is a compensated sum: its error is that of a sum in twice the precision of float64 (Ogita, Rump, Oishi:
// Accurate Sum and Dot Product, SIAM J. Sci. Comput. 26, 2005, algorithm 4.4). The zero value is the sum of no values.
type CompensatedSum struct {
	sum          float64 // the sum in float64
	compensation float64 // the sum of its rounding errors
}

// Add returns the sum with one more value. The additions to sum and to compensation are independent of each other, so
// it costs little more than a plain sum.
func (a CompensatedSum) Add(v float64) CompensatedSum {
	s := twoSum(a.sum, v)
	return CompensatedSum{s.high, a.compensation + s.low}
}

// Merge returns the sum of both.
func (a CompensatedSum) Merge(b CompensatedSum) CompensatedSum {
	c := a.Add(b.sum)
	c.compensation += b.compensation
	return c
}

// Value returns the sum as a float64. After an infinity or an overflow the compensation is NaN, and Value returns the
// sum without it.
func (a CompensatedSum) Value() float64 {
	if v := a.sum + a.compensation; v == v {
		return v
	}
	return a.sum
}

// readCompensatedSum decodes a sum.
func readCompensatedSum(r *state.Reader) CompensatedSum { return CompensatedSum{r.Float(), r.Float()} }

// Append encodes the sum into a state.
func (a CompensatedSum) Append(dst []byte) []byte {
	return state.AppendFloat(state.AppendFloat(dst, a.sum), a.compensation)
}

// Restore decodes a sum from the front of a state, and returns the bytes after it.
func (a *CompensatedSum) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	if t := readCompensatedSum(r); r.Err() == nil {
		*a = t
	}
	return r.Finish()
}
