package minmax_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/streamgage/streamgage/viz/internal/minmax"
)

var nan, inf = math.NaN(), math.Inf(1)

func TestFinite(t *testing.T) {
	for name, c := range map[string]struct {
		values []float64
		lo, hi float64
	}{
		"ordinary":                    {[]float64{3, -2, 1}, -2, 3},
		"more than a block of four":   {[]float64{5, 4, 3, 2, 9, 1}, 1, 9},
		"NaN and infinities left out": {[]float64{nan, 3, inf, -2, -inf}, -2, 3},
		"one value":                   {[]float64{nan, 7}, 7, 7},
		"the largest floats":          {[]float64{-math.MaxFloat64, math.MaxFloat64}, -math.MaxFloat64, math.MaxFloat64},
		"nothing finite":              {[]float64{nan, inf, -inf, nan, inf}, inf, -inf},
		"no values":                   {nil, inf, -inf},
	} {
		if lo, hi := minmax.Finite(c.values); lo != c.lo || hi != c.hi {
			t.Errorf("%s: got %v and %v, want %v and %v", name, lo, hi, c.lo, c.hi)
		}
	}
}

// Finite returns what the definition says, whatever the values and wherever they stand.
func TestFiniteProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		value := rapid.OneOf(rapid.SampledFrom([]float64{nan, inf, -inf, 0}), rapid.Float64())
		values := rapid.SliceOfN(value, 0, 30).Draw(rt, "values")
		wantLo, wantHi := inf, -inf
		for _, v := range values {
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				wantLo, wantHi = min(wantLo, v), max(wantHi, v)
			}
		}
		lo, hi := minmax.Finite(values)
		if lo != wantLo || hi != wantHi {
			rt.Fatalf("got %v and %v, want %v and %v", lo, hi, wantLo, wantHi)
		}
	})
}

func TestIsFinite(t *testing.T) {
	for v, want := range map[float64]bool{
		0: true, -1.5: true, math.MaxFloat64: true, -math.MaxFloat64: true, math.SmallestNonzeroFloat64: true,
		math.Inf(1): false, math.Inf(-1): false, math.NaN(): false,
	} {
		if got := minmax.IsFinite(v); got != want {
			t.Errorf("%v: got %v", v, got)
		}
	}
}
