package ops_test

import (
	"math"
)

func ExampleDataFrame_Abs() {
	_, rows := gauge()
	values(rows.Col("in").Sub(8).Abs())
	// Output: [1 1]
}

func ExampleDataFrame_Sign() {
	_, rows := gauge()
	values(rows.Col("in").Sub(8).Sign())
	// Output: [-1 1]
}

func ExampleDataFrame_Floor() {
	_, rows := gauge()
	values(rows.Col("in").Div(2).Floor())
	// Output: [3 4]
}

func ExampleDataFrame_Ceil() {
	_, rows := gauge()
	values(rows.Col("in").Div(2).Ceil())
	// Output: [4 5]
}

// Halves go to the even number: 3.5 and 4.5.
func ExampleDataFrame_Round() {
	_, rows := gauge()
	values(rows.Col("in").Div(2).Round(0))
	// Output: [4 4]
}

func ExampleDataFrame_Sqrt() {
	_, rows := gauge()
	values(rows.Col("out").Sqrt().Round(3))
	// Output: [1.414 2]
}

func ExampleDataFrame_Exp() {
	_, rows := gauge()
	values(rows.Col("out").Exp().Round(3))
	// Output: [7.389 54.598]
}

func ExampleDataFrame_Log() {
	_, rows := gauge()
	values(rows.Col("out").Log().Round(3))
	// Output: [0.693 1.386]
}

func ExampleDataFrame_Log10() {
	_, rows := gauge()
	values(rows.Col("out").Mul(50).Log10().Round(3))
	// Output: [2 2.301]
}

func ExampleDataFrame_Log2() {
	_, rows := gauge()
	values(rows.Col("out").Log2())
	// Output: [1 2]
}

func ExampleDataFrame_Sin() {
	_, rows := gauge()
	values(rows.Col("out").Sin().Round(3))
	// Output: [0.909 -0.757]
}

func ExampleDataFrame_Cos() {
	_, rows := gauge()
	values(rows.Col("out").Cos().Round(3))
	// Output: [-0.416 -0.654]
}

func ExampleDataFrame_Tan() {
	_, rows := gauge()
	values(rows.Col("out").Tan().Round(3))
	// Output: [-2.185 1.158]
}

func ExampleDataFrame_Clip() {
	_, rows := gauge()
	values(rows.Col("in").Clip(0, 8))
	// Output: [7 8]
}

func ExampleDataFrame_Apply() {
	_, rows := gauge()
	values(rows.Col("out").Apply("cbrt", math.Cbrt).Round(3))
	// Output: [1.26 1.587]
}
