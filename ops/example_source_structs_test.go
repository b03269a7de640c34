package ops_test

import (
	"context"
	"fmt"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// order is a struct of a program.
type order struct {
	Symbol string  `frame:"symbol"`
	Price  float64 `frame:"price"`
}

// Each struct is one row.
func ExampleFromStructs() {
	orders := flow.NewSource[order]()
	show(ops.FromStructs(orders).Assign("tax", "price * 0.25"))

	ctx := context.Background()
	fmt.Println(orders.Emit(ctx, order{"A", 10}))
	fmt.Println(orders.Emit(ctx, order{"B", 20}))
	// Output:
	// symbol  price  tax
	// A          10  2.5
	// <nil>
	// symbol  price  tax
	// B          20    5
	// <nil>
}

// A batch for each two structs, and structs again at the end.
func ExampleFromStructBatches() {
	orders := flow.FromSlice([]order{{"A", 10}, {"B", 20}, {"A", 30}, {"B", 40}})
	rows := ops.FromStructBatches(flow.Partition(orders, 2))
	dear := flow.TryMap(rows.Query("price > 10"), frame.Into[order])
	flow.Sink(dear, func(_ context.Context, batch []order) error {
		fmt.Println(batch)
		return nil
	})
	fmt.Println(flow.Run(context.Background(), rows))
	// Output:
	// [{B 20}]
	// [{A 30} {B 40}]
	// <nil>
}
