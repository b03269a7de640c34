package flow_test

import (
	"context"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// A junction is connected to sources of a running graph and disconnected again.
func ExampleConnect() {
	live, other := flow.NewSource[string](), flow.NewSource[string]()
	view := flow.NewJunction[string](flow.SourceName("view"))
	flow.Sink(view, show)
	_ = live.Emit(ctx, "not connected")
	fmt.Println(flow.Connect(live, view))
	_ = live.Emit(ctx, "connected")
	fmt.Println(flow.Connect(other, view))
	_ = other.Emit(ctx, "both connected")
	fmt.Println(flow.Disconnect(live, view))
	_ = live.Emit(ctx, "disconnected")
	// Output:
	// <nil>
	// connected
	// <nil>
	// both connected
	// <nil>
}

// A cycle computes the Collatz sequence. Each number above 1 results in the next one.
func ExampleNewJunction() {
	start, again := flow.NewSource[int](), flow.NewJunction[int]()
	_ = flow.Connect(start, again)
	next := flow.Map(flow.Filter(again, func(n int) bool { return n > 1 }), func(n int) int {
		if n%2 == 0 {
			return n / 2
		}
		return 3*n + 1
	})
	_ = flow.Connect(next, again)
	flow.Sink(again, func(_ context.Context, n int) error {
		fmt.Print(n, " ")
		return nil
	})
	fmt.Println(start.Emit(ctx, 6))
	// Output: 6 3 10 5 16 8 4 2 1 <nil>
}

// A job that fails is retried a second later. The cycle contains a Delay, so the junction needs an Inbox.
func ExampleInbox() {
	clock := flow.Virtual(start)
	jobs := flow.FromSlice([]string{"a", "b"}, flow.WithClock(clock))
	todo := flow.NewJunction[string](flow.WithClock(clock), flow.Inbox(100))
	_ = flow.Connect(jobs, todo)
	tries := 0
	failed := flow.Filter(todo, func(job string) bool {
		tries++
		ok := job == "b" || tries > 3
		fmt.Println(clock.Now().Sub(start), job, ok)
		return !ok
	})
	_ = flow.Connect(flow.Delay(failed, time.Second), todo)
	fmt.Println(flow.Run(ctx, todo))
	// Output:
	// 0s a false
	// 0s b true
	// 1s a false
	// 2s a true
	// <nil>
}
