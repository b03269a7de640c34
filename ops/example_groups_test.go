package ops_test

import (
	"context"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// printedTable runs a pipeline and prints each result.
func printedTable(t ops.Table) {
	show(t)
	if err := flow.Run(context.Background(), t); err != nil {
		fmt.Println(err)
	}
}

// The mean of each symbol's prices so far, and how many shares there were.
func ExampleDataFrame_GroupBy() {
	printedTable(trades().GroupBy("symbol").Aggregate(ops.Mean("price"), ops.Sum("size").As("shares")))
	// Output:
	// symbol  price_mean  shares
	// A               10       5
	// B               20       1
	// symbol  price_mean  shares
	// A               12      11
	// B               20       1
}

// A key that is no column is an expression.
func ExampleDataFrame_GroupBy_expression() {
	printedTable(trades().GroupBy("price > 12").Size())
	// Output:
	// price > 12  size
	// false          1
	// true           1
	// price > 12  size
	// false          2
	// true           2
}

// A symbol that has no trade among the last two is gone.
func ExampleWindow_GroupBy() {
	printedTable(trades().Window(ops.Rows(2)).GroupBy("symbol").Col("price").Max())
	// Output:
	// symbol  price
	// A          10
	// B          20
	// symbol  price
	// A          15
}

func ExampleGrouped_Col() {
	printedTable(trades().GroupBy("symbol").Col("size").Sum())
	// Output:
	// symbol  size
	// A          5
	// B          1
	// symbol  size
	// A         11
	// B          1
}

func ExampleGrouped_Select() {
	printedTable(trades().GroupBy("symbol").Select("size", "price").Last())
	// Output:
	// symbol  size  price
	// A          5     10
	// B          1     20
	// symbol  size  price
	// A          4     15
	// B          1     20
}

// The gate in the south has not come for two hours when the last row comes.
func ExampleGrouped_Expiry() {
	printedTable(levels().GroupBy("gate").Expiry(time.Hour).Size())
	// Output:
	// gate   size
	// north     1
}

func ExampleGrouped_MaxKeys() {
	source := flow.NewSource[frame.Frame]()
	example := frame.Must(frame.New(frame.Col("user", []string{})))
	show(ops.From(source, example).GroupBy("user").MaxKeys(2).Size())

	ctx := context.Background()
	fmt.Println(source.Emit(ctx, frame.Must(frame.New(frame.Col("user", []string{"ann", "bob", "cid"})))))
	fmt.Println(source.Emit(ctx, frame.Must(frame.New(frame.Col("user", []string{"ann", "bob", "ann"})))))
	// Output:
	// flow: node "group size": ops.GroupBy.Size: too many keys: there may be 2 at once (see MaxKeys), got 3
	// user  size
	// ann      2
	// bob      1
	// <nil>
}
