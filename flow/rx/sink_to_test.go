package rx_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/rx"
)

func background(t *testing.T, s flow.Node) (wait func() error) {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- flow.Run(t.Context(), s) }()
	return func() error { return <-done }
}

func TestTo(t *testing.T) {
	for _, n := range []int{0, 1, 3} {
		s := flow.FromSlice([]int{1, 2, 3}[:n])
		o := rx.To(s).Map(func(_ context.Context, x any) (any, error) { return -x.(int), nil })
		wait := background(t, s) // waits for the observer: nothing is lost
		all, err := read(o.Observe())
		noError(t, err)
		noError(t, wait())
		want(t, all, []any{-1, -2, -3}[:n]...)
	}
}

func TestToKeepsSlices(t *testing.T) {
	s := flow.FromSlice([][]int{{1, 2}, {3}})
	items := rx.To(s).Observe()
	wait := background(t, s)
	all, _ := read(items)
	noError(t, wait())
	if got := fmt.Sprint(all); got != "[[1 2] [3]]" {
		t.Errorf("got %s", got)
	}
}

// rxgo's observers of one channel compete; those of To each get everything.
func TestToGivesEachObserverEverything(t *testing.T) {
	s := flow.NewSource[int]()
	o := rx.To(s)
	results := make(chan []any, 2)
	for range 2 {
		items := o.Observe()
		go func() { all, _ := read(items); results <- all }()
	}
	time.Sleep(20 * time.Millisecond) // for both to have joined
	for i := range 3 {
		noError(t, s.Emit(t.Context(), i))
	}
	noError(t, s.Close(t.Context()))
	want(t, <-results, any(0), any(1), any(2))
	want(t, <-results, any(0), any(1), any(2))
	all, err := read(o.Observe()) // too late: complete at once
	if len(all) != 0 || err != nil {
		t.Errorf("got %v, %v", all, err)
	}
}

// An observer that ends its context lets the graph go on.
func TestToObserverStopsEarly(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3, 4, 5})
	ctx, cancel := context.WithCancel(t.Context())
	items := rx.To(s).Take(2).Observe(rxgo.WithContext(ctx))
	wait := background(t, s)
	all, _ := read(items)
	cancel()
	noError(t, wait())
	want(t, all, any(1), any(2))
}

func TestToNobodyObserves(t *testing.T) {
	s := flow.NewSource[int]()
	rx.To(s)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	wantErr(t, s.Emit(ctx, 1), context.DeadlineExceeded)
	noError(t, s.Close(t.Context()))
}

func TestToObserverDoesNotRead(t *testing.T) {
	s := flow.NewSource[int]()
	rx.To(s).Observe()
	time.Sleep(10 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	wantErr(t, s.Emit(ctx, 1), context.DeadlineExceeded)
	noError(t, s.Close(t.Context()))
}

func TestToTellsWhyItWasCutShort(t *testing.T) {
	s := flow.NewSource[int]()
	items := rx.To(s).Observe()
	result := make(chan error, 1)
	go func() { _, err := read(items); result <- err }()
	time.Sleep(10 * time.Millisecond) // for the observer to have joined
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_ = s.Close(ctx)
	wantErr(t, <-result, context.Canceled)
}

func TestRun(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3})
	all, err := read(rx.Run(s).Observe())
	noError(t, err)
	want(t, all, any(1), any(2), any(3))
}

func TestRunGivesErrorsOfTheGraph(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3})
	m := flow.TryMap(s, func(x int) (int, error) {
		if x == 2 {
			return 0, errTest
		}
		return x, nil
	}, flow.Name("check"))
	all, err := read(rx.Run(m).Observe())
	want(t, all, any(1))
	wantErr(t, err, errTest, `node "check"`)
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
		if x, ok := item.V.(int); ok && x >= 5 { // the other may have begun before
			cancel()
		}
	}
}
