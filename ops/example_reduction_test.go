package ops_test

import (
	"context"
	"fmt"
	"math"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// lastOfThree prints results over the last three of the trades.
func lastOfThree(reductions ...ops.Reduction) {
	lastResult(trades().Window(ops.Rows(3)).Aggregate(reductions...))
}

// lastResult runs a pipeline and prints its last result.
func lastResult(t ops.Table) {
	var last frame.Frame
	flow.Sink(t, func(_ context.Context, f frame.Frame) error { last = f; return nil })
	if err := flow.Run(context.Background(), t); err != nil {
		fmt.Println(err)
	}
	fmt.Println(last)
}

func ExampleSum() {
	lastOfThree(ops.Sum("size"))
	// Output:
	// size_sum
	//        7
}

func ExampleProd() {
	lastOfThree(ops.Prod("size"))
	// Output:
	// size_prod
	//         8
}

func ExampleMean() {
	lastOfThree(ops.Mean("price"))
	// Output:
	// price_mean
	//    15.3333
}

// Texts have a smallest one too.
func ExampleMin() {
	lastOfThree(ops.Min("symbol"))
	// Output:
	// symbol_min
	// A
}

func ExampleMax() {
	lastOfThree(ops.Max("price"))
	// Output:
	// price_max
	//        20
}

func ExampleFirst() {
	lastOfThree(ops.First("symbol"))
	// Output:
	// symbol_first
	// B
}

func ExampleLast() {
	lastOfThree(ops.Last("symbol"))
	// Output:
	// symbol_last
	// A
}

func ExampleCount() {
	lastOfThree(ops.Count("symbol"))
	// Output:
	// symbol_count
	//            3
}

func ExampleSize() {
	lastOfThree(ops.Size())
	// Output:
	// size
	//    3
}

func ExampleNUnique() {
	lastOfThree(ops.NUnique("symbol"))
	// Output:
	// symbol_nunique
	//              2
}

func ExampleVar() {
	lastOfThree(ops.Var("price"))
	// Output:
	// price_var
	//   20.3333
}

func ExampleStd() {
	lastOfThree(ops.Std("price"))
	// Output:
	// price_std
	//   4.50925
}

func ExampleSem() {
	lastOfThree(ops.Sem("price"))
	// Output:
	// price_sem
	//   2.60342
}

func ExampleSkew() {
	lastOfThree(ops.Skew("price"))
	// Output:
	// price_skew
	//   0.330832
}

func ExampleKurt() {
	lastOfThree(ops.Kurt("price"))
	// Output:
	// price_kurt
	//        NaN
}

func ExampleMedian() {
	lastOfThree(ops.Median("price"))
	// Output:
	// price_median
	//           15
}

// Of a sample, and of all there is.
func ExampleDDOF() {
	lastOfThree(ops.Std("price"), ops.Std("price", ops.DDOF(0)).As("of all"))
	// Output:
	// price_std   of all
	//   4.50925  3.68179
}

// In proportion between two values, and the higher one of them.
func ExampleQuantile() {
	lastOfThree(ops.Quantile("price", 0.9), ops.Quantile("price", 0.9, ops.HigherValue).As("higher"))
	// Output:
	// price_quantile  higher
	//             19      20
}

func ExampleCorr() {
	lastOfThree(ops.Corr("price", "size"))
	// Output:
	// price_size_corr
	//       -0.387147
}

func ExampleCov() {
	lastOfThree(ops.Cov("price", "size"))
	// Output:
	// price_size_cov
	//       -2.66667
}

func ExampleReduction_As() {
	lastOfThree(ops.Sum("size").As("shares"))
	// Output:
	// shares
	//      7
}

// What lies between 11 and 15.
func ExampleInterpolation() {
	lastOfThree(ops.Quantile("price", 0.4), ops.Quantile("price", 0.4, ops.LowerValue).As("lower"), ops.Quantile("price", 0.4, ops.HigherValue).As("higher"),
		ops.Quantile("price", 0.4, ops.NearestValue).As("nearest"), ops.Quantile("price", 0.4, ops.Midpoint).As("midpoint"))
	// Output:
	// price_quantile  lower  higher  nearest  midpoint
	//           14.2     11      15       15        13
}

// How far the prices go apart. With Merge it costs the same in a window of any length.
func ExampleBy() {
	span := ops.Custom[[2]float64]{
		Init:   func() [2]float64 { return [2]float64{math.Inf(1), math.Inf(-1)} },
		Add:    func(s [2]float64, v float64) [2]float64 { return [2]float64{min(s[0], v), max(s[1], v)} },
		Merge:  func(a, b [2]float64) [2]float64 { return [2]float64{min(a[0], b[0]), max(a[1], b[1])} },
		Result: func(s [2]float64) float64 { return s[1] - s[0] },
	}
	lastOfThree(ops.By("span", "price", span))
	// Output:
	// price_span
	//          9
}

// Without Merge each result adds all values of the window anew.
func ExampleCustom() {
	energy := ops.Custom[float64]{
		Init:   func() float64 { return 0 },
		Add:    func(s, v float64) float64 { return s + v*v },
		Result: func(s float64) float64 { return s },
	}
	lastOfThree(ops.By("energy", "price", energy))
	// Output:
	// price_energy
	//          746
}
