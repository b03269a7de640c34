package flow_test

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// A slow node behind a buffer does not delay the rest of the graph until the buffer is full.
func ExampleBuffer() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]int{1, 2, 3}, flow.WithClock(clock))
	flow.Sink(s, func(_ context.Context, v int) error {
		fmt.Println("emitted", v, clock.Now().Sub(start))
		return nil
	})
	flow.Sink(flow.RateLimit(flow.Buffer(s, 10), time.Second), func(_ context.Context, v int) error {
		fmt.Println("passed", v, clock.Now().Sub(start))
		return nil
	})
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// emitted 1 0s
	// emitted 2 0s
	// emitted 3 0s
	// passed 1 0s
	// passed 2 1s
	// passed 3 2s
	// <nil>
}

// Async runs a function that reads and emits elements at its own pace. Here it joins lines that end in a backslash.
func ExampleAsync() {
	s := flow.FromSlice([]string{`one \`, "line", "another"})
	joined := flow.Async(s, func(_ context.Context, in iter.Seq[string], emit func(string) error) error {
		line := ""
		for part := range in {
			if n := len(part); n > 0 && part[n-1] == '\\' {
				line += part[:n-1]
				continue
			}
			if err := emit(line + part); err != nil {
				return err
			}
			line = ""
		}
		return nil
	})
	flow.Sink(joined, show)
	fmt.Println(flow.Run(ctx, s))
	// Output:
	// one line
	// another
	// <nil>
}

func ExampleMapAsync() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]int{3, 1, 2}, flow.WithClock(clock))
	wait := func(ctx context.Context, n int) (string, error) {
		return fmt.Sprint("took ", n), clock.Sleep(ctx, time.Duration(n)*time.Second)
	}
	printAll(withTime(flow.MapAsync(s, 3, wait), clock))
	// Output:
	// 3s took 3
	// 3s took 1
	// 3s took 2
}

func ExampleCompletionOrder() {
	clock := flow.Virtual(start)
	s := flow.FromSlice([]int{3, 1, 2}, flow.WithClock(clock))
	wait := func(ctx context.Context, n int) (string, error) {
		return fmt.Sprint("took ", n), clock.Sleep(ctx, time.Duration(n)*time.Second)
	}
	printAll(withTime(flow.MapAsync(s, 3, wait, flow.CompletionOrder()), clock))
	// Output:
	// 1s took 1
	// 2s took 2
	// 3s took 3
}

func ExampleLatest() {
	clock := flow.Virtual(start)
	latest := flow.Latest(every(time.Second, 9, clock))
	slow := flow.MapContext(latest, func(ctx context.Context, v int) (int, error) { return v, clock.Sleep(ctx, 3300*time.Millisecond) })
	printAll(withTime(slow, clock))
	// Output:
	// 3.3s 1
	// 6.6s 4
	// 9.9s 7
	// 13.2s 9
}
