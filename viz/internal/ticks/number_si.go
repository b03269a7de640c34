package ticks

import (
	"math"
	"strings"
)

// siPrefixes are the prefixes of the SI for the powers of 1000 from 10^-30 to 10^30 (Bureau international des poids et
// mesures, 2022).
var siPrefixes = []string{"q", "r", "y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y", "R", "Q"}

// FormatSI formats a quantity with a unit and a prefix of the SI, with up to six significant digits. A quantity beyond the
// prefixes has a power of ten. The text of NaN is empty.
func FormatSI(v float64, unit string) string {
	switch {
	case math.IsNaN(v):
		return ""
	case v == 0 || math.IsInf(v, 0):
		return strings.TrimSpace(Format(v) + " " + unit)
	}
	power := int(math.Floor(math.Log10(math.Abs(v)) / 3))
	scaled := func() float64 { return v / math.Pow(10, float64(3*power)) }
	if math.Abs(scaled()) >= 999.9995 {
		power++ // six digits round up to 1000
	}
	zero := len(siPrefixes) / 2
	if power < -zero || power > zero {
		return strings.TrimSpace(formatScientific(v) + " " + unit)
	}
	return strings.TrimSpace(Format(scaled()) + " " + siPrefixes[power+zero] + unit)
}
