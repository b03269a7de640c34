package rx_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/rx"
	"github.com/streamgage/streamgage/internal/check"
)

// buildFunc is what Through takes.
type buildFunc = func(rxgo.Observable) rxgo.Observable

func TestThrough(t *testing.T) {
	for _, n := range []int{0, 1, 1000} {
		in := make([]int, n)
		var doubles []string
		for i := range in {
			in[i] = i
			doubles = append(doubles, fmt.Sprint(2*i))
		}
		s := flow.FromSlice(in)
		out := flow.ToSlice(rx.Through[string](s, func(o rxgo.Observable) rxgo.Observable {
			return o.Map(func(_ context.Context, x any) (any, error) { return 2 * x.(int), nil }).
				Map(func(_ context.Context, x any) (any, error) { return fmt.Sprint(x), nil })
		}))
		check.NoError(t, flow.Run(t.Context(), s))
		check.Values(t, out.All(), doubles...)
	}
}

func TestThroughKeepsSlices(t *testing.T) {
	s := flow.FromSlice([][]int{{1, 2}, {3}, nil})
	out := flow.ToSlice(rx.Through[[]int](s, func(o rxgo.Observable) rxgo.Observable { return o }))
	check.NoError(t, flow.Run(t.Context(), s))
	if got := fmt.Sprint(out.All()); got != "[[1 2] [3] []]" {
		t.Errorf("got %s", got)
	}
}

func TestThroughTimedOperators(t *testing.T) {
	t.Run("BufferWithTimeOrCount flushes at the end", func(t *testing.T) {
		s := flow.FromSlice([]int{1, 2, 3, 4, 5})
		out := flow.ToSlice(rx.Through[[]any](s, func(o rxgo.Observable) rxgo.Observable {
			return o.BufferWithTimeOrCount(rxgo.WithDuration(time.Hour), 2)
		}))
		check.NoError(t, flow.Run(t.Context(), s))
		var all []any
		for _, buffer := range out.All() { // rxgo's count is not exact: a buffer may have three
			all = append(all, buffer...)
		}
		check.Values(t, all, any(1), any(2), any(3), any(4), any(5))
	})
	t.Run("a due item does not wait for the next element", func(t *testing.T) {
		s := flow.NewSource[int]()
		out := flow.ToSlice(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
			return o.Debounce(rxgo.WithDuration(5 * time.Millisecond))
		}))
		check.NoError(t, s.Emit(t.Context(), 1))
		check.NoError(t, s.Emit(t.Context(), 2))
		check.Eventually(t, "a value", func() bool { return len(out.All()) > 0 })
		check.NoError(t, s.Close(t.Context()))
		if got := out.All(); got[len(got)-1] != 2 {
			t.Errorf("got %v, want it to end in 2", got)
		}
	})
	t.Run("Sample", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := flow.NewSource[int]()
		out := flow.ToSlice(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
			return o.Sample(rxgo.Interval(rxgo.WithDuration(time.Millisecond), rxgo.WithContext(ctx)), rxgo.WithContext(ctx))
		}))
		check.NoError(t, s.Emit(t.Context(), 7))
		check.Eventually(t, "a value", func() bool { return len(out.All()) > 0 })
		check.NoError(t, s.Close(t.Context()))
		cancel()
		check.Values(t, out.All(), 7)
	})
	t.Run("BackOffRetry", func(t *testing.T) {
		s := flow.FromSlice([]int{3})
		tries := 0
		out := flow.ToSlice(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
			return o.FlatMap(func(i rxgo.Item) rxgo.Observable {
				return rxgo.Defer([]rxgo.Producer{func(ctx context.Context, next chan<- rxgo.Item) {
					if tries++; tries < i.V.(int) {
						rxgo.Error(errTest).SendContext(ctx, next)
						return
					}
					rxgo.Of(tries).SendContext(ctx, next)
				}}).BackOffRetry(backoff.WithMaxRetries(&backoff.ZeroBackOff{}, 5))
			})
		}))
		check.NoError(t, flow.Run(t.Context(), s))
		check.Values(t, out.All(), 3)
	})
}

// failOn builds a chain that returns errTest for the value bad.
func failOn(bad int, opts ...rxgo.Option) buildFunc {
	return func(o rxgo.Observable) rxgo.Observable {
		return o.Map(func(_ context.Context, x any) (any, error) {
			if x.(int) == bad {
				return nil, errTest
			}
			return x, nil
		}, opts...)
	}
}

func TestThroughErrorItemEndsTheNode(t *testing.T) {
	s := flow.NewSource[int]()
	out := flow.ToSlice(rx.Through[int](s, failOn(2), flow.Name("settle")))
	check.NoError(t, s.Emit(t.Context(), 1))
	check.NoError(t, s.Emit(t.Context(), 2))
	var errs []error
	for range 10 { // one of the next calls returns the error; from then on each call fails
		errs = append(errs, s.Emit(t.Context(), 3))
		time.Sleep(time.Millisecond)
	}
	last := errs[len(errs)-1]
	if last == nil {
		t.Errorf("Emit to a chain that has ended with an error must fail")
	}
	check.Error(t, s.Close(t.Context()), errTest, `node "settle"`)
	check.Values(t, out.All(), 1)
}

func TestThroughContinueOnError(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3})
	out := flow.ToSlice(rx.Through[int](s, failOn(2, rxgo.WithErrorStrategy(rxgo.ContinueOnError))))
	err := flow.Run(t.Context(), s)
	check.Error(t, err, errTest)
	if got := out.All(); len(got) == 0 || got[0] != 1 { // 3 may be emitted before the error stops the source
		t.Errorf("got %v", got)
	}
}

func TestThroughWrongType(t *testing.T) {
	s := flow.FromSlice([]int{1})
	rx.Through[string](s, func(o rxgo.Observable) rxgo.Observable { return o })
	check.Error(t, flow.Run(t.Context(), s), rx.ErrItemType, "rx.Through", "want string, got int")
}

func TestThroughErrorBelow(t *testing.T) {
	s := flow.FromSlice([]int{1})
	flow.Sink(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable { return o }), func(context.Context, int) error { return errTest })
	check.Error(t, flow.Run(t.Context(), s), errTest)
}

// Take completes before the stream does: the other elements are dropped, and nothing blocks.
func TestThroughEarlyCompletion(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3, 4, 5, 6, 7, 8})
	out := flow.ToSlice(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable { return o.Skip(1).Take(2) }))
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All(), 2, 3)
}

func TestThroughBuildPanicsOrReturnsNil(t *testing.T) {
	for _, f := range []buildFunc{
		func(rxgo.Observable) rxgo.Observable { panic(errTest) },
		func(rxgo.Observable) rxgo.Observable { return nil },
	} {
		s := flow.FromSlice([]int{1})
		rx.Through[int](s, f)
		if err := flow.Run(t.Context(), s); err == nil {
			t.Error("want an error")
		}
	}
}

// If a chain does not end, Close returns when its context ends, and no goroutine remains.
func TestThroughAbandonsABlockedChain(t *testing.T) {
	s := flow.NewSource[int]()
	inside := make(chan struct{})
	rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
		return o.Map(func(ctx context.Context, x any) (any, error) {
			close(inside)
			<-ctx.Done()
			return x, nil
		}).Map(func(_ context.Context, x any) (any, error) { return x, nil })
	})
	check.NoError(t, s.Emit(t.Context(), 1))
	<-inside
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	check.Error(t, s.Close(ctx), context.DeadlineExceeded)
}

// The same for a chain with timers whose output is not read, because the node below blocks until the context ends.
func TestThroughAbandonsAChainWhileBlockedBelow(t *testing.T) {
	s := flow.NewSource[int]()
	inside := make(chan struct{}, 10)
	out := rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
		return o.Map(func(_ context.Context, x any) (any, error) { return x, nil }).
			Debounce(rxgo.WithDuration(time.Millisecond)). // does not get the node's context: see Pitfalls in the package's documentation
			Map(func(_ context.Context, x any) (any, error) { return x, nil })
	})
	flow.Sink(out, func(ctx context.Context, _ int) error {
		inside <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	})
	check.NoError(t, s.Emit(t.Context(), 1))
	<-inside
	for i := range 3 {
		check.NoError(t, s.Emit(t.Context(), i))
		time.Sleep(3 * time.Millisecond)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	check.Error(t, s.Close(ctx), context.DeadlineExceeded)
}

// Without Emit and Close, build is never called and no goroutine starts.
func TestThroughDoesNotBuildBeforeTheFirstElement(t *testing.T) {
	s := flow.NewSource[int]()
	rx.Through[int](s, func(rxgo.Observable) rxgo.Observable { t.Error("must not be called"); return rxgo.Empty() })
}
