package flow_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow"
)

func ExampleCombineLatest() {
	price, amount := flow.NewSource[int](), flow.NewSource[int]()
	flow.Sink(flow.CombineLatest(price, amount), show)
	fmt.Println(price.Emit(ctx, 10))
	fmt.Println(amount.Emit(ctx, 1))
	fmt.Println(price.Emit(ctx, 11))
	fmt.Println(price.Close(ctx), amount.Close(ctx))
	// Output:
	// <nil>
	// {10 1}
	// <nil>
	// {11 1}
	// <nil>
	// <nil> <nil>
}

func ExampleEmitOn() {
	s := flow.FromSlice([]int{1, 2, 3})
	square := flow.Map(s, func(x int) int { return x * x })
	half := flow.Map(s, func(x int) float64 { return float64(x) / 2 })
	// square comes first, half makes the pair: no pair of different elements.
	printAll(flow.CombineLatest(square, half, flow.EmitOn(half)))
	// Output:
	// {1 0.5}
	// {4 1}
	// {9 1.5}
}

func ExampleZip3() {
	s := flow.FromSlice([]int{1, 2})
	name := flow.Map(s, func(x int) string { return fmt.Sprint("no. ", x) })
	even := flow.Map(s, func(x int) bool { return x%2 == 0 })
	printAll(flow.Zip3(s, name, even))
	// Output:
	// {1 no. 1 false}
	// {2 no. 2 true}
}

func ExampleZipN() {
	s := flow.FromSlice([]int{1, 2})
	streams := []flow.Stream[int]{s}
	for factor := range 3 {
		streams = append(streams, flow.Map(s, func(x int) int { return x * factor }))
	}
	printAll(flow.ZipN(streams))
	// Output:
	// [1 0 1 2]
	// [2 0 2 4]
}

// Orders that come before the first rate wait for it.
func ExampleZipLatest() {
	orders, rate := flow.NewSource[string](), flow.NewSource[float64]()
	flow.Sink(flow.ZipLatest(orders, rate), show)
	fmt.Println(orders.Emit(ctx, "first"))
	fmt.Println(rate.Emit(ctx, 1.1))
	fmt.Println(rate.Emit(ctx, 1.2))
	fmt.Println(orders.Emit(ctx, "second"))
	fmt.Println(orders.Close(ctx), rate.Close(ctx))
	// Output:
	// <nil>
	// {first 1.1}
	// <nil>
	// <nil>
	// {second 1.2}
	// <nil>
	// <nil> <nil>
}

func ExampleMergeByTime() {
	day := func(d int) time.Time { return start.AddDate(0, 0, d) }
	a := flow.FromSlice([]time.Time{day(0), day(3), day(6)})
	b := flow.FromSlice([]time.Time{day(1), day(4)})
	both := flow.MergeByTime(func(t time.Time) time.Time { return t }, []flow.Stream[time.Time]{a, b})
	printAll(flow.Map(both, func(t time.Time) int { return t.Day() }))
	// Output:
	// 1
	// 2
	// 4
	// 5
	// 7
}

// every gives 1, 2, 3, ... at intervals of the clock.
func every(d time.Duration, n int, clock flow.Clock) flow.Stream[int] {
	i := 0
	return flow.Periodic(d, func(context.Context, time.Time) (int, error) { i++; return i, nil }, flow.WithClock(clock), flow.Limit(n))
}

// timed says when elements come.
func timedNode[T any](s flow.Stream[T], clock flow.Clock) flow.Stream[string] {
	return flow.Map(s, func(v T) string { return fmt.Sprint(clock.Now().Sub(start), " ", v) })
}

func ExampleLatest() {
	clock := flow.Virtual(start)
	latest := flow.Latest(every(time.Second, 9, clock))
	slow := flow.MapContext(latest, func(ctx context.Context, v int) (int, error) { return v, clock.Sleep(ctx, 3300*time.Millisecond) })
	printAll(timedNode(slow, clock))
	// Output:
	// 3.3s 1
	// 6.6s 4
	// 9.9s 7
	// 13.2s 9
}

func ExampleDelay() {
	clock := flow.Virtual(start)
	printAll(timedNode(flow.Delay(every(time.Second, 3, clock), time.Minute), clock))
	// Output:
	// 1m0s 1
	// 1m1s 2
	// 1m2s 3
}

func ExampleTimedWindow() {
	clock := flow.Virtual(start)
	printAll(timedNode(flow.TimedWindow(every(time.Second, 7, clock), 3*time.Second), clock))
	// Output:
	// 3s [1 2 3]
	// 6s [4 5 6]
	// 6s [7]
}

func ExampleTimedWindowUnique() {
	clock := flow.Virtual(start)
	odd := func(x int) bool { return x%2 == 1 }
	printAll(timedNode(flow.TimedWindowUnique(every(time.Second, 7, clock), 5*time.Second, odd, flow.KeepLast()), clock))
	// Output:
	// 5s [4 5]
	// 6s [6 7]
}

// A burst every minute, of which the last counts.
func ExampleDebounce() {
	clock := flow.Virtual(start)
	bursts := flow.FromFunc(func(ctx context.Context, emit func(string) error) error {
		for minute := range 2 {
			for i := range 5 {
				if err := emit(fmt.Sprint(minute, ".", i)); err != nil {
					return err
				}
			}
			if err := clock.Sleep(ctx, time.Minute); err != nil {
				return err
			}
		}
		return nil
	}, flow.WithClock(clock))
	printAll(timedNode(flow.Debounce(bursts, time.Second), clock))
	// Output:
	// 1s 0.4
	// 1m1s 1.4
}

func ExampleMapAsync() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]int{3, 1, 2}, flow.WithClock(clock))
	look := func(ctx context.Context, n int) (string, error) {
		return fmt.Sprint("took ", n), clock.Sleep(ctx, time.Duration(n)*time.Second)
	}
	printAll(timedNode(flow.MapAsync(s, 3, look), clock))
	// Output:
	// 3s took 3
	// 3s took 1
	// 3s took 2
}

func ExampleCompletionOrder() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]int{3, 1, 2}, flow.WithClock(clock))
	look := func(ctx context.Context, n int) (string, error) {
		return fmt.Sprint("took ", n), clock.Sleep(ctx, time.Duration(n)*time.Second)
	}
	printAll(timedNode(flow.MapAsync(s, 3, look, flow.CompletionOrder()), clock))
	// Output:
	// 1s took 1
	// 2s took 2
	// 3s took 3
}

// newest gives the newer of the latest elements of two streams.
type newest struct{ latest [2]time.Time }

func (n *newest) Take(stream int, t time.Time) (time.Time, bool, error) {
	n.latest[stream] = t
	return slices.MaxFunc(n.latest[:], time.Time.Compare), true, nil
}

func (n *newest) End(int) (time.Time, bool, error) { return time.Time{}, false, nil }

func (n *newest) Full(int) bool { return false } // it needs no room

func (n *newest) Holds(int) int { return 0 } // and is done with each element at once

// A Joiner may hold elements until others have come; this one does not.
func ExampleJoinWith() {
	a, b := flow.NewSource[time.Time](), flow.NewSource[time.Time]()
	both := flow.JoinWith(&newest{}, []flow.Stream[time.Time]{a, b})
	flow.Sink(flow.Map(both, time.Time.Day), show)
	for _, err := range []error{a.Emit(ctx, start.AddDate(0, 0, 2)), b.Emit(ctx, start), a.Close(ctx), b.Close(ctx)} {
		fmt.Println(err)
	}
	// Output:
	// 3
	// 3
	// <nil>
	// <nil>
	// <nil>
	// <nil>
}
