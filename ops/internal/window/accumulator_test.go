package window_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/window"
	"pgregory.net/rapid"
)

// Results equal those of exact arithmetic over all values, whichever methods add them, also after the state has been
// saved and restored.
func TestAccumulatorMatchesExactArithmetic(t *testing.T) {
	for kind, k := range aggregates {
		t.Run(kind, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				m := &model{kind: kind}
				a := k.Accumulator()
				for range rapid.IntRange(1, 4).Draw(t, "steps") {
					in := drawValues(t, kind, rapid.SampledFrom([]int{0, 1, 3, 200}).Draw(t, "batch")) // quantiles are exact up to 1,000 values
					accumulate(t, a, in)
					m.values = append(m.values, in...)
					m.check(t, a.Value())
					if a.Count() != m.validCount() {
						t.Fatalf("got %d values, want %d", a.Count(), m.validCount())
					}
					again := k.Accumulator()
					again.Add(9)
					if rest, err := again.Restore(a.AppendBinary(nil)); err != nil || len(rest) != 0 || !identical(a.Value(), again.Value()) {
						t.Fatalf("got %v restored, want %v; error %v", again.Value(), a.Value(), err)
					}
					a = again
				}
			})
		})
	}
}

// accumulate adds values by one of the three methods.
func accumulate(t *rapid.T, a window.Accumulator, in []float64) {
	switch rapid.IntRange(0, 2).Draw(t, "way") {
	case 0:
		for _, v := range in {
			a.Add(v)
		}
	case 1:
		a.AddAll(in)
	case 2:
		out := make([]float64, len(in))
		if a.Run(out, in, 0); len(in) > 0 && !identical(out[len(in)-1], a.Value()) {
			t.Fatalf("got %v, want %v", out[len(in)-1], a.Value())
		}
	}
}

func TestRunNeedsMinCount(t *testing.T) {
	for kind, want := range map[string][]float64{
		"mean": {nan, nan, 2, 3}, "count": {nan, 1, 2, 3}, "nunique": {nan, nan, 2, 3}, "median": {nan, nan, 2, 3},
	} {
		out := make([]float64, 4)
		aggregates[kind].Accumulator().Run(out, []float64{1, nan, 3, 5}, 2)
		if !slices.EqualFunc(out, want, func(a, b float64) bool { return near(a, b, 0, 0) }) {
			t.Errorf("%s: got %v, want %v", kind, out, want)
		}
	}
}

// The rank of an estimated quantile is off by at most the documented error and one, for each distribution and order of
// values, also after the state has been saved and restored.
func TestEstimatedQuantiles(t *testing.T) {
	const n = 20_000
	for _, q := range []float64{0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.99, 1} {
		for name, draw := range map[string]func(r *rand.Rand, i int) float64{
			"normal":    func(r *rand.Rand, _ int) float64 { return r.NormFloat64() },
			"ascending": func(_ *rand.Rand, i int) float64 { return float64(i) },
			"falling":   func(_ *rand.Rand, i int) float64 { return float64(-i) },
			"skewed":    func(r *rand.Rand, _ int) float64 { return math.Exp(3 * r.NormFloat64()) },
			"huge":      func(r *rand.Rand, _ int) float64 { return (2*r.Float64() - 1) * 1e300 },
		} {
			r := rand.New(rand.NewPCG(7, 7))
			k := window.Quantile(q, window.Linear, 0)
			a, again := k.Accumulator(), k.Accumulator()
			values := make([]float64, n)
			for i := range values {
				values[i] = draw(r, i)
				if i%(n/2) == 0 {
					_, err := again.Restore(a.AppendBinary(nil))
					check.NoError(t, err)
				}
				a.Add(values[i])
				again.Add(values[i])
			}
			got := a.Value()
			if !identical(again.Value(), got) {
				t.Errorf("%s, q=%v: got %v restored, want %v", name, q, again.Value(), got)
			}
			slices.Sort(values)
			off := int(2*q*(1-q)/100*n) + 1
			rank := int(q * (n - 1))
			if low, high := values[max(0, rank-off)], values[min(n-1, rank+off)]; !(got >= low && got <= high) {
				t.Errorf("%s, q=%v: got %v, want it from %v to %v", name, q, got, low, high)
			}
		}
	}
}

// Infinities are counted, and do not affect the centroids.
func TestEstimatedQuantileOfInfinities(t *testing.T) {
	for _, c := range []struct {
		q    float64
		in   []float64
		want float64
	}{
		{0.5, nil, nan}, {0.5, []float64{nan}, nan}, {0.5, []float64{3}, 3}, {0.5, []float64{inf}, inf}, {0, []float64{1, -inf}, -inf},
		{1, []float64{1, -inf}, 1}, {0.5, []float64{inf, 7, -inf}, 7}, {0.5, []float64{-inf, -inf, 1}, -inf}, {0.5, []float64{inf, 1, inf}, inf},
		{0.25, []float64{1, 2, inf, inf, inf}, 2},
	} {
		a := window.Quantile(c.q, window.Linear, 0).Accumulator()
		a.AddAll(c.in)
		if got := a.Value(); !near(got, c.want, 0, 0) {
			t.Errorf("%v of %v: got %v, want %v", c.q, c.in, got, c.want)
		}
	}
}

// A quantile is exact up to the limit, and then the estimate of a digest of all values, in the same order for a restored
// accumulator. A state of another limit is taken, too.
func TestQuantileBeyondTheLimit(t *testing.T) {
	const limit, n = 1000, 3000
	for _, q := range []float64{0, 0.1, 0.5, 0.99, 1} {
		r := rand.New(rand.NewPCG(3, 3))
		a := window.Quantile(q, window.Lower, limit).Accumulator()
		var values []float64
		for i := range n {
			values = append(values, r.NormFloat64())
			a.Add(values[i])
			if i%500 != 499 {
				continue
			}
			sorted := slices.Sorted(slices.Values(values))
			rank := int(q * float64(i))
			off := 0
			if i >= limit {
				off = int(2*q*(1-q)/100*n) + 1
			}
			if low, high := sorted[max(0, rank-off)], sorted[min(i, rank+off)]; !(a.Value() >= low && a.Value() <= high) || a.Count() != i+1 {
				t.Errorf("q=%v, %d values: got %v of %d, want it from %v to %v", q, i+1, a.Value(), a.Count(), low, high)
			}
			again := window.Quantile(q, window.Lower, limit).Accumulator()
			if _, err := again.Restore(a.AppendBinary(nil)); err != nil || !identical(a.Value(), again.Value()) {
				t.Errorf("q=%v, %d values: got %v restored, want %v; error %v", q, i+1, again.Value(), a.Value(), err)
			}
			smaller := window.Quantile(q, window.Lower, 10).Accumulator()
			if _, err := smaller.Restore(a.AppendBinary(nil)); err != nil || smaller.Count() != i+1 {
				t.Errorf("q=%v, %d values: got %d in a smaller one; error %v", q, i+1, smaller.Count(), err)
			}
			a = again
		}
	}
	b := window.Quantile(0.5, window.Lower, limit).Accumulator()
	if _, err := b.Restore([]byte{2, 0}); err == nil {
		t.Error("got no error for a state of another kind")
	}
	if _, err := b.Restore(append([]byte{0, 1}, make([]byte, 3)...)); err == nil {
		t.Error("got no error for a state that ends early")
	}
}
