package flow_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// printAll runs the graph of s and prints what it gives.
func printAll[T any](s flow.Stream[T]) {
	flow.Sink(s, show)
	if err := flow.Run(ctx, s); err != nil {
		fmt.Println(err)
	}
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

func ExampleFrequencies() {
	printAll(flow.Frequencies(flow.FromSlice([]string{"a", "b", "a"})))
	// Output:
	// map[a:1]
	// map[a:1 b:1]
	// map[a:2 b:1]
}

func ExampleScan() {
	printAll(flow.Scan(flow.FromSlice([]int{3, 1, 2}), func(highest, x int) int { return max(highest, x) }))
	// Output:
	// 3
	// 3
	// 3
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

func ExampleMap2() {
	prices, amounts := flow.FromSlice([]float64{1.5, 2}), flow.FromSlice([]float64{10, 20})
	printAll(flow.Map2(flow.Zip(prices, amounts), func(price, amount float64) float64 { return price * amount }))
	// Output:
	// 15
	// 40
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

func ExampleUnique() {
	s := flow.FromSlice([]string{"apple", "avocado", "banana", "blackberry", "apricot"})
	printAll(flow.Unique(s, func(v string) byte { return v[0] }, flow.MaxSize(26)))
	// Output:
	// apple
	// banana
}

func ExamplePartition() {
	printAll(flow.Partition(flow.FromSlice([]int{1, 2, 3, 4, 5}), 2))
	// Output:
	// [1 2]
	// [3 4]
	// [5]
}

// With Timeout a slice waits for more elements only so long.
func ExampleTimeout() {
	clock := flow.Virtual(start)
	s := flow.FromFunc(func(ctx context.Context, emit func(int) error) error {
		for _, pause := range []time.Duration{0, time.Second, time.Minute} {
			if err := errors.Join(clock.Sleep(ctx, pause), emit(int(pause/time.Second))); err != nil {
				return err
			}
		}
		return nil
	}, flow.WithClock(clock))
	printAll(flow.Map(flow.Partition(s, 100, flow.Timeout(10*time.Second)), func(v []int) string {
		return fmt.Sprint(clock.Now().Sub(start), v)
	}))
	// Output:
	// 10s [0 1]
	// 1m1s [60]
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

func ExampleOnError() {
	dead := flow.NewSource[flow.Failure[string]]()
	flow.Sink(dead, func(_ context.Context, f flow.Failure[string]) error {
		fmt.Printf("dead letter %q of %s\n", f.Value, f.Node)
		return nil
	})
	s := flow.FromSlice([]string{"1", "two", "3"})
	n := flow.TryMap(s, strconv.Atoi, flow.Name("parse"), flow.OnError(flow.DeadLetter(dead)))
	printAll(n)
	// Output:
	// 1
	// dead letter "two" of parse
	// 3
}

func ExampleRetry() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]string{"hello"}, flow.WithClock(clock))
	flow.Sink(s, func(_ context.Context, v string) error {
		if at := clock.Now().Sub(start); at < 5*time.Second {
			fmt.Println(at, "not reached")
			return errors.New("no connection")
		}
		fmt.Println("sent", v)
		return nil
	}, flow.OnError(flow.Retry(5, time.Second)))
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 0s not reached
	// 1s not reached
	// 3s not reached
	// sent hello
	// <nil>
}

// A running total for each account.
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

// Runs of equal elements, each as one line, and the last one at the end.
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
