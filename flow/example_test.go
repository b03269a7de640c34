package flow_test

import (
	"context"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow"
)

var (
	ctx   = context.Background()
	start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

// show is a sink function that prints each element.
func show[T any](_ context.Context, v T) error {
	fmt.Println(v)
	return nil
}

// A program builds the pipeline and then emits elements. Emit returns when all nodes downstream are done.
func Example() {
	words := flow.NewSource[string]()
	lengths := flow.Map(words, func(s string) int { return len(s) })
	total := flow.Accumulate(lengths, 0, func(sum, n int) int { return sum + n })
	flow.Sink(total, show)

	for _, w := range []string{"stream", "gage"} {
		if err := words.Emit(ctx, w); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(words.Close(ctx))
	// Output:
	// 6
	// 10
	// <nil>
}

// printAll runs the graph of s and prints its elements.
func printAll[T any](s flow.Stream[T]) {
	flow.Sink(s, show)
	if err := flow.Run(ctx, s); err != nil {
		fmt.Println(err)
	}
}

// every emits 1, 2, ..., n, one each interval d of the clock.
func every(d time.Duration, n int, clock flow.Clock) flow.Stream[int] {
	i := 0
	return flow.Periodic(d, func(context.Context, time.Time) (int, error) { i++; return i, nil }, flow.WithClock(clock), flow.Limit(n))
}

// withTime adds the time since start to each element.
func withTime[T any](s flow.Stream[T], clock flow.Clock) flow.Stream[string] {
	return flow.Map(s, func(v T) string { return fmt.Sprint(clock.Now().Sub(start), " ", v) })
}
