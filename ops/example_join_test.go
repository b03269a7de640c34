package ops_test

import (
	"context"
	"fmt"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// noon returns times so many seconds after noon.
func noon(seconds ...int) []time.Time {
	times := make([]time.Time, len(seconds))
	for i, s := range seconds {
		times[i] = time.Date(2026, 1, 1, 12, 0, s, 0, time.UTC)
	}
	return times
}

// orders and quotes are two streams of two batches each.
func orders() ops.DataFrame {
	all := frame.Must(frame.New(frame.Index("t", noon(1, 3, 5)), frame.Col("symbol", []string{"A", "B", "A"}), frame.Col("size", []int{10, 20, 30})))
	return ops.From(flow.FromSlice([]frame.Frame{all.Slice(0, 1), all.Slice(1, 3)}), all.Empty())
}

func quotes() ops.DataFrame {
	all := frame.Must(frame.New(
		frame.Index("t", noon(0, 2, 4, 8)), frame.Col("symbol", []string{"A", "B", "A", "A"}), frame.Col("bid", []float64{1.5, 7, 1.25, 2})))
	return ops.From(flow.FromSlice([]frame.Frame{all.Slice(0, 2), all.Slice(2, 4)}), all.Empty())
}

// together runs a join and prints all results as one frame, because batches depend on which stream is faster.
func together(rows ops.DataFrame) {
	parts := []frame.Frame{rows.Example()}
	flow.Sink(rows, func(_ context.Context, f frame.Frame) error {
		parts = append(parts, f)
		return nil
	})
	if err := flow.Run(context.Background(), rows); err != nil {
		fmt.Println(err)
	}
	fmt.Println(frame.Concat(parts))
}

func names() frame.Frame {
	return frame.Must(frame.New(frame.Col("symbol", []string{"A", "C"}), frame.Col("name", []string{"Ada", "Cyrus"})))
}

func ExampleDataFrame_Join() {
	together(orders().Join(names(), "symbol"))
	// Output:
	// t                     symbol  size  name
	// 2026-01-01T12:00:01Z  A         10  Ada
	// 2026-01-01T12:00:03Z  B         20  NA
	// 2026-01-01T12:00:05Z  A         30  Ada <nil>
}

func ExampleInner() {
	together(orders().Join(names(), "symbol", ops.Inner))
	// Output:
	// t                     symbol  size  name
	// 2026-01-01T12:00:01Z  A         10  Ada
	// 2026-01-01T12:00:05Z  A         30  Ada <nil>
}

func ExampleOuter() {
	together(orders().Join(names(), "symbol", ops.Outer))
	// Output:
	// t                     symbol  size  name
	// 2026-01-01T12:00:01Z  A         10  Ada
	// 2026-01-01T12:00:03Z  B         20  NA
	// 2026-01-01T12:00:05Z  A         30  Ada
	// NA                    C         NA  Cyrus <nil>
}

func ExampleRight() {
	together(orders().Join(names(), "symbol", ops.Right))
	// Output:
	// t                     symbol  size  name
	// 2026-01-01T12:00:01Z  A         10  Ada
	// 2026-01-01T12:00:05Z  A         30  Ada
	// NA                    C         NA  Cyrus <nil>
}

// Left is the default: it overrides an Inner earlier in a list of options.
func ExampleLeft() {
	opts := []ops.JoinOption{ops.Inner, ops.Left}
	together(orders().Join(names(), "symbol", opts...))
	// Output:
	// t                     symbol  size  name
	// 2026-01-01T12:00:01Z  A         10  Ada
	// 2026-01-01T12:00:03Z  B         20  NA
	// 2026-01-01T12:00:05Z  A         30  Ada <nil>
}

func ExampleSuffix() {
	lots := frame.Must(frame.New(frame.Col("symbol", []string{"A", "B"}), frame.Col("size", []int{100, 1})))
	together(orders().Join(lots, "symbol", ops.Suffix("_lot")))
	// Output:
	// t                     symbol  size  size_lot
	// 2026-01-01T12:00:01Z  A         10       100
	// 2026-01-01T12:00:03Z  B         20         1
	// 2026-01-01T12:00:05Z  A         30       100 <nil>
}

// The table is the newest batch of names.
func ExampleDataFrame_JoinLatest() {
	ctx := context.Background()
	rows, tables := flow.NewSource[frame.Frame](), flow.NewSource[frame.Frame]()
	latest := ops.GotaTable(ops.From(tables, names().Empty()), func(f dataframe.DataFrame) dataframe.DataFrame { return f })
	show(ops.From(rows, names().Empty()).Select("symbol").JoinLatest(latest, "symbol"))
	fmt.Println(rows.Emit(ctx, names())) // it waits for the first table
	fmt.Println(tables.Emit(ctx, names()))
	fmt.Println(tables.Emit(ctx, frame.Must(frame.New(frame.Col("symbol", []string{"A"}), frame.Col("name", []string{"Alma"})))))
	fmt.Println(rows.Emit(ctx, names()))
	fmt.Println(rows.Close(ctx), tables.Close(ctx))
	// Output:
	// <nil>
	// symbol  name
	// A       Ada
	// C       Cyrus
	// <nil>
	// <nil>
	// symbol  name
	// A       Alma
	// C       NA
	// <nil>
	// <nil> <nil>
}

// The last bid of its symbol at the time of each order.
func ExampleDataFrame_AsOf() {
	together(orders().AsOf(quotes(), ops.ByKey("symbol")))
	// Output:
	// t                     symbol  size   bid
	// 2026-01-01T12:00:01Z  A         10   1.5
	// 2026-01-01T12:00:03Z  B         20     7
	// 2026-01-01T12:00:05Z  A         30  1.25 <nil>
}

// The last quote at all, and its time.
func ExampleDataFrame_AsOf_time() {
	together(orders().Select("size").AsOf(quotes().Select("bid").Assign("quoted", "t")))
	// Output:
	// t                     size   bid  quoted
	// 2026-01-01T12:00:01Z    10   1.5  2026-01-01T12:00:00Z
	// 2026-01-01T12:00:03Z    20     7  2026-01-01T12:00:02Z
	// 2026-01-01T12:00:05Z    30  1.25  2026-01-01T12:00:04Z <nil>
}

func ExampleByKey() {
	together(orders().JoinWithin(quotes(), 3*time.Second, ops.ByKey("symbol"), ops.Inner))
	// Output:
	// t                     symbol  size   bid
	// 2026-01-01T12:00:01Z  A         10   1.5
	// 2026-01-01T12:00:01Z  A         10  1.25
	// 2026-01-01T12:00:03Z  B         20     7
	// 2026-01-01T12:00:05Z  A         30  1.25
	// 2026-01-01T12:00:05Z  A         30     2 <nil>
}

// The first bid after each order.
func ExampleDirection() {
	together(orders().AsOf(quotes(), ops.ByKey("symbol"), ops.Direction(ops.Forward)))
	// Output:
	// t                     symbol  size   bid
	// 2026-01-01T12:00:01Z  A         10  1.25
	// 2026-01-01T12:00:03Z  B         20   NaN
	// 2026-01-01T12:00:05Z  A         30     2 <nil>
}

// The next bid, if it comes within two seconds.
func ExampleTolerance() {
	together(orders().Select("size").AsOf(quotes().Select("bid"), ops.Direction(ops.Forward), ops.Tolerance(2*time.Second)))
	// Output:
	// t                     size   bid
	// 2026-01-01T12:00:01Z    10     7
	// 2026-01-01T12:00:03Z    20  1.25
	// 2026-01-01T12:00:05Z    30   NaN <nil>
}

// A quote of the very time of the order is not known to whoever gives it.
func ExampleExactMatches() {
	o := orders()
	own := o.Select("size").Rename("size", "previous")
	together(o.AsOf(own, ops.ExactMatches(false)).Drop("symbol"))
	// Output:
	// t                     size  previous
	// 2026-01-01T12:00:01Z    10        NA
	// 2026-01-01T12:00:03Z    20        10
	// 2026-01-01T12:00:05Z    30        20 <nil>
}

// Here at most 1,000 orders wait for quotes, and quotes may be 1,000 ahead.
func ExampleBound() {
	together(orders().Select("size").AsOf(quotes().Select("bid"), ops.Bound(1000)))
	// Output:
	// t                     size   bid
	// 2026-01-01T12:00:01Z    10   1.5
	// 2026-01-01T12:00:03Z    20     7
	// 2026-01-01T12:00:05Z    30  1.25 <nil>
}

// All bids of the two seconds around each order.
func ExampleDataFrame_JoinWithin() {
	together(orders().Select("size").JoinWithin(quotes().Select("bid"), time.Second))
	// Output:
	// t                     size   bid
	// 2026-01-01T12:00:01Z    10   1.5
	// 2026-01-01T12:00:01Z    10     7
	// 2026-01-01T12:00:03Z    20     7
	// 2026-01-01T12:00:03Z    20  1.25
	// 2026-01-01T12:00:05Z    30  1.25 <nil>
}
