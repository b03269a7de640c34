package window

import "math/bits"

// SumOfInts adds up int64 values, exactly, in 128 bits: what does not fit is an [Overflow] only for as long as the result
// is so large. The sum of no values is 0.
func SumOfInts() TypedKind[int64] { return typedKind(intSumRule{Ints}) }

// wide is a sum in 128 bits, in two's complement.
type wide struct{ hi, lo uint64 }

func (a wide) plus(b wide) wide {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, carry)
	return wide{hi, lo}
}

func widen(v int64) wide { return wide{uint64(v >> 63), uint64(v)} }

type intSumRule struct{ codec Codec[int64] }

func (intSumRule) add(p wide, v optional[int64]) wide {
	if !v.ok {
		return p
	}
	return p.plus(widen(v.v))
}

func (intSumRule) join(a, b wide) wide { return a.plus(b) }

func (intSumRule) result(wide) (float64, int) { panic("window: a typed rule has no float result") }

func (intSumRule) value(p wide) (int64, Outcome) {
	if v := int64(p.lo); widen(v) == p {
		return v, Found
	}
	return 0, Overflow
}

func (intSumRule) appendPart(dst []byte, p wide) []byte {
	return appendUint(appendUint(dst, p.hi), p.lo)
}

func (intSumRule) readPart(r *stateReader) wide { return wide{r.uint(), r.uint()} }

func (r intSumRule) appendValues(dst []byte, values []optional[int64]) []byte {
	return r.codec.appendAll(dst, values)
}

func (r intSumRule) readValues(s *stateReader, n int) []optional[int64] { return r.codec.readAll(s, n) }
