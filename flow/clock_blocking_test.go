package flow_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
)

func ExampleOutside() {
	words := make(chan string, 1)
	source := flow.FromFunc(func(ctx context.Context, emit func(string) error) error {
		var word string
		flow.Outside(ctx, func() { word = <-words })
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

// What waits outside must not stop the clock for the others: here it waits for something that another source does.
func TestOutsideLetsTimePass(t *testing.T) {
	clock := flow.Virtual(time.Unix(0, 0))
	told := make(chan int)
	waiting := flow.FromFunc(func(ctx context.Context, emit func(int) error) error {
		var v int
		flow.Outside(ctx, func() { v = <-told })
		return emit(v)
	}, flow.WithClock(clock))
	telling := flow.FromFunc(func(ctx context.Context, emit func(int) error) error {
		if err := clock.Sleep(ctx, time.Hour); err != nil {
			return err
		}
		flow.Outside(ctx, func() { told <- 7 })
		return nil
	}, flow.WithClock(clock))
	var got []int
	flow.Sink(flow.Union(waiting, telling), func(_ context.Context, v int) error {
		got = append(got, v)
		return nil
	})
	if err := flow.Run(t.Context(), waiting); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []int{7}) {
		t.Errorf("got %v, want [7]", got)
	}
	ran := false
	if flow.Outside(t.Context(), func() { ran = true }); !ran {
		t.Error("not called without a graph")
	}
}
