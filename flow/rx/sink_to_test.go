package rx_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/rx"
	"github.com/streamgage/streamgage/internal/check"
)

// runInBackground starts flow.Run; wait returns its error.
func runInBackground(t *testing.T, s flow.Node) (wait func() error) {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- flow.Run(t.Context(), s) }()
	return func() error { return <-done }
}

func TestTo(t *testing.T) {
	for _, n := range []int{0, 1, 3} {
		s := flow.FromSlice([]int{1, 2, 3}[:n])
		o := rx.To(s).Map(func(_ context.Context, x any) (any, error) { return -x.(int), nil })
		wait := runInBackground(t, s) // the graph waits for the observer, so no element is lost
		all, err := readAll(o.Observe())
		check.NoError(t, err)
		check.NoError(t, wait())
		check.Values(t, all, []any{-1, -2, -3}[:n]...)
	}
}

func TestToKeepsSlices(t *testing.T) {
	s := flow.FromSlice([][]int{{1, 2}, {3}})
	items := rx.To(s).Observe()
	wait := runInBackground(t, s)
	all, _ := readAll(items)
	check.NoError(t, wait())
	if got := fmt.Sprint(all); got != "[[1 2] [3]]" {
		t.Errorf("got %s", got)
	}
}

// Observers of an rxgo channel compete for its values; each observer of To receives all of them.
func TestToSendsEverythingToEachObserver(t *testing.T) {
	s := flow.NewSource[int]()
	o := rx.To(s)
	results := make(chan []any, 2)
	for range 2 {
		items := o.Observe()
		go func() { all, _ := readAll(items); results <- all }()
	}
	time.Sleep(20 * time.Millisecond) // until both have subscribed
	for i := range 3 {
		check.NoError(t, s.Emit(t.Context(), i))
	}
	check.NoError(t, s.Close(t.Context()))
	check.Values(t, <-results, any(0), any(1), any(2))
	check.Values(t, <-results, any(0), any(1), any(2))
	all, err := readAll(o.Observe()) // an observer after the end completes at once
	if len(all) != 0 || err != nil {
		t.Errorf("got %v, %v", all, err)
	}
}

// The graph continues when an observer ends its context.
func TestToObserverStopsEarly(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3, 4, 5})
	ctx, cancel := context.WithCancel(t.Context())
	items := rx.To(s).Take(2).Observe(rxgo.WithContext(ctx))
	wait := runInBackground(t, s)
	all, _ := readAll(items)
	cancel()
	check.NoError(t, wait())
	check.Values(t, all, any(1), any(2))
}

func TestToNobodyObserves(t *testing.T) {
	s := flow.NewSource[int]()
	rx.To(s)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	check.Error(t, s.Emit(ctx, 1), context.DeadlineExceeded)
	check.NoError(t, s.Close(t.Context()))
}

func TestToObserverDoesNotRead(t *testing.T) {
	s := flow.NewSource[int]()
	rx.To(s).Observe()
	time.Sleep(10 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	check.Error(t, s.Emit(ctx, 1), context.DeadlineExceeded)
	check.NoError(t, s.Close(t.Context()))
}

func TestToEndsWithTheErrorOfTheContext(t *testing.T) {
	s := flow.NewSource[int]()
	items := rx.To(s).Observe()
	result := make(chan error, 1)
	go func() { _, err := readAll(items); result <- err }()
	time.Sleep(10 * time.Millisecond) // until the observer has subscribed
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_ = s.Close(ctx)
	check.Error(t, <-result, context.Canceled)
}

func TestRun(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3})
	all, err := readAll(rx.Run(s).Observe())
	check.NoError(t, err)
	check.Values(t, all, any(1), any(2), any(3))
}

func TestRunEndsWithTheErrorOfTheGraph(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3})
	m := flow.TryMap(s, func(x int) (int, error) {
		if x == 2 {
			return 0, errTest
		}
		return x, nil
	}, flow.Name("check"))
	all, err := readAll(rx.Run(m).Observe())
	check.Values(t, all, any(1))
	check.Error(t, err, errTest, `node "check"`)
}

func TestRunEndsWithItsObserver(t *testing.T) {
	s := flow.FromFunc(func(_ context.Context, emit func(int) error) error {
		for i := 0; ; i++ {
			if err := emit(i); err != nil {
				return err
			}
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	o := rx.Run(s)
	first, second := o.Observe(rxgo.WithContext(ctx)), o.Observe(rxgo.WithContext(ctx))
	go func() {
		for range second {
		}
	}()
	for item := range first {
		if x, ok := item.V.(int); ok && x >= 5 { // the other observer may have started the run
			cancel()
		}
	}
}
