package frame

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// What the quick functions accept, they read as package strconv does.
func TestQuickNumbers(t *testing.T) {
	text := rapid.OneOf(
		rapid.StringOfN(rapid.SampledFrom([]rune("0123456789-+.eE ")), 0, 20, -1),
		rapid.StringMatching(`-?[0-9]{1,19}`), rapid.StringMatching(`-?[0-9]{0,17}\.[0-9]{0,17}`),
		rapid.Map(rapid.Float64(), func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }),
		rapid.Map(rapid.Int64(), func(v int64) string { return strconv.FormatInt(v, 10) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		s := text.Draw(t, "text")
		if v, ok := quickInt(s); ok {
			if want, err := strconv.ParseInt(s, 10, 64); err != nil || v != want {
				t.Fatalf("%q: got int %d, want %d, %v", s, v, want, err)
			}
		}
		if v, ok := quickFloat(s); ok {
			if want, err := strconv.ParseFloat(s, 64); err != nil || math.Float64bits(v) != math.Float64bits(want) {
				t.Fatalf("%q: got float %v, want %v, %v", s, v, want, err)
			}
		}
	})
	for _, s := range []string{"0", "-0", "7", "-12", "3.25", "-0.5", ".5", "5.", "9007199254740992", "999999999999999999"} {
		_, isInt := quickInt(s)
		_, isFloat := quickFloat(s)
		if !isInt && !isFloat {
			t.Errorf("%q is not read quickly", s)
		}
	}
}
