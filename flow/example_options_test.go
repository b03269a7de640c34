package flow_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/streamgage/streamgage/flow"
)

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

func ExampleZip4() {
	a, b := flow.FromSlice([]int{1}), flow.FromSlice([]string{"x"})
	c, d := flow.FromSlice([]bool{true}), flow.FromSlice([]float64{0.5})
	z := flow.Zip4(a, b, c, d)
	flow.Sink(z, show)
	fmt.Println(flow.Run(ctx, z))
	// Output:
	// {1 x true 0.5}
	// <nil>
}

func ExampleCombineLatest3() {
	a, b, c := flow.NewSource[int](), flow.NewSource[int](), flow.NewSource[string]()
	flow.Sink(flow.CombineLatest3(a, b, c), show)
	fmt.Println(a.Emit(ctx, 1), b.Emit(ctx, 10), c.Emit(ctx, "x"), a.Emit(ctx, 2))
	// Output:
	// {1 10 x}
	// {2 10 x}
	// <nil> <nil> <nil> <nil>
}

func ExampleCombineLatest4() {
	s := flow.NewSource[int]()
	half := flow.Map(s, func(x int) int { return x / 2 })
	flow.Sink(flow.CombineLatest4(s, half, s, half), show)
	fmt.Println(s.Emit(ctx, 8))
	// Output:
	// {8 4 8 4}
	// <nil>
}

// Fail is the default: the error comes back from Emit.
func ExampleFail() {
	s := flow.NewSource[int]()
	flow.Sink(s, func(context.Context, int) error { return errors.New("no room") }, flow.OnError(flow.Fail()), flow.Name("store"))
	fmt.Println(s.Emit(ctx, 1))
	// Output: flow: node "store": no room
}

// Windows without elements are given too.
func ExampleEmitEmpty() {
	clock := flow.Virtual(start)
	s := flow.FromFunc(func(ctx context.Context, emit func(int) error) error {
		if err := emit(1); err != nil {
			return err
		}
		if err := clock.Sleep(ctx, 25*time.Second); err != nil {
			return err
		}
		return emit(2)
	}, flow.WithClock(clock))
	flow.Sink(flow.TimedWindow(s, 10*time.Second, flow.EmitEmpty(true)), show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// [1]
	// []
	// [2]
	// <nil>
}

// Two elements may wait behind the one that is due next; then the source waits.
func ExampleCapacity() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]int{1, 2, 3, 4, 5}, flow.WithClock(clock))
	flow.Sink(flow.Delay(s, time.Minute, flow.Capacity(2)), func(_ context.Context, v int) error {
		fmt.Println(v, clock.Now().Sub(start))
		return nil
	})
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 1 1m0s
	// 2 1m0s
	// 3 1m0s
	// 4 2m0s
	// 5 2m0s
	// <nil>
}

// Keys that have not come for a while end, and give what their part of the graph holds back.
func ExampleExpiry() {
	clock := flow.Virtual(start)
	s := flow.Periodic(time.Minute, func(_ context.Context, now time.Time) (string, error) {
		return []string{"a", "a", "b", "b", "b", "a"}[now.Minute()], nil
	}, flow.WithClock(clock), flow.Limit(6))
	runs := flow.GroupByKey(s, func(v string) string { return v }, func(key string, sub flow.Stream[string]) flow.Stream[string] {
		return flow.Map(flow.Partition(sub, 10), func(all []string) string { return fmt.Sprint(key, " came ", len(all), " times") })
	}, flow.Expiry(150*time.Second), flow.MaxKeys(100))
	flow.Sink(runs, show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// a came 2 times
	// b came 3 times
	// a came 1 times
	// <nil>
}

// Unique remembers 65,536 keys unless told otherwise.
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

// What is above the limit leaves by a second way, which ends when the first does.
func ExampleFeed() {
	source, above := flow.NewSource[int](), flow.NewSource[int]()
	within := flow.Transform(source, func(ctx context.Context, v int, emit func(int) error) error {
		if v > 100 {
			return above.Emit(ctx, v)
		}
		return emit(v)
	}, nil)
	flow.Feed(within, above)
	flow.Sink(above, func(_ context.Context, v int) error { fmt.Println("above:", v); return nil })
	flow.Sink(within, show)
	fmt.Println(source.Emit(ctx, 7), source.Emit(ctx, 700), source.Close(ctx))
	fmt.Println(above.Emit(ctx, 800))
	// Output:
	// 7
	// above: 700
	// <nil> <nil> <nil>
	// flow: node "source": flow: the source is closed
}
