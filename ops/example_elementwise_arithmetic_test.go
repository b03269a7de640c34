package ops_test

import (
	"context"
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// gauge is a stream of one batch: two columns of numbers.
func gauge() (source flow.Stream[frame.Frame], rows ops.DataFrame) {
	batch := frame.Must(frame.New(frame.Col("in", []float64{7, 9}), frame.Col("out", []float64{2, 4})))
	source = flow.FromSlice([]frame.Frame{batch})
	return source, ops.From(source, batch.Empty())
}

// values runs a pipeline and prints the first column of its results.
func values(rows ops.DataFrame) {
	flow.Sink(rows, func(_ context.Context, f frame.Frame) error {
		v, err := f.Numeric(f.Schema().Names()[0])
		fmt.Println(v)
		return err
	})
	if err := flow.Run(context.Background(), rows); err != nil {
		fmt.Println(err)
	}
}

func ExampleDataFrame_Minus() {
	_, rows := gauge()
	values(rows.Col("in").Minus(rows.Col("out")))
	// Output: [5 5]
}

func ExampleDataFrame_Plus() {
	_, rows := gauge()
	values(rows.Col("in").Plus(rows.Col("out")))
	// Output: [9 13]
}

func ExampleDataFrame_Div() {
	_, rows := gauge()
	values(rows.Col("out").Div(4))
	// Output: [0.5 1]
}

// RDiv and RSub are the reflected ones: 36/x and 10-x.
func ExampleDataFrame_RDiv() {
	_, rows := gauge()
	values(rows.Col("out").RDiv(36).RSub(10))
	// Output: [-8 1]
}

// Mod takes the sign of the divisor, as in Python.
func ExampleDataFrame_Mod() {
	_, rows := gauge()
	values(rows.Col("in").Neg().Mod(4))
	// Output: [1 3]
}

func ExampleDataFrame_Pow() {
	_, rows := gauge()
	values(rows.Col("out").Pow(2))
	// Output: [4 16]
}
