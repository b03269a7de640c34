package rx_test

import (
	"context"
	"testing"
	"time"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/rx"
	"github.com/streamgage/streamgage/internal/check"
)

// These tests hold what the package's documentation says about rxgo v2.5.0: they fail when a later version has fixed it.

func TestDebounceLosesTheLastValue(t *testing.T) {
	s := flow.FromSlice([]int{1})
	out := flow.ToSlice(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
		return o.Debounce(rxgo.WithDuration(10 * time.Millisecond))
	}))
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All())
}

func TestObserversOfAChannelCompete(t *testing.T) {
	o := observableOf(rxgo.Of(1), rxgo.Of(2), rxgo.Of(3))
	a, b := o.Observe(), o.Observe()
	got := 0
	for range 2 {
		if item := <-a; item.V != nil {
			got++
		}
	}
	for range b {
		got++
	}
	if got != 3 {
		t.Errorf("got %d items in all, want each once", got)
	}
}

func TestJustSplitsSlices(t *testing.T) {
	all, _ := readAll(rxgo.Just([]int{1, 2})().Observe())
	check.Values(t, all, any(1), any(2))
}

// The chain hangs, but Close returns when its context ends.
func TestPoolAndSerializeHang(t *testing.T) {
	id := func(x any) int { return x.(int) }
	ended, end := context.WithCancel(t.Context())
	defer end()
	opts := []rxgo.Option{rxgo.WithPool(2), rxgo.Serialize(id), rxgo.WithContext(ended)}
	s := flow.NewSource[int]()
	rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
		return o.Map(func(_ context.Context, x any) (any, error) { return x.(int) + 1, nil }, opts...).
			Filter(func(x any) bool { return x.(int)%2 == 0 }, opts...)
	})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	for i := range 6 {
		if s.Emit(ctx, i) != nil {
			break
		}
	}
	start := time.Now()
	check.Error(t, s.Close(ctx), context.DeadlineExceeded)
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("Close took %v", took)
	}
}
