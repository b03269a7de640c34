package window_test

import (
	"math"
	"testing"

	"github.com/streamgage/streamgage/ops/internal/window"
	"pgregory.net/rapid"
)

// weighted computes the mean and the variance of an Ewm from the weight of each value. times are the times since the
// value before; nil means rows.
func weighted(f window.Decay, values, times []float64) (mean, biased, unbiased float64) {
	weights := weightsOf(f, values, times)
	var sum, cross float64
	for i, w := range weights {
		if w > 0 {
			cross += 2 * sum * w
			sum += w
			mean += w * values[i]
		}
	}
	mean /= sum
	for i, w := range weights {
		if w > 0 {
			biased += w * (values[i] - mean) * (values[i] - mean)
		}
	}
	biased /= sum
	return mean, biased, biased / cross * sum * sum
}

// weightsOf returns the weight of each value, by the definition.
func weightsOf(f window.Decay, values, times []float64) []float64 {
	weights := make([]float64, len(values))
	seen, since := false, 0.0
	for i, v := range values {
		missing := v != v
		if missing && f.IgnoreMissing {
			continue
		}
		time := 1.0
		if times != nil {
			time = times[i]
		}
		since += time
		scale(weights[:i], math.Pow(1-f.Alpha, time))
		if missing {
			continue
		}
		weights[i] = 1
		if f.Recursive && seen {
			weights[i] = f.Alpha
			if times != nil {
				weights[i] = 1 - math.Pow(1-f.Alpha, since)
			}
			scale(weights[:i+1], 1/sumOf(weights))
		}
		seen, since = true, 0
	}
	return weights
}

func scale(values []float64, by float64) {
	for i := range values {
		values[i] *= by
	}
}

func sumOf(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

// Means and variances equal those computed from the weights, also after the state has been saved and restored.
func TestEwmMatchesWeightedDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := window.Decay{
			Alpha:         rapid.SampledFrom([]float64{0.01, 0.3, 0.5, 0.9, 1}).Draw(t, "alpha"),
			Recursive:     rapid.Bool().Draw(t, "recursive"),
			IgnoreMissing: rapid.Bool().Draw(t, "ignore missing"),
		}
		values := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 1, 2, 3.5, -7, nan}), 1, 30).Draw(t, "values")
		var times []float64
		if rapid.Bool().Draw(t, "by time") {
			times = rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0.25, 1, 3}), len(values), len(values)).Draw(t, "times")
		}
		// Missing values at the end make all weights decay by the same factor, which is 0 for alpha 1: leave them out.
		last := len(values)
		for last > 0 && values[last-1] != values[last-1] {
			last--
		}
		mean, biased, unbiased := weighted(f, values[:last], times)
		for kind, want := range map[string]float64{
			"mean": mean, "var": unbiased, "std": math.Sqrt(unbiased), "biased var": biased, "biased std": math.Sqrt(biased),
		} {
			e, again := newEwmByName[kind](f), newEwmByName[kind](f)
			add := func(e *window.Ewm, from, to int) {
				for i := from; i < to; i++ {
					if times == nil {
						e.Add(values[i])
					} else {
						e.AddAfter(values[i], times[i])
					}
				}
			}
			add(e, 0, len(values)/2)
			if rest, err := again.Restore(append(e.AppendBinary(nil), 1)); err != nil || len(rest) != 1 {
				t.Fatal(rest, err)
			}
			add(e, len(values)/2, len(values))
			add(again, len(values)/2, len(values))
			if got := again.Value(); !identical(got, e.Value()) {
				t.Fatalf("%s: got %v restored, want %v", kind, got, e.Value())
			}
			if got := e.Value(); !near(got, want, 1e-9, 1e-9) {
				t.Fatalf("%s: got %v, want %v", kind, got, want)
			}
		}
	})
}

// An infinity is the mean and the sum of its own row, and NaN as a variance. Later it counts as missing, as in pandas.
func TestEwmOfInfinities(t *testing.T) {
	readings := []float64{1, 2, inf, 3, -inf, 4}
	for name, c := range map[string]struct {
		alpha float64
		own   []float64 // results of the rows with infinities
	}{
		"mean": {0.5, []float64{inf, -inf}}, "sum": {0.5, []float64{inf, -inf}},
		"var": {0.5, []float64{nan, nan}}, "std": {0.5, []float64{nan, nan}},
		"biased var": {0.5, []float64{nan, nan}}, "biased std": {0.5, []float64{nan, nan}},
	} {
		for _, ignore := range []bool{false, true} {
			f := window.Decay{Alpha: c.alpha, IgnoreMissing: ignore}
			plain, skipping, missing := make([]float64, 6), make([]float64, 6), make([]float64, 6)
			newEwmByName[name](f).Run(plain, readings, nil, 0)
			newEwmByName[name](f).Run(missing, []float64{1, 2, nan, 3, nan, 4}, nil, 0)
			f.SkipInfinite = true
			newEwmByName[name](f).Run(skipping, readings, nil, 0)
			for i := range readings {
				want := missing[i]
				if !identical(skipping[i], want) {
					t.Errorf("%s, row %d: got %v with SkipInfinite, want %v", name, i, skipping[i], want)
				}
				if math.IsInf(readings[i], 0) {
					want = c.own[i/4]
				}
				if !near(plain[i], want, 0, 0) {
					t.Errorf("%s, row %d: got %v, want %v", name, i, plain[i], want)
				}
			}
		}
	}
}

// A value that is finite, but has no square, leaves no trace either.
func TestEwmOfVeryLargeValues(t *testing.T) {
	for name, newEwm := range newEwmByName {
		for _, large := range []float64{1e200, -math.MaxFloat64, 1e151} {
			e := newEwm(window.Decay{Alpha: 0.5})
			for _, v := range []float64{1, 2, large, -large} {
				e.Add(v)
			}
			if got := e.Value(); got != got {
				t.Errorf("%s after %v: got NaN", name, large)
			}
			want := newEwm(window.Decay{Alpha: 0.5})
			for i := range 4000 {
				e.Add(float64(i % 3))
				want.Add(float64(i % 3))
			}
			if got := e.Value(); !near(got, want.Value(), 1e-14, 0) {
				t.Errorf("%s long after %v: got %v, want %v", name, large, got, want.Value())
			}
		}
	}
	e := window.EwmStd(window.Decay{Alpha: 0.5}, true)
	e.Add(1e300)
	e.Add(-1e300)
	if got := e.Value(); !near(got, 1e300*2*math.Sqrt2/3, 1e-15, 0) {
		t.Errorf("got %v", got)
	}
}
