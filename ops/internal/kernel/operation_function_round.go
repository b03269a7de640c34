package kernel

import "math"

// Round returns the function that rounds to this many digits after the decimal point, halves to even, as numpy does: it
// multiplies by 10^decimals, rounds and divides. Negative decimals round to tens, hundreds and so on.
func Round(decimals int) Function {
	return Function{"round", eachFloat(func(x float64) float64 { return round(x, decimals) }),
		func(x int64) (int64, Outcome) { return roundInt(x, decimals) }}
}

// round rounds a float.
func round(x float64, decimals int) float64 {
	power := math.Pow10(max(decimals, -decimals))
	var scaled, y float64
	if decimals >= 0 {
		scaled = x * power
		y = math.RoundToEven(scaled) / power
	} else {
		scaled = x / power
		y = math.RoundToEven(scaled) * power
	}
	switch {
	case math.IsInf(scaled, 0) || x != x: // x has fewer decimals: nothing to round
		return x
	case y != y: // 0 times infinity: the power exceeds twice any float64
		return math.Copysign(0, x)
	}
	return y
}

// roundInt rounds an int64. Only negative decimals change it.
func roundInt(x int64, decimals int) (int64, Outcome) {
	if decimals >= 0 {
		return x, Fits
	}
	if decimals < -18 { // the power does not fit into int64
		return roundHuge(x, decimals)
	}
	power := int64(math.Pow10(-decimals))
	remainder := x % power
	truncated := x - remainder
	doubled := absUint64(remainder) * 2
	if doubled < uint64(power) || doubled == uint64(power) && truncated/power%2 == 0 {
		return truncated, Fits
	}
	if x < 0 {
		return SubInt(truncated, power)
	}
	return AddInt(truncated, power)
}

// roundHuge rounds to multiples of 10^19 or more, which do not fit into int64. The result is 0, or Overflows.
func roundHuge(x int64, decimals int) (int64, Outcome) {
	if decimals == -19 && absUint64(x) > 5e18 {
		return 0, Overflows
	}
	return 0, Fits
}
