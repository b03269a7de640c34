package ops_test

import (
	"github.com/streamgage/streamgage/ops"
)

func ExampleDataFrame_Sum() {
	printedTable(trades().Select("price", "size").Sum())
	// Output:
	// price  size
	//    30     6
	// price  size
	//    56    12
}

func ExampleDataFrame_Prod() {
	printedTable(trades().Select("price", "size").Prod())
	// Output:
	// price  size
	//   200     5
	// price  size
	// 33000    40
}

func ExampleDataFrame_Mean() {
	printedTable(trades().Select("price", "size").Mean())
	// Output:
	// price  size
	//    15     3
	// price  size
	//    14     3
}

func ExampleDataFrame_Min() {
	printedTable(trades().Select("price", "size").Min())
	// Output:
	// price  size
	//    10     1
	// price  size
	//    10     1
}

func ExampleDataFrame_Max() {
	printedTable(trades().Select("price", "size").Max())
	// Output:
	// price  size
	//    20     5
	// price  size
	//    20     5
}

func ExampleDataFrame_First() {
	printedTable(trades().Select("price", "size").First())
	// Output:
	// price  size
	//    10     5
	// price  size
	//    10     5
}

func ExampleDataFrame_Last() {
	printedTable(trades().Select("price", "size").Last())
	// Output:
	// price  size
	//    20     1
	// price  size
	//    15     4
}

func ExampleDataFrame_Count() {
	printedTable(trades().Select("price", "size").Count())
	// Output:
	// price  size
	//     2     2
	// price  size
	//     4     4
}

func ExampleDataFrame_Size() {
	printedTable(trades().Select("price", "size").Size())
	// Output:
	// size
	//    2
	// size
	//    4
}

func ExampleDataFrame_NUnique() {
	printedTable(trades().Select("price", "size").NUnique())
	// Output:
	// price  size
	//     2     2
	// price  size
	//     4     4
}

func ExampleDataFrame_Var() {
	printedTable(trades().Select("price", "size").Var())
	// Output:
	// price  size
	//    50     8
	//   price     size
	// 20.6667  3.33333
}

func ExampleDataFrame_Std() {
	printedTable(trades().Select("price", "size").Std())
	// Output:
	// price     size
	// 7.07107  2.82843
	//   price     size
	// 4.54606  1.82574
}

func ExampleDataFrame_Sem() {
	printedTable(trades().Select("price", "size").Sem())
	// Output:
	// price  size
	//     5     2
	//   price      size
	// 2.27303  0.912871
}

func ExampleDataFrame_Skew() {
	printedTable(trades().Select("price", "size").Skew())
	// Output:
	// price  size
	//   NaN   NaN
	//    price  size
	// 0.894074     0
}

func ExampleDataFrame_Kurt() {
	printedTable(trades().Select("price", "size").Kurt())
	// Output:
	// price  size
	//   NaN   NaN
	//     price  size
	// -0.747659  -3.3
}

func ExampleDataFrame_Median() {
	printedTable(trades().Select("price", "size").Median())
	// Output:
	// price  size
	//    15     3
	// price  size
	//    13     3
}

func ExampleDataFrame_Quantile() {
	printedTable(trades().Col("price").Quantile(0))
	// Output:
	// price
	//    10
	// price
	//    10
}

func ExampleDataFrame_Corr() {
	printedTable(trades().Corr("price", "size"))
	// Output:
	// price_size_corr
	//              -1
	// price_size_corr
	//       -0.642575
}

func ExampleDataFrame_Cov() {
	printedTable(trades().Cov("price", "size"))
	// Output:
	// price_size_cov
	//            -20
	// price_size_cov
	//       -5.33333
}

func ExampleDataFrame_Aggregate() {
	printedTable(trades().Aggregate(ops.Size(), ops.Max("price"), ops.NUnique("symbol")))
	// Output:
	// size  price_max  symbol_nunique
	//    2         20               2
	// size  price_max  symbol_nunique
	//    4         20               2
}
