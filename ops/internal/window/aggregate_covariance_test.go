package window_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/streamgage/streamgage/ops/internal/window"
	"pgregory.net/rapid"
)

func TestCovarianceWhoseTermsCancelOut(t *testing.T) {
	x, y := []float64{-.00734, -.01699, -.00033, -1.2e-7, 167091.19}, []float64{1, -2, 2, -1, 0}
	a, q := window.Cov(1).Accumulator(), window.Cov(1).Queue()
	for i := range x {
		a.Add(x[i], y[i])
		q.Push(x[i], y[i])
	}
	want, _ := ratPairs(x, y)
	for _, got := range []float64{a.Value(), q.Value()} {
		if !near(got, want, 1e-15, 0) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

// ratPairs returns the sample covariance and the correlation of pairs, from fractions.
func ratPairs(x, y []float64) (cov, corr float64) {
	rat := func(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }
	n, sumX, sumY := rat(float64(len(x))), new(big.Rat), new(big.Rat)
	for i := range x {
		sumX.Add(sumX, rat(x[i]))
		sumY.Add(sumY, rat(y[i]))
	}
	meanX, meanY := sumX.Quo(sumX, n), sumY.Quo(sumY, n)
	xx, yy, xy := new(big.Rat), new(big.Rat), new(big.Rat)
	for i := range x {
		dx, dy := new(big.Rat).Sub(rat(x[i]), meanX), new(big.Rat).Sub(rat(y[i]), meanY)
		xx.Add(xx, new(big.Rat).Mul(dx, dx))
		yy.Add(yy, new(big.Rat).Mul(dy, dy))
		xy.Add(xy, dx.Mul(dx, dy))
	}
	cov, _ = new(big.Rat).Quo(xy, rat(float64(len(x)-1))).Float64()
	square := new(big.Rat).Mul(xx, yy)
	if square.Sign() == 0 {
		return cov, nan
	}
	square.Quo(new(big.Rat).Mul(xy, xy), square)
	r, _ := new(big.Float).SetPrec(200).SetRat(square).Float64()
	return cov, math.Copysign(math.Sqrt(r), cov)
}

// Variances, covariances and correlations of values far from 0 and of very different sizes are within 1e-12 of the fraction:
// in windows, over all values, and after a merge.
func TestMomentsMatchFractions(t *testing.T) {
	value := func(t *rapid.T, offset float64) float64 {
		return offset + rapid.SampledFrom([]float64{1e-9, 1e-3, 1, 1e5}).Draw(t, "size")*rapid.Float64Range(-1, 1).Draw(t, "value")
	}
	rapid.Check(t, func(t *rapid.T) {
		offsetX := rapid.SampledFrom([]float64{0, 1, -1e6, 1e9, 1e12}).Draw(t, "offset of x")
		offsetY := rapid.SampledFrom([]float64{0, 3, 1e8}).Draw(t, "offset of y")
		n := rapid.IntRange(2, 30).Draw(t, "values")
		var x, y []float64
		all, older, newer := window.Cov(1).Accumulator(), window.Cov(1).Accumulator(), window.Cov(1).Accumulator()
		queue, corr, variance := window.Cov(1).Queue(), window.Corr().Queue(), window.Var(1).Queue()
		cut := rapid.IntRange(0, n).Draw(t, "cut")
		for range 3 { // rows that leave
			queue.Push(1e17, -1e16)
			corr.Push(1e17, -1e16)
			variance.Push(1e17)
		}
		for i := range n {
			x, y = append(x, value(t, offsetX)), append(y, value(t, offsetY))
			all.Add(x[i], y[i])
			queue.Push(x[i], y[i])
			corr.Push(x[i], y[i])
			variance.Push(x[i])
			if i < cut {
				older.Add(x[i], y[i])
			} else {
				newer.Add(x[i], y[i])
			}
		}
		queue.Pop(3)
		corr.Pop(3)
		variance.Pop(3)
		window.Merge(older, newer)
		cov, r := ratPairs(x, y)
		for name, got := range map[string]float64{"all": all.Value(), "window": queue.Value(), "merged": older.Value()} {
			if !near(got, cov, 1e-12, 0) {
				t.Fatalf("%s: got a covariance of %v, want %v, of %v and %v", name, got, cov, x, y)
			}
		}
		if !near(corr.Value(), r, 1e-12, 0) {
			t.Fatalf("got a correlation of %v, want %v, of %v and %v", corr.Value(), r, x, y)
		}
		if v, _ := ratPairs(x, x); !near(variance.Value(), v, 1e-12, 0) {
			t.Fatalf("got a variance of %v, want %v, of %v", variance.Value(), v, x)
		}
	})
}
