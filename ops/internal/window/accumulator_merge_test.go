package window_test

import (
	"testing"

	"github.com/streamgage/streamgage/ops/internal/window"
	"pgregory.net/rapid"
)

// An accumulator after a merge equals one that has counted all values, those of the other one last.
func TestMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.SliceOfN(rapid.SampledFrom([]float64{nan, -3, 0, 0.5, 1, 2, 7, 1e3}), 0, 8)
		old, recent := draw.Draw(t, "old"), draw.Draw(t, "recent")
		for name, k := range aggregates {
			if !k.Mergeable() {
				continue
			}
			a, b, whole := k.Accumulator(), k.Accumulator(), k.Accumulator()
			a.AddAll(old)
			b.AddAll(recent)
			whole.AddAll(append(old[:len(old):len(old)], recent...))
			window.Merge(a, b)
			if !near(a.Value(), whole.Value(), 1e-9, 1e-9) || a.Count() != whole.Count() {
				t.Fatalf("%s: got %v of %d, want %v of %d", name, a.Value(), a.Count(), whole.Value(), whole.Count())
			}
		}
	})
}

func TestWhichAggregatesMerge(t *testing.T) {
	for name, k := range aggregates {
		want := name[:2] != "cu" && name[:2] != "qu" && name != "median" // custom aggregates, quantiles and the median do not
		if k.Mergeable() != want {
			t.Errorf("%s: got %t, want %t", name, k.Mergeable(), want)
		}
	}
}

func TestMergeTypedAndPairs(t *testing.T) {
	a, b := window.IntSum().Accumulator(), window.IntSum().Accumulator()
	a.Add(3, true)
	b.Add(4, true)
	window.Merge(a, b)
	if v, is := a.Value(); v != 7 || is != window.Found {
		t.Errorf("got %d, %v", v, is)
	}
	n, m := window.NewTypedNUnique(window.StringCodec, true), window.NewTypedNUnique(window.StringCodec, true)
	n.Push("a", true)
	m.Push("a", true)
	m.Push("b", true)
	m.Push("c", false)
	window.Merge(n, m)
	if n.Value() != 2 {
		t.Errorf("got %d different, want 2", n.Value())
	}
	x, y, whole := window.Cov(1).Accumulator(), window.Cov(1).Accumulator(), window.Cov(1).Accumulator()
	for i, v := range []float64{1, 4, 2, 8} {
		whole.Add(v, v*v)
		if i < 2 {
			x.Add(v, v*v)
		} else {
			y.Add(v, v*v)
		}
	}
	window.Merge(x, y)
	if !near(x.Value(), whole.Value(), 1e-12, 0) {
		t.Errorf("got %v, want %v", x.Value(), whole.Value())
	}
}
