package flow_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// A source that waits outside of the graph must not stop the virtual clock for other sources. Here it waits for a value that
// another source sends after an hour.
func TestBlockingDoesNotStopVirtualTime(t *testing.T) {
	clock := flow.Virtual(time.Unix(0, 0))
	values := make(chan int)
	receiving := flow.FromFunc(func(ctx context.Context, emit func(int) error) error {
		var v int
		flow.Blocking(ctx, func() { v = <-values })
		return emit(v)
	}, flow.WithClock(clock))
	sending := flow.FromFunc(func(ctx context.Context, emit func(int) error) error {
		if err := clock.Sleep(ctx, time.Hour); err != nil {
			return err
		}
		flow.Blocking(ctx, func() { values <- 7 })
		return nil
	}, flow.WithClock(clock))
	var got []int
	flow.Sink(flow.Union(receiving, sending), func(_ context.Context, v int) error {
		got = append(got, v)
		return nil
	})
	if err := flow.Run(t.Context(), receiving); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []int{7}) {
		t.Errorf("got %v, want [7]", got)
	}
	ran := false
	if flow.Blocking(t.Context(), func() { ran = true }); !ran {
		t.Error("not called without a graph")
	}
}
