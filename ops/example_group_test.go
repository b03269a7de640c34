package ops_test

import (
	"context"
	"fmt"
	"slices"
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

// The last row comes two hours after the last one of the south gate.
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
	// flow: node "group by user: size": ops.GroupBy.Size: too many keys: at most 2 keys are allowed; MaxKeys sets the limit
	// user  size
	// ann      2
	// bob      1
	// <nil>
}

// Prices by the minute.
func ExampleDataFrame_TimeBucket() {
	day := time.Date(2026, 1, 1, 9, 30, 0, 0, time.UTC)
	all := frame.Must(frame.New(
		frame.Index("t", []time.Time{day, day.Add(40 * time.Second), day.Add(75 * time.Second)}),
		frame.Col("price", []float64{10, 12, 13})))
	d := ops.From(flow.FromSlice([]frame.Frame{all}), all.Empty())
	printedTable(d.TimeBucket("minute", "t", time.Minute).GroupBy("minute").Aggregate(ops.First("price"), ops.Max("price")))
	// Output:
	// minute                price_first  price_max
	// 2026-01-01T09:30:00Z           10         12
	// 2026-01-01T09:31:00Z           13         13
}

func ExampleDataFrame_ValueCounts() {
	printedTable(trades().ValueCounts("symbol"))
	// Output:
	// symbol  count
	// A           1
	// B           1
	// symbol  count
	// A           3
	// B           1
}

func ExampleWindow_ValueCounts() {
	printedTable(trades().Window(ops.Rows(3)).ValueCounts("symbol"))
	// Output:
	// symbol  count
	// A           1
	// B           1
	// symbol  count
	// A           2
	// B           1
}

func ExampleWindow_Full() {
	printedTable(trades().Window(ops.Rows(3)).Full())
	// Output:
	// symbol  price  size
	// A          10     5
	// B          20     1
	// symbol  price  size
	// B          20     1
	// A          11     2
	// A          15     4
}

// The two highest prices of the last three trades.
func ExampleWindow_Apply() {
	printedTable(trades().Window(ops.Rows(3)).Apply("top 2", func(f frame.Frame) (frame.Frame, error) {
		prices, err := f.Floats("price")
		if err != nil {
			return f, err
		}
		top := slices.Clone(prices)
		slices.Sort(top)
		slices.Reverse(top)
		return frame.New(frame.Col("top", top[:min(2, len(top))]))
	}))
	// Output:
	// top
	//  20
	//  10
	// top
	//  20
	//  15
}

func ExampleDataFrame_NLargest() {
	printed(trades().NLargest(1, "price"))
	// Output:
	// symbol  price  size
	// B          20     1
	// symbol  price  size
	// A          15     4
}

func ExampleDataFrame_NSmallest() {
	printed(trades().NSmallest(1, "price"))
	// Output:
	// symbol  price  size
	// A          10     5
	// symbol  price  size
	// A          11     2
}
