package ticks

import (
	"math"
	"strconv"
	"strings"
)

// minusSign is the typographic minus sign. It is as wide as a plus sign, unlike the hyphen.
const minusSign = "\u2212"

// A format formats whole multiples of 10^exp in units of 10^unit.
type format struct {
	exp, unit int
	suffix    string
}

// format returns the common format of the multiples of s up to the n-th. The largest of them determines it: plain
// numbers below 10,000, then k, M and G, and a power of ten from 10^13 on and below 10^-4.
func (s step) format(n int64) format {
	f := format{exp: s.exp}
	largest := len(strconv.FormatInt(n*s.mantissa, 10)) - 1 + s.exp // the power of ten of the largest label
	switch {
	case n == 0:
	case largest >= 13 || largest < -4:
		f.unit, f.suffix = largest, "e"+withMinusSign(strconv.Itoa(largest))
	case largest >= 9:
		f.unit, f.suffix = 9, "G"
	case largest >= 6:
		f.unit, f.suffix = 6, "M"
	case largest >= 4:
		f.unit, f.suffix = 3, "k"
	}
	return f
}

// label formats n * 10^exp. It inserts the decimal point into the digits of n, so the label is exact.
func (f format) label(n int64) string {
	if n == 0 {
		return "0"
	}
	digits := strconv.FormatInt(n, 10)
	digits, negative := strings.CutPrefix(digits, "-")
	if shift := f.exp - f.unit; shift >= 0 {
		digits += strings.Repeat("0", shift)
	} else {
		if short := 1 - shift - len(digits); short > 0 {
			digits = strings.Repeat("0", short) + digits
		}
		point := len(digits) + shift
		digits = digits[:point] + "." + digits[point:]
	}
	if negative {
		digits = minusSign + digits
	}
	return digits + f.suffix
}

// Format formats a single number, for example for a table or a colour bar. Whole numbers are written in full, others
// with six significant digits and without trailing zeros. Very large and very small numbers have the form 1.5e20 and
// 1.5e−20. The minus sign is the typographic one. The text of NaN, which is a missing value, is empty.
func Format(v float64) string {
	size := math.Abs(v)
	switch {
	case math.IsNaN(v):
		return ""
	case math.IsInf(v, 0):
		if v < 0 {
			return minusSign + "∞"
		}
		return "∞"
	case v == 0:
		return "0"
	case size >= 1e15 || size < 1e-4:
		return formatScientific(v)
	case size == math.Trunc(size):
		return withMinusSign(strconv.FormatFloat(v, 'f', 0, 64))
	}
	decimals := max(0, 5-int(math.Floor(math.Log10(size))))
	return withMinusSign(trimZeros(strconv.FormatFloat(v, 'f', decimals, 64)))
}

// formatScientific formats v as a mantissa of up to six digits and a power of ten.
func formatScientific(v float64) string {
	mantissa, exp, _ := strings.Cut(strconv.FormatFloat(v, 'e', 5, 64), "e")
	n, _ := strconv.Atoi(exp)
	return withMinusSign(trimZeros(mantissa)) + "e" + withMinusSign(strconv.Itoa(n))
}

// trimZeros removes trailing zeros after a decimal point. It also removes the point if no digit remains after it.
func trimZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// withMinusSign replaces a leading hyphen by the minus sign.
func withMinusSign(s string) string {
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return minusSign + rest
	}
	return s
}
