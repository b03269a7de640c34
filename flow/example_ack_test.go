package flow_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/streamgage/streamgage/flow"
)

// An Ack's function is called when its element is done. Here a window of two holds each element until the next one has passed.
func ExampleSource_EmitAck() {
	s := flow.NewSource[string]()
	flow.Sink(flow.SlidingWindow(s, 2), func(_ context.Context, w []string) error {
		if w[1] == "bad" {
			return errors.New("cannot store it")
		}
		return nil
	}, flow.Name("store"))
	for _, message := range []string{"a", "b", "bad"} {
		ack := flow.NewAck(func(err error) { fmt.Println("done with", message, "error:", err) })
		if err := s.EmitAck(ctx, message, ack); err != nil {
			fmt.Println("Emit:", err)
		}
	}
	fmt.Println(s.Close(ctx))
	// Output:
	// done with a error: <nil>
	// done with b error: flow: node "store": cannot store it
	// Emit: flow: node "store": cannot store it
	// done with bad error: flow: node "store": cannot store it
	// <nil>
}

// A consumer of a log commits offsets in order. A message that is done before an earlier one is committed after it.
func ExampleCommits() {
	log, last := []string{"a", "b", "c"}, -1
	commits := flow.NewCommits(func(offset int) { last = offset })
	slow := make(chan struct{})
	s := flow.FromFuncAck(func(_ context.Context, emit func(string, *flow.Ack) error) error {
		for offset, message := range log {
			if err := emit(message, commits.Ack(offset)); err != nil {
				return err
			}
		}
		return nil
	})
	stored := flow.MapAsync(s, 3, func(_ context.Context, m string) (string, error) {
		if m == "a" {
			<-slow
		}
		return m, nil
	}, flow.CompletionOrder())
	left := len(log) - 1
	flow.Sink(stored, func(_ context.Context, m string) error {
		if left--; left == 0 { // b and c are done
			fmt.Println("committed:", last, "open:", commits.Open())
			close(slow)
		}
		return nil
	})
	fmt.Println(flow.Run(ctx, s), commits.Err())
	fmt.Println("committed:", last, "open:", commits.Open())
	// Output:
	// committed: -1 open: 3
	// <nil> <nil>
	// committed: 2 open: 0
}
