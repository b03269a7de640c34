package kernel

import (
	"math"
	"math/bits"
)

// AddInt returns a+b, or Overflows.
func AddInt(a, b int64) (int64, Outcome) {
	sum := a + b
	if (sum < a) != (b < 0) {
		return 0, Overflows
	}
	return sum, Fits
}

// SubInt returns a-b, or Overflows.
func SubInt(a, b int64) (int64, Outcome) {
	diff := a - b
	if (diff < a) != (b > 0) {
		return 0, Overflows
	}
	return diff, Fits
}

// MulInt returns a*b, or Overflows.
func MulInt(a, b int64) (int64, Outcome) {
	hi, lo := bits.Mul64(absUint64(a), absUint64(b))
	negative := (a < 0) != (b < 0)
	switch {
	case hi != 0, !negative && lo > math.MaxInt64, negative && lo > 1<<63:
		return 0, Overflows
	}
	return a * b, Fits
}

// absUint64 returns the absolute value, which for MinInt64 does not fit into int64.
func absUint64(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

// modInt is Python's remainder: it has the sign of b. It is Undefined for b = 0.
func modInt(a, b int64) (int64, Outcome) {
	if b == 0 {
		return 0, Undefined
	}
	r := a % b
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r, Fits
}

// floorDivInt is the quotient rounded down. It is Undefined for b = 0.
func floorDivInt(a, b int64) (int64, Outcome) {
	if b == 0 {
		return 0, Undefined
	}
	if a == math.MinInt64 && b == -1 {
		return 0, Overflows
	}
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q, Fits
}

// shiftLeft drops the bits beyond 64, as Go and pandas do. It is Undefined for a negative b.
func shiftLeft(a, b int64) (int64, Outcome) {
	if b < 0 {
		return 0, Undefined
	}
	return a << b, Fits
}

// shiftRight keeps the sign. It is Undefined for a negative b.
func shiftRight(a, b int64) (int64, Outcome) {
	if b < 0 {
		return 0, Undefined
	}
	return a >> b, Fits
}

// powInt is a to the power of b, by squaring. It is Overflows for a negative b if the power is not a whole number.
func powInt(a, b int64) (int64, Outcome) {
	if b < 0 {
		switch a {
		case 1:
			return 1, Fits
		case -1:
			return 1 - 2*(b&1), Fits
		}
		return 0, Overflows
	}
	power, outcome := int64(1), Fits
	for {
		if b&1 == 1 {
			if power, outcome = MulInt(power, a); outcome != Fits {
				return 0, outcome
			}
		}
		if b >>= 1; b == 0 {
			return power, Fits
		}
		if a, outcome = MulInt(a, a); outcome != Fits {
			return 0, outcome
		}
	}
}
