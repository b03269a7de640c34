package window_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops/internal/window"
)

func TestMisuse(t *testing.T) {
	for name, k := range aggregates {
		q := k.Queue()
		q.Push(1)
		for _, n := range []int{2, -1, math.MaxInt, math.MinInt} {
			says := fmt.Sprintf("window.Pop: must be at most the 1 values in the window, got %d", n)
			check.Panics(t, says, func() { q.Pop(n) })
			check.Panics(t, says, func() { q.Roll(make([]float64, 1), make([]float64, 1), []int{n}, 0) })
		}
		if q.Len() != 1 || q.Count() != 1 {
			t.Errorf("%s: got %d values after a panic, want 1", name, q.Len())
		}
	}
	check.Panics(t, "got 1.5", func() { window.Quantile(1.5, window.Linear, 1000) })
	check.Panics(t, "got NaN", func() { window.Quantile(nan, window.Linear, 1000) })
	check.Panics(t, "got 5", func() { window.Quantile(0.5, 5, 1000) })
	check.Panics(t, "got -1", func() { window.DecayOfCenterOfMass(-1) })
	check.Panics(t, "got 0.5", func() { window.DecayOfSpan(0.5) })
	check.Panics(t, "got 0", func() { window.DecayOfHalfLife(0) })
	check.Panics(t, "got 0", func() { window.EwmMean(window.Decay{}) })
	check.Panics(t, "not recursive", func() { window.EwmSum(window.Decay{Alpha: 0.5, Recursive: true}) })
	check.Panics(t, "got NaN", func() { window.EwmCorr(window.Decay{Alpha: math.NaN()}) })
	check.Panics(t, "got 1.1", func() { window.EwmVar(window.Decay{Alpha: 1.1}, false) })
	check.Panics(t, "must have Init, Add and Result", func() { window.Custom[int]{}.Aggregate() })
	c := sumOfSquares(true, false)
	c.Read = nil
	check.Panics(t, "must have both Append and Read", func() { c.Aggregate() })
}
