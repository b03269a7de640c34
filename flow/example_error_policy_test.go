package flow_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/streamgage/streamgage/flow"
)

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

// Fail is the default policy: Emit returns the error.
func ExampleFail() {
	s := flow.NewSource[int]()
	flow.Sink(s, func(context.Context, int) error { return errors.New("no room") }, flow.OnError(flow.Fail()), flow.Name("store"))
	fmt.Println(s.Emit(ctx, 1))
	// Output: flow: node "store": no room
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
