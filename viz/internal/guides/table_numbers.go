package guides

import (
	"math"
	"strconv"
	"strings"

	"github.com/streamgage/streamgage/viz/internal/minmax"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

const (
	fewestDigits = 5    // significant digits of the largest number of a column
	mostDigits   = 9    // the same, if smaller numbers need more decimals
	mostDecimals = 7    // more decimals are used only where all numbers are small
	accuracy     = 5e-3 // the largest relative error of a number by rounding
)

// FormatColumn formats the numbers of a column of a table, aligned: all with the same number of decimals, so that the largest
// has five significant digits. If this would leave too few digits of smaller numbers, or would make different numbers equal,
// they have more decimals, up to nine significant digits of the largest and seven decimals. If that is not enough, each
// number is formatted for itself, by ticks.Format. The text of NaN is empty. There is no negative zero.
func FormatColumn(v []float64) []string {
	largest, smallest := 0.0, math.Inf(1)
	for _, x := range v {
		if size := math.Abs(x); size > 0 && minmax.IsFinite(x) {
			largest, smallest = max(largest, size), min(smallest, size)
		}
	}
	texts := make([]string, len(v))
	power := 0
	if largest > 0 {
		power = int(math.Floor(math.Log10(largest)))
	}
	decimals := max(0, fewestDigits-1-power)
	if largest < 1e15 && decimals <= mostDigits {
		most := max(decimals, min(mostDecimals, mostDigits-1-power))
		for ; decimals <= most; decimals++ {
			if formatFixed(texts, v, decimals) {
				return texts
			}
		}
		// Numbers that differ only in later digits look equal, but all have their first digits.
		if smallest*accuracy >= 0.5*math.Pow(10, -float64(most)) {
			return texts
		}
	}
	for i, x := range v {
		texts[i] = ticks.Format(x)
	}
	return texts
}

// formatFixed formats the numbers with the same number of decimals. It reports whether the texts tell the numbers apart, and
// each has enough digits.
func formatFixed(texts []string, v []float64, decimals int) bool {
	good := true
	numbers := make(map[string]float64, len(v))
	for i, x := range v {
		texts[i] = ""
		switch {
		case math.IsNaN(x):
			continue
		case math.IsInf(x, 0):
			texts[i] = ticks.Format(x)
			continue
		}
		s := strconv.FormatFloat(x, 'f', decimals, 64)
		shown, _ := strconv.ParseFloat(s, 64)
		if shown == 0 {
			s = strings.TrimPrefix(s, "-")
		}
		texts[i] = strings.Replace(s, "-", "\u2212", 1)
		good = good && math.Abs(shown-x) <= accuracy*math.Abs(x)
		if other, ok := numbers[texts[i]]; ok && other != x {
			good = false
		}
		numbers[texts[i]] = x
	}
	return good
}
