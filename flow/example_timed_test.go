package flow_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow"
)

func ExampleRateLimit() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]string{"a", "b", "c"}, flow.WithClock(clock))
	flow.Sink(flow.RateLimit(s, time.Minute), func(_ context.Context, v string) error {
		fmt.Println(clock.Now().Format("15:04"), v)
		return nil
	})
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 00:00 a
	// 00:01 b
	// 00:02 c
	// <nil>
}

func ExampleDelay() {
	clock := flow.Virtual(start)
	printAll(withTime(flow.Delay(every(time.Second, 3, clock), time.Minute), clock))
	// Output:
	// 1m0s 1
	// 1m1s 2
	// 1m2s 3
}

// There is a burst of elements every minute. Debounce emits the last element of each.
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
	printAll(withTime(flow.Debounce(bursts, time.Second), clock))
	// Output:
	// 1s 0.4
	// 1m1s 1.4
}

func ExampleTimedWindow() {
	clock := flow.Virtual(start)
	printAll(withTime(flow.TimedWindow(every(time.Second, 7, clock), 3*time.Second), clock))
	// Output:
	// 3s [1 2 3]
	// 6s [4 5 6]
	// 6s [7]
}

func ExampleTimedWindowUnique() {
	clock := flow.Virtual(start)
	odd := func(x int) bool { return x%2 == 1 }
	printAll(withTime(flow.TimedWindowUnique(every(time.Second, 7, clock), 5*time.Second, odd, flow.KeepLast()), clock))
	// Output:
	// 5s [4 5]
	// 6s [6 7]
}

// TimedWindow emits windows without elements too.
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

// Two elements may wait behind the one that is due next. Then the source waits.
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

// A slice is emitted at most ten seconds after its first element.
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

// A key without elements for some time ends. Its part of the graph emits the elements that it holds.
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
