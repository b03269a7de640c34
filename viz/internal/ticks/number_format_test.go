package ticks

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFormatExamples(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", math.Copysign(0, -1): "0", 1: "1", -36.3: "−36.3", 0.36: "0.36", 16742: "16742",
		0.1 + 0.2: "0.3", 1.0 / 3: "0.333333", 54321.678: "54321.7", 1234567.89: "1234568",
		0.0001: "0.0001", 0.00012345678: "0.000123457", -2e-9: "−2e−9", 1.5e20: "1.5e20",
		123456789012: "123456789012", 1e15: "1e15", 9.9999999: "10", 999999.9: "1000000",
		math.Inf(1): "∞", math.Inf(-1): "−∞", math.MaxFloat64: "1.79769e308", 5e-324: "4.94066e−324",
	} {
		if got := Format(v); got != want {
			t.Errorf("Format(%v) = %q, want %q", v, got, want)
		}
	}
	if got := Format(math.NaN()); got != "" {
		t.Errorf("Format(NaN) = %q, want an empty string", got)
	}
}

func TestFormatReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64().Draw(t, "v")
		if rapid.Bool().Draw(t, "ordinary") {
			v = rapid.Float64Range(-1e6, 1e6).Draw(t, "ordinary v")
		}
		s := Format(v)
		if math.Abs(v) > 1e308 { // the rounded number can be too large for a float
			t.Skip("too large")
		}
		if got := parse(t, s); math.Abs(got-v) > 5.1e-6*math.Abs(v) {
			t.Fatalf("Format(%v) = %q", v, s)
		}
		if strings.Contains(s, "-") || strings.Contains(s, ".") && strings.HasSuffix(s, "0") && !strings.Contains(s, "e") {
			t.Fatalf("Format(%v) = %q", v, s)
		}
	})
}
