// Package minmax finds the smallest and the largest finite values of columns, for viz and the packages beneath it.
package minmax

import "math"

// Finite returns the smallest and the largest of the finite values, or +Inf and -Inf if there are none. It costs one pass.
func Finite(values []float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	whole := len(values) &^ 3
	for i := 0; i < whole; i += 4 { // new extremes are rare: compare four values at once
		four := values[i : i+4 : i+4]
		a, b, c, d := four[0], four[1], four[2], four[3]
		if a < lo || b < lo || c < lo || d < lo || a > hi || b > hi || c > hi || d > hi {
			lo, hi = extend(lo, hi, four)
		}
	}
	return extend(lo, hi, values[whole:])
}

// IsFinite reports whether v is neither NaN nor infinite.
func IsFinite(v float64) bool { return v-v == 0 }

// extend returns the range from lo to hi, extended so that it contains the finite values.
func extend(lo, hi float64, values []float64) (newLo, newHi float64) {
	for _, v := range values {
		if v < lo && v >= -math.MaxFloat64 {
			lo = v
		}
		if v > hi && v <= math.MaxFloat64 {
			hi = v
		}
	}
	return lo, hi
}
