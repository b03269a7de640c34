package group

import "math"

// EncodeFloat encodes a float64 as an int64 with the same order. -0 and 0 have the same code.
func EncodeFloat(v float64) int64 {
	return flipNegative(int64(math.Float64bits(v + 0))) // v + 0 turns -0 into 0
}

// DecodeFloat is the inverse of EncodeFloat.
func DecodeFloat(code int64) float64 { return math.Float64frombits(uint64(flipNegative(code))) }

// flipNegative reverses the order of the negative codes. It is its own inverse.
func flipNegative(code int64) int64 {
	if code < 0 {
		return code ^ math.MaxInt64
	}
	return code
}
