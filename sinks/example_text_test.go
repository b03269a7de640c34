package sinks_test

import (
	"context"
	"fmt"
	"os"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/sinks"
)

func ExampleCSV() {
	ctx := context.Background()
	rows := flow.NewSource[frame.Frame]()
	flow.To(rows, sinks.CSV(os.Stdout))

	for i, price := range []float64{9.5, 10.25} {
		f := frame.Must(frame.New(frame.Const("trade", i, 1), frame.Const("price", price, 1)))
		if err := rows.Emit(ctx, f); err != nil {
			fmt.Println(err)
		}
	}
	if err := rows.Close(ctx); err != nil {
		fmt.Println(err)
	}
	// Output:
	// trade,price
	// 0,9.5
	// 1,10.25
}

func ExampleLines() {
	numbers := flow.FromSlice([]int{1, 2, 3})
	flow.To(numbers, sinks.Lines(os.Stdout, func(n int) string { return fmt.Sprintf("%d squared is %d", n, n*n) }))

	if err := flow.Run(context.Background(), numbers); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 1 squared is 1
	// 2 squared is 4
	// 3 squared is 9
}

func ExampleText() {
	numbers := flow.FromSlice([]float64{0.5, 2})
	flow.To(numbers, sinks.Text[float64](os.Stdout))

	if err := flow.Run(context.Background(), numbers); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 0.5
	// 2
}
