package frame

// quickInt is strconv.ParseInt for texts of up to 18 digits with a minus sign or none. It is false for all others.
func quickInt(text string) (v int64, ok bool) {
	digits := text
	if len(text) > 0 && text[0] == '-' {
		digits = text[1:]
	}
	if len(digits) == 0 || len(digits) > 18 {
		return 0, false
	}
	for i := range len(digits) {
		digit := digits[i] - '0'
		if digit > 9 {
			return 0, false
		}
		v = v*10 + int64(digit)
	}
	if len(digits) < len(text) {
		v = -v
	}
	return v, true
}

// exactPowersOf10 are those that a float64 represents exactly.
var exactPowersOf10 = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

// quickFloat is strconv.ParseFloat for numbers of up to 18 digits with a minus sign or none, a point or none, and no exponent. It
// is false for all others. The digits and the power of ten are exact, so their quotient is the nearest float64 (Clinger, How to
// Read Floating Point Numbers Accurately, 1990).
func quickFloat(text string) (v float64, ok bool) {
	digits := text
	if len(text) > 0 && text[0] == '-' {
		digits = text[1:]
	}
	if len(digits) == 0 || len(digits) > 18 {
		return 0, false
	}
	whole, point := int64(0), len(digits)
	for i := range len(digits) {
		digit := digits[i] - '0'
		switch {
		case digit <= 9:
			whole = whole*10 + int64(digit)
		case digits[i] == '.' && point == len(digits) && len(digits) > 1:
			point = i
		default:
			return 0, false
		}
	}
	if whole > 1<<53 {
		return 0, false
	}
	v = float64(whole)
	if point < len(digits) {
		v /= exactPowersOf10[len(digits)-point-1]
	}
	if len(digits) < len(text) {
		v = -v
	}
	return v, true
}
