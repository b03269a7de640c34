package ops_test

func ExampleDataFrame_CumProd() {
	printed(trades().Col("price").CumProd())
	// Output:
	// price
	//    10
	//   200
	// price
	//  2200
	// 33000
}

func ExampleDataFrame_CumMin() {
	printed(trades().Col("price").CumMin())
	// Output:
	// price
	//    10
	//    10
	// price
	//    10
	//    10
}

func ExampleDataFrame_CumMax() {
	printed(trades().Col("price").CumMax())
	// Output:
	// price
	//    10
	//    20
	// price
	//    20
	//    20
}

// Across batches: the last row of the first one begins the second.
func ExampleDataFrame_Shift() {
	printed(trades().Col("price").Shift(1))
	// Output:
	// price
	//   NaN
	//    10
	// price
	//    20
	//    11
}

func ExampleDataFrame_Diff() {
	printed(trades().Col("price").Diff(1))
	// Output:
	// price
	//   NaN
	//    10
	// price
	//    -9
	//     4
}

func ExampleDataFrame_PctChange() {
	printed(trades().Col("price").PctChange(1))
	// Output:
	// price
	//   NaN
	//     1
	//    price
	//    -0.45
	// 0.363636
}
