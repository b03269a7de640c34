package ops_test

import (
	"github.com/streamgage/streamgage/ops"
)

// three is a window of the last three prices and sizes.
func three() ops.Window { return trades().Select("price", "size").Window(ops.Rows(3)) }

func ExampleReductions_Sum() {
	lastResult(three().Sum())
	// Output:
	// price  size
	//    46     7
}

func ExampleReductions_Prod() {
	lastResult(three().Prod())
	// Output:
	// price  size
	//  3300     8
}

func ExampleReductions_Mean() {
	lastResult(three().Mean())
	// Output:
	// price     size
	// 15.3333  2.33333
}

func ExampleReductions_Min() {
	lastResult(three().Min())
	// Output:
	// price  size
	//    11     1
}

func ExampleReductions_Max() {
	lastResult(three().Max())
	// Output:
	// price  size
	//    20     4
}

func ExampleReductions_First() {
	lastResult(three().First())
	// Output:
	// price  size
	//    20     1
}

func ExampleReductions_Last() {
	lastResult(three().Last())
	// Output:
	// price  size
	//    15     4
}

func ExampleReductions_Count() {
	lastResult(three().Count())
	// Output:
	// price  size
	//     3     3
}

func ExampleReductions_Size() {
	lastResult(three().Size())
	// Output:
	// size
	//    3
}

func ExampleReductions_NUnique() {
	lastResult(three().NUnique())
	// Output:
	// price  size
	//     3     3
}

func ExampleReductions_Var() {
	lastResult(three().Var())
	// Output:
	// price     size
	// 20.3333  2.33333
}

func ExampleReductions_Std() {
	lastResult(three().Std())
	// Output:
	// price     size
	// 4.50925  1.52753
}

func ExampleReductions_Sem() {
	lastResult(three().Sem())
	// Output:
	// price      size
	// 2.60342  0.881917
}

func ExampleReductions_Skew() {
	lastResult(three().Skew())
	// Output:
	// price     size
	// 0.330832  0.93522
}

func ExampleReductions_Kurt() {
	lastResult(three().Kurt())
	// Output:
	// price  size
	//   NaN   NaN
}

func ExampleReductions_Median() {
	lastResult(three().Median())
	// Output:
	// price  size
	//    15     2
}

func ExampleReductions_Quantile() {
	lastResult(three().Quantile(0.25))
	// Output:
	// price  size
	//    13   1.5
}

func ExampleReductions_Corr() {
	lastResult(three().Corr("price", "size"))
	// Output:
	// price_size_corr
	//       -0.387147
}

func ExampleReductions_Cov() {
	lastResult(three().Cov("price", "size", ops.DDOF(0)))
	// Output:
	// price_size_cov
	//       -1.77778
}

func ExampleReductions_Aggregate() {
	lastResult(trades().Window(ops.Rows(3)).Aggregate(ops.Mean("price"), ops.Max("price"), ops.Sum("size").As("volume")))
	// Output:
	// price_mean  price_max  volume
	//    15.3333         20       7
}

// A result after each batch.
func ExampleDataFrame_Window() {
	printedTable(trades().Col("price").Window(ops.Rows(3)).Mean())
	// Output:
	// price
	//    15
	//   price
	// 15.3333
}
