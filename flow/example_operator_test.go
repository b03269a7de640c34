package flow_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/streamgage/streamgage/flow"
)

func ExampleMap() {
	s := flow.FromSlice([]int{1, 2, 3})
	flow.Sink(flow.Map(s, func(x int) int { return x * x }), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 1
	// 4
	// 9
	// <nil>
}

func ExampleTryMap() {
	s := flow.FromSlice([]string{"1", "two", "3"})
	flow.Sink(flow.TryMap(s, strconv.Atoi, flow.Name("parse")), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 1
	// flow: node "parse": strconv.Atoi: parsing "two": invalid syntax
}

func ExampleMapContext() {
	s := flow.FromSlice([]int{1, 2})
	slow := flow.MapContext(s, func(ctx context.Context, x int) (int, error) {
		select {
		case <-time.After(time.Millisecond):
			return x * 10, nil
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	})
	flow.Sink(slow, show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 10
	// 20
	// <nil>
}

func ExampleMap2() {
	prices, amounts := flow.FromSlice([]float64{1.5, 2}), flow.FromSlice([]float64{10, 20})
	printAll(flow.Map2(flow.Zip(prices, amounts), func(price, amount float64) float64 { return price * amount }))
	// Output:
	// 15
	// 40
}

func ExampleFilter() {
	s := flow.FromSlice([]int{1, 2, 3, 4})
	flow.Sink(flow.Filter(s, func(x int) bool { return x%2 == 0 }), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 2
	// 4
	// <nil>
}

func ExampleRemove() {
	s := flow.FromSlice([]int{1, 2, 3, 4})
	printAll(flow.Remove(s, func(x int) bool { return x%2 == 0 }))
	// Output:
	// 1
	// 3
}

func ExampleFlatten() {
	printAll(flow.Flatten(flow.FromSlice([][]string{{"a", "b"}, {}, {"c"}})))
	// Output:
	// a
	// b
	// c
}

func ExampleAccumulate() {
	s := flow.FromSlice([]float64{3, 1, 2})
	flow.Sink(flow.Accumulate(s, 0.0, func(highest, x float64) float64 { return max(highest, x) }), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 3
	// 3
	// 3
	// <nil>
}

func ExampleTryAccumulate() {
	s := flow.FromSlice([]string{"1", "x", "3"})
	printAll(flow.TryAccumulate(s, 0, func(sum int, v string) (int, error) {
		n, err := strconv.Atoi(v)
		return sum + n, err
	}, flow.OnError(flow.Skip())))
	// Output:
	// 1
	// 4
}

func ExampleAccumulateState() {
	s := flow.FromSlice([]string{"a", "b", "c"})
	printAll(flow.AccumulateState(s, 1, func(n int, v string) (int, string) { return n + 1, fmt.Sprint(n, ". ", v) }))
	// Output:
	// 1. a
	// 2. b
	// 3. c
}

func ExampleScan() {
	printAll(flow.Scan(flow.FromSlice([]int{3, 1, 2}), func(highest, x int) int { return max(highest, x) }))
	// Output:
	// 3
	// 3
	// 3
}

func ExampleSlice() {
	s := flow.FromSlice([]string{"a", "b", "c", "d", "e", "f"})
	printAll(flow.Slice(s, 1, flow.End, 2))
	// Output:
	// b
	// d
	// f
}

func ExampleDistinctUntilChanged() {
	printAll(flow.DistinctUntilChanged(flow.FromSlice([]string{"up", "up", "down", "up"})))
	// Output:
	// up
	// down
	// up
}

func ExampleDistinctUntilChangedFunc() {
	s := flow.FromSlice([]string{"on", "ON", "off", "Off", "on"})
	flow.Sink(flow.DistinctUntilChangedFunc(s, strings.EqualFold), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// on
	// off
	// on
	// <nil>
}

func ExampleUnique() {
	s := flow.FromSlice([]string{"apple", "avocado", "banana", "blackberry", "apricot"})
	printAll(flow.Unique(s, func(v string) byte { return v[0] }, flow.MaxSize(26)))
	// Output:
	// apple
	// banana
}

// Unique keeps the 65,536 most recently used keys by default. With Unbounded it keeps all.
func ExampleUnbounded() {
	s := flow.FromSlice([]int{1, 2, 1, 3, 2})
	same := func(x int) int { return x }
	flow.Sink(flow.Unique(s, same, flow.Unbounded()), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 1
	// 2
	// 3
	// <nil>
}

func ExampleSlidingWindow() {
	s := flow.FromSlice([]int{1, 2, 3, 4})
	flow.Sink(flow.SlidingWindow(s, 3), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// [1 2 3]
	// [2 3 4]
	// <nil>
}

func ExamplePartial() {
	s := flow.FromSlice([]int{1, 2, 3})
	flow.Sink(flow.SlidingWindow(s, 2, flow.Partial(true)), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// [1]
	// [1 2]
	// [2 3]
	// <nil>
}

func ExamplePartition() {
	printAll(flow.Partition(flow.FromSlice([]int{1, 2, 3, 4, 5}), 2))
	// Output:
	// [1 2]
	// [3 4]
	// [5]
}

func ExamplePartitionBy() {
	s := flow.FromSlice([]int{1, 2, 3, 5, 4})
	printAll(flow.PartitionBy(s, 2, func(x int) bool { return x%2 == 0 }))
	// Output:
	// [1 3]
	// [2 4]
	// [5]
}

func ExamplePartitionUnique() {
	s := flow.FromSlice([]string{"a1", "a2", "b1", "c1", "d1"})
	letter := func(v string) byte { return v[0] }
	printAll(flow.PartitionUnique(s, 3, letter, flow.KeepLast()))
	// Output:
	// [a2 b1 c1]
	// [d1]
}

func ExampleFrequencies() {
	printAll(flow.Frequencies(flow.FromSlice([]string{"a", "b", "a"})))
	// Output:
	// map[a:1]
	// map[a:1 b:1]
	// map[a:2 b:1]
}

func ExampleCollect() {
	s := flow.NewSource[int]()
	c := flow.Collect(s)
	flow.Sink(c, show)
	for i := range 4 {
		fmt.Println(s.Emit(ctx, i))
	}
	fmt.Println(c.Flush(ctx))
	fmt.Println(s.Close(ctx))
	// Output:
	// <nil>
	// <nil>
	// <nil>
	// <nil>
	// [0 1 2 3]
	// <nil>
	// <nil>
}

// Each account gets a running total.
func ExampleGroupByKey() {
	type booking struct {
		account string
		amount  int
	}
	s := flow.FromSlice([]booking{{"rent", 700}, {"food", 20}, {"food", 15}, {"rent", 700}})
	printAll(flow.GroupByKey(s, func(b booking) string { return b.account },
		func(account string, bookings flow.Stream[booking]) flow.Stream[string] {
			total := flow.Accumulate(bookings, 0, func(sum int, b booking) int { return sum + b.amount })
			return flow.Map(total, func(sum int) string { return fmt.Sprint(account, ": ", sum) })
		}))
	// Output:
	// rent: 700
	// food: 20
	// food: 35
	// rent: 1400
}

// Transform counts runs of equal elements. It emits the last run at the end of the stream.
func ExampleTransform() {
	s := flow.FromSlice([]string{"a", "a", "b", "b", "b"})
	last, times := "", 0
	runs := flow.Transform(s, func(_ context.Context, v string, emit func(string) error) error {
		if v == last {
			times++
			return nil
		}
		run := fmt.Sprint(last, " ", times)
		first := times == 0
		last, times = v, 1
		if first {
			return nil
		}
		return emit(run)
	}, func(_ context.Context, emit func(string) error) error { return emit(fmt.Sprint(last, " ", times)) })
	printAll(runs)
	// Output:
	// a 2
	// b 3
}
