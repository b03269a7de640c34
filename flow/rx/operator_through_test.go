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
)

type chainRun = func(rxgo.Observable) rxgo.Observable

func TestThrough(t *testing.T) {
	for _, n := range []int{0, 1, 1000} {
		in := make([]int, n)
		var doubles []string
		for i := range in {
			in[i] = i
			doubles = append(doubles, fmt.Sprint(2*i))
		}
		s := flow.FromSlice(in)
		out := collect(rx.Through[string](s, func(o rxgo.Observable) rxgo.Observable {
			return o.Map(func(_ context.Context, x any) (any, error) { return 2 * x.(int), nil }).
				Map(func(_ context.Context, x any) (any, error) { return fmt.Sprint(x), nil })
		}))
		noError(t, flow.Run(t.Context(), s))
		want(t, out.get(), doubles...)
	}
}

func TestThroughKeepsSlices(t *testing.T) {
	s := flow.FromSlice([][]int{{1, 2}, {3}, nil})
	out := collect(rx.Through[[]int](s, func(o rxgo.Observable) rxgo.Observable { return o }))
	noError(t, flow.Run(t.Context(), s))
	if got := fmt.Sprint(out.get()); got != "[[1 2] [3] []]" {
		t.Errorf("got %s", got)
	}
}

func TestThroughTimedOperators(t *testing.T) {
	t.Run("BufferWithTimeOrCount flushes at the end", func(t *testing.T) {
		s := flow.FromSlice([]int{1, 2, 3, 4, 5})
		out := collect(rx.Through[[]any](s, func(o rxgo.Observable) rxgo.Observable {
			return o.BufferWithTimeOrCount(rxgo.WithDuration(time.Hour), 2)
		}))
		noError(t, flow.Run(t.Context(), s))
		var all []any
		for _, buffer := range out.get() { // rxgo's count is not exact: a buffer may have three
			all = append(all, buffer...)
		}
		want(t, all, any(1), any(2), any(3), any(4), any(5))
	})
	t.Run("what is due comes without a next element", func(t *testing.T) {
		s := flow.NewSource[int]()
		out := collect(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
			return o.Debounce(rxgo.WithDuration(5 * time.Millisecond))
		}))
		noError(t, s.Emit(t.Context(), 1))
		noError(t, s.Emit(t.Context(), 2))
		out.wait(t, 1)
		noError(t, s.Close(t.Context()))
		if got := out.get(); got[len(got)-1] != 2 {
			t.Errorf("got %v, want it to end in 2", got)
		}
	})
	t.Run("Sample", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := flow.NewSource[int]()
		out := collect(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
			return o.Sample(rxgo.Interval(rxgo.WithDuration(time.Millisecond), rxgo.WithContext(ctx)), rxgo.WithContext(ctx))
		}))
		noError(t, s.Emit(t.Context(), 7))
		out.wait(t, 1)
		noError(t, s.Close(t.Context()))
		cancel()
		want(t, out.get(), 7)
	})
	t.Run("BackOffRetry", func(t *testing.T) {
		s := flow.FromSlice([]int{3})
		tries := 0
		out := collect(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
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
		noError(t, flow.Run(t.Context(), s))
		want(t, out.get(), 3)
	})
}

func failOn(bad int, opts ...rxgo.Option) chainRun {
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
	out := collect(rx.Through[int](s, failOn(2), flow.Name("settle")))
	noError(t, s.Emit(t.Context(), 1))
	noError(t, s.Emit(t.Context(), 2))
	var errs []error
	for range 10 { // the error comes with one of the next, then each fails, none is lost in silence
		errs = append(errs, s.Emit(t.Context(), 3))
		time.Sleep(time.Millisecond)
	}
	last := errs[len(errs)-1]
	if last == nil {
		t.Errorf("elements that a dead chain cannot take must fail")
	}
	wantErr(t, s.Close(t.Context()), errTest, `node "settle"`)
	want(t, out.get(), 1)
}

func TestThroughContinueOnError(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3})
	out := collect(rx.Through[int](s, failOn(2, rxgo.WithErrorStrategy(rxgo.ContinueOnError))))
	err := flow.Run(t.Context(), s)
	wantErr(t, err, errTest)
	if got := out.get(); len(got) == 0 || got[0] != 1 { // whether 3 is emitted before the error stops the source is open
		t.Errorf("got %v", got)
	}
}

func TestThroughWrongType(t *testing.T) {
	s := flow.FromSlice([]int{1})
	rx.Through[string](s, func(o rxgo.Observable) rxgo.Observable { return o })
	wantErr(t, flow.Run(t.Context(), s), rx.ErrItemType, "rx.Through", "want string, got int")
}

func TestThroughErrorBelow(t *testing.T) {
	s := flow.FromSlice([]int{1})
	flow.Sink(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable { return o }), func(context.Context, int) error { return errTest })
	wantErr(t, flow.Run(t.Context(), s), errTest)
}

// Take completes before the stream: the rest is dropped, and nothing waits.
func TestThroughEarlyCompletion(t *testing.T) {
	s := flow.FromSlice([]int{1, 2, 3, 4, 5, 6, 7, 8})
	out := collect(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable { return o.Skip(1).Take(2) }))
	noError(t, flow.Run(t.Context(), s))
	want(t, out.get(), 2, 3)
}

func TestThroughBuildPanicsOrGivesNothing(t *testing.T) {
	for _, f := range []chainRun{
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

// When Close runs out of time a chain that does not end is given up, and nothing stays behind.
func TestThroughGivenUp(t *testing.T) {
	s := flow.NewSource[int]()
	inside := make(chan struct{})
	rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
		return o.Map(func(ctx context.Context, x any) (any, error) {
			close(inside)
			<-ctx.Done()
			return x, nil
		}).Map(func(_ context.Context, x any) (any, error) { return x, nil })
	})
	noError(t, s.Emit(t.Context(), 1))
	<-inside
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	wantErr(t, s.Close(ctx), context.DeadlineExceeded)
}

// A chain that timers keep, with its output not taken: the node below blocks until Close gives up.
func TestThroughGivenUpWhileBlockedBelow(t *testing.T) {
	s := flow.NewSource[int]()
	inside := make(chan struct{}, 10)
	out := rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable {
		return o.Map(func(_ context.Context, x any) (any, error) { return x, nil }).
			Debounce(rxgo.WithDuration(time.Millisecond)). // has no context of ours: see the package's traps
			Map(func(_ context.Context, x any) (any, error) { return x, nil })
	})
	flow.Sink(out, func(ctx context.Context, _ int) error {
		inside <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	})
	noError(t, s.Emit(t.Context(), 1))
	<-inside
	for i := range 3 {
		noError(t, s.Emit(t.Context(), i))
		time.Sleep(3 * time.Millisecond)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	wantErr(t, s.Close(ctx), context.DeadlineExceeded)
}

func TestThroughIsNotStartedForNothing(t *testing.T) {
	s := flow.NewSource[int]()
	rx.Through[int](s, func(rxgo.Observable) rxgo.Observable { t.Error("must not be called"); return rxgo.Empty() })
}
