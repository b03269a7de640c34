package state

import (
	"encoding/binary"
	"math"
)

// AppendUint appends an unsigned integer.
func AppendUint(dst []byte, n uint64) []byte { return binary.AppendUvarint(dst, n) }

// AppendCount appends a count or a length, which must not be negative.
func AppendCount(dst []byte, n int) []byte { return AppendUint(dst, uint64(n)) }

// AppendInt appends an integer.
func AppendInt(dst []byte, n int64) []byte { return binary.AppendVarint(dst, n) }

// AppendInts appends integers, without their number.
func AppendInts(dst []byte, values ...int64) []byte {
	for _, v := range values {
		dst = AppendInt(dst, v)
	}
	return dst
}

// AppendFloat appends a float64.
func AppendFloat(dst []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(dst, math.Float64bits(v))
}

// AppendFloats appends float64s, without their number.
func AppendFloats(dst []byte, values ...float64) []byte {
	for _, v := range values {
		dst = AppendFloat(dst, v)
	}
	return dst
}

// AppendText appends a string and its length.
func AppendText(dst []byte, s string) []byte { return append(AppendCount(dst, len(s)), s...) }

// AppendTimes appends sorted times and their number. It encodes the differences between neighbouring times.
func AppendTimes(dst []byte, times []int64) []byte {
	dst = AppendCount(dst, len(times))
	previous := int64(0)
	for _, t := range times {
		dst = AppendInt(dst, t-previous)
		previous = t
	}
	return dst
}
