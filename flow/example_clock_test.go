package flow_test

import (
	"context"
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// An hour of virtual time takes milliseconds: it passes only while everything waits.
func ExampleVirtual() {
	clock := flow.Virtual(start)
	n := 0
	s := flow.Periodic(time.Second, func(context.Context, time.Time) (int, error) { n++; return n, nil },
		flow.WithClock(clock), flow.For(time.Hour))
	flow.Sink(s, func(context.Context, int) error { return nil })
	fmt.Println(flow.Run(ctx, s), n, clock.Now().Format("15:04"))
	// Output: <nil> 3600 01:00
}

// A user's operator gets the clock of its stream from ClockOf.
func ExampleClockOf() {
	s := flow.FromSlice([]string{"a", "b"}, flow.WithClock(flow.Virtual(start)))
	slow := flow.RateLimit(s, time.Minute)
	clock := flow.ClockOf(slow)
	stamped := flow.Map(slow, func(v string) string { return clock.Now().Format("15:04 ") + v })
	flow.Sink(stamped, show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// 00:00 a
	// 00:01 b
	// <nil>
}

func ExampleBlocking() {
	words := make(chan string, 1)
	source := flow.FromFunc(func(ctx context.Context, emit func(string) error) error {
		var word string
		flow.Blocking(ctx, func() { word = <-words })
		return emit(word)
	}, flow.WithClock(flow.Virtual(time.Unix(0, 0))))
	flow.Sink(source, func(_ context.Context, w string) error {
		fmt.Println(w)
		return nil
	})
	words <- "hello"
	fmt.Println(flow.Run(context.Background(), source))
	// Output:
	// hello
	// <nil>
}
