package kernel

import "math"

// Round makes the function that rounds to so many digits after the decimal point, halves to even, as numpy does: the
// number times 10^decimals, rounded, divided again. With negative decimals it rounds to tens, hundreds, ...
func Round(decimals int) Function {
	return Function{"round", eachFloat(func(x float64) float64 { return round(x, decimals) }),
		func(x int64) (int64, Outcome) { return roundInt(x, decimals) }}
}

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
	case math.IsInf(scaled, 0) || x != x: // no float64 has that many digits: there is nothing to round
		return x
	case y != y: // 0 times infinity: no float64 is half of that power
		return math.Copysign(0, x)
	}
	return y
}

func roundInt(x int64, decimals int) (int64, Outcome) {
	if decimals >= 0 {
		return x, Fits
	}
	if decimals < -18 { // more than the half of any int64, but for 19 digits
		return roundHuge(x, decimals)
	}
	power := int64(math.Pow10(-decimals))
	rest := x % power
	down := x - rest
	twice := absUint64(rest) * 2
	if twice < uint64(power) || twice == uint64(power) && down/power%2 == 0 {
		return down, Fits
	}
	if x < 0 {
		return SubInt(down, power)
	}
	return AddInt(down, power)
}

// roundHuge rounds to 10^19 and beyond, which int64 does not hold: the result is 0 or does not fit.
func roundHuge(x int64, decimals int) (int64, Outcome) {
	if decimals == -19 && absUint64(x) > 5e18 {
		return 0, Overflows
	}
	return 0, Fits
}
