package rx_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/rx"
)

func ExampleFrom() {
	squares := rxgo.Range(1, 4).Map(func(_ context.Context, x any) (any, error) { return x.(int) * x.(int), nil })
	s := rx.From[int](squares)
	flow.Sink(s, func(_ context.Context, x int) error {
		fmt.Println(x)
		return nil
	})
	if err := flow.Run(context.Background(), s); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 1
	// 4
	// 9
	// 16
}

func ExampleThrough() {
	s := flow.FromSlice([]string{"a", "a", "b", "b", "b", "c"})
	changes := rx.Through[string](s, func(o rxgo.Observable) rxgo.Observable {
		return o.DistinctUntilChanged(func(_ context.Context, x any) (any, error) { return x, nil })
	})
	flow.Sink(changes, func(_ context.Context, v string) error {
		fmt.Println(v)
		return nil
	})
	if err := flow.Run(context.Background(), s); err != nil {
		fmt.Println(err)
	}
	// Output:
	// a
	// b
	// c
}

// Debounce emits the last reading when no other has followed for 20 ms.
func ExampleThrough_debounce() {
	ctx := context.Background()
	readings := flow.NewSource[float64]()
	settled := rx.Through[float64](readings, func(o rxgo.Observable) rxgo.Observable {
		return o.Debounce(rxgo.WithDuration(20 * time.Millisecond))
	})
	done := make(chan struct{})
	flow.Sink(settled, func(_ context.Context, v float64) error {
		fmt.Println("settled at", v)
		close(done)
		return nil
	})
	for _, v := range []float64{1, 1.5, 1.7} {
		if err := readings.Emit(ctx, v); err != nil {
			fmt.Println(err)
		}
	}
	<-done
	if err := readings.Close(ctx); err != nil {
		fmt.Println(err)
	}
	// Output: settled at 1.7
}

// All operators of rxgo can be applied to the observable before the graph runs.
func ExampleTo() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := flow.FromSlice([]int{1, 2, 3})
	items := rx.To(s).Scan(func(_ context.Context, sum, x any) (any, error) {
		if sum == nil {
			return x, nil
		}
		return sum.(int) + x.(int), nil
	}).Observe(rxgo.WithContext(ctx))

	done := make(chan error, 1)
	go func() { done <- flow.Run(ctx, s) }()
	for item := range items {
		fmt.Println(item.V)
	}
	fmt.Println(<-done)
	// Output:
	// 1
	// 3
	// 6
	// <nil>
}

func ExampleRun() {
	s := flow.FromSlice([]int{1, 2, 3, 4})
	checked := flow.TryMap(s, func(x int) (int, error) {
		if x == 3 {
			return 0, errors.New("three is not allowed")
		}
		return x, nil
	}, flow.Name("check"))

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for item := range rx.Run(checked).Observe(rxgo.WithContext(ctx)) {
		if item.Error() {
			fmt.Println(item.E)
		} else {
			fmt.Println(item.V)
		}
	}
	// Output:
	// 1
	// 2
	// flow: node "check": three is not allowed
}

// rxgo uses wall time, so a graph on a virtual clock needs the option.
func ExampleWallTime() {
	clock := flow.Virtual(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	for _, opts := range [][]flow.NodeOption{nil, {rx.WallTime()}} {
		s := flow.FromSlice([]int{1, 2}, flow.WithClock(clock))
		same := func(o rxgo.Observable) rxgo.Observable { return o }
		flow.Sink(rx.Through[int](s, same, opts...), func(_ context.Context, x int) error {
			fmt.Println(x)
			return nil
		})
		fmt.Println("failed:", errors.Is(flow.Run(context.Background(), s), rx.ErrVirtualClock))
	}
	// Output:
	// failed: true
	// 1
	// 2
	// failed: false
}
