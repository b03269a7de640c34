package ops

import (
	"fmt"
	"math"
	"slices"
)

// Step gives a result to every n-th row only: the rows 0, n, 2n and so on, counted from the first row of the stream,
// across batches, as pandas' step. All rows are in the windows of these rows. A batch without such a row is emitted without
// rows. It panics unless n is positive. The groups of a DataFrame and Expanding do not take it.
//
// Cost: the results that are left out cost nothing, which counts for [Func] and weighted windows.
func Step(n int) RollingOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.Step: must be positive, got %d", n))
	}
	return func(r *Rolling) { r.step = n }
}

// Weighted weighs the rows of a window, as pandas' win_type: the rows near the middle more than those at the ends, for
// example. f multiplies a sequence by its weights, in place, and returns it: all functions of
// gonum.org/v1/gonum/dsp/window do so, as window.Hann, and methods such as window.Gaussian{Sigma: 0.5}.Transform. They are
// symmetric, as those of pandas. It is called with as many ones as the window has [Rows]; the last weight is that of the
// row itself, or with [Centered] that of the window's last row.
//
// Sum, Mean, Var and Std can be weighted: Σwx, Σwx / Σw, and the weighted mean of squared distances from that mean, times
// n/(n-ddof), for the n values of the window that are not missing. Any other reduction panics. Sums and means are those of
// pandas. Its variances are not: pandas 3.1 weighs the row i with the weight i modulo the window's length, wherever the row
// is in the window, and has no variance with a weight of 0, as the first one of hann. Weighted also panics for a window of
// time or with [CloseAt], if f is nil, and if it does not return one finite weight for each row.
//
// Cost: a result costs a multiplication for each row in the window.
func Weighted(f func([]float64) []float64) RollingOption {
	if f == nil {
		panic("ops.Weighted: the function must not be nil")
	}
	return func(r *Rolling) { r.weights = f }
}

// checkWeights panics unless the window can have weights, and the function returns them.
func (r Rolling) checkWeights(op string) {
	if r.span.rows == 0 || r.closed != ClosedRight {
		panic(fmt.Sprintf("ops.%s: Weighted needs a window of Rows that is closed at the right, got %v", op, r.span))
	}
	r.weightsOfRows(op)
}

// weightsOfRows returns the weights of the window's rows.
func (r Rolling) weightsOfRows(op string) []float64 {
	weights := slices.Clone(r.weights(slices.Repeat([]float64{1}, r.span.rows)))
	if len(weights) != r.span.rows || slices.ContainsFunc(weights, func(w float64) bool { return math.IsNaN(w - w) }) {
		panic(fmt.Sprintf("ops.%s: Weighted must return a finite weight for each of the %d rows, got %v", op, r.span.rows, weights))
	}
	return weights
}

// weightedReductions returns reductions with the weights of the window, if it has any.
func (r Rolling) weightedReductions(op string, reductions []Reduction) []Reduction {
	if r.weights == nil {
		return reductions
	}
	weights := r.weightsOfRows(op)
	reductions = slices.Clone(reductions)
	for i, x := range reductions {
		if x.weighted == nil {
			panic(fmt.Sprintf("ops.%s: a weighted window has Sum, Mean, Var and Std, got %s", op, x.name))
		}
		k := x.weighted(weights)
		reductions[i].floats, reductions[i].ints = &k, nil
	}
	return reductions
}
