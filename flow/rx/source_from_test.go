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

func TestFrom(t *testing.T) {
	for _, n := range []int{0, 1, 5} {
		s := rx.From[int](rxgo.Range(1, n).Map(func(_ context.Context, x any) (any, error) { return x.(int) * 10, nil }))
		out := flow.ToSlice(s)
		check.NoError(t, flow.Run(t.Context(), s))
		check.Values(t, out.All(), []int{10, 20, 30, 40, 50}[:n]...)
	}
}

func TestFromKeepsSlices(t *testing.T) {
	s := rx.From[[]int](observableOf(rxgo.Of([]int{1, 2, 3})))
	out := flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	if got := out.All(); len(got) != 1 || len(got[0]) != 3 {
		t.Errorf("got %v, want one slice of three", got)
	}
}

func TestFromNilInterface(t *testing.T) {
	s := rx.From[error](observableOf(rxgo.Of(nil), rxgo.Of(any(nil))))
	out := flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	check.Values(t, out.All(), nil, nil)
}

func TestFromErrors(t *testing.T) {
	s := rx.From[int](observableOf(rxgo.Of(1), rxgo.Error(errTest), rxgo.Of(2)), flow.SourceName("ticks"))
	out := flow.ToSlice(s)
	check.Error(t, flow.Run(t.Context(), s), errTest, `node "ticks"`)
	check.Values(t, out.All(), 1)

	s = rx.From[int](observableOf(rxgo.Of("one")))
	check.Error(t, flow.Run(t.Context(), s), rx.ErrItemType, `node "rx from"`, "rx.From", "want int, got string")
}

// The source ends an endless observable, whatever ends the source.
func TestFromStops(t *testing.T) {
	endless := func() rxgo.Observable {
		return rxgo.Defer([]rxgo.Producer{func(ctx context.Context, next chan<- rxgo.Item) {
			for i := 0; rxgo.Of(i).SendContext(ctx, next); i++ {
			}
		}}).Map(func(_ context.Context, x any) (any, error) { return x, nil })
	}
	t.Run("Limit", func(t *testing.T) {
		s := rx.From[int](endless(), flow.Limit(3))
		out := flow.ToSlice(s)
		check.NoError(t, flow.Run(t.Context(), s))
		check.Values(t, out.All(), 0, 1, 2)
	})
	t.Run("Stop", func(t *testing.T) {
		s := rx.From[int](endless())
		flow.Sink(s, func(_ context.Context, x int) error {
			if x == 2 {
				flow.Stop(s)
			}
			return nil
		})
		check.NoError(t, flow.Run(t.Context(), s))
	})
	t.Run("an error below", func(t *testing.T) {
		s := rx.From[int](endless())
		flow.Sink(s, func(context.Context, int) error { return errTest })
		check.Error(t, flow.Run(t.Context(), s), errTest)
	})
	t.Run("context", func(t *testing.T) {
		never := rxgo.FromChannel(make(chan rxgo.Item)).Filter(func(any) bool { return true })
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		check.Error(t, flow.Run(ctx, rx.From[int](never)), context.DeadlineExceeded)
	})
}

func TestVirtualClock(t *testing.T) {
	virtual := func() flow.SourceOption { return flow.WithClock(flow.Virtual(time.Unix(0, 0))) }
	skip := func(o rxgo.Observable) rxgo.Observable { return o.Skip(1) }

	t.Run("is a build error", func(t *testing.T) {
		s := rx.From[int](rxgo.Range(1, 3), virtual())
		check.Error(t, flow.Run(t.Context(), s), rx.ErrVirtualClock, "rx.From")
		s = flow.FromSlice([]int{1}, virtual())
		rx.Through[int](s, skip)
		check.Error(t, flow.Run(t.Context(), s), rx.ErrVirtualClock, "rx.Through", "rx.WallTime")
		s = flow.FromSlice([]int{1}, virtual())
		_, err := readAll(rx.To(s).Observe())
		check.Error(t, err, rx.ErrVirtualClock, "rx.To")
		check.Error(t, flow.Run(t.Context(), s), rx.ErrVirtualClock)
		_, err = readAll(rx.Run(flow.FromSlice([]int{1}, virtual())).Observe())
		check.Error(t, err, rx.ErrVirtualClock, "rx.Run")
	})
	t.Run("unless WallTime allows it", func(t *testing.T) {
		s := rx.From[int](rxgo.Range(1, 3), virtual(), rx.WallTimeSource())
		out := flow.ToSlice(rx.Through[int](s, skip, rx.WallTime()))
		take := flow.ToSlice(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable { return o.Take(1) }, rx.WallTime()))
		all, err := readAll(rx.Run(s, rx.WallTime()).Observe())
		check.NoError(t, err)
		check.Values(t, all, any(1), any(2), any(3))
		check.Values(t, out.All(), 2, 3)
		check.Values(t, take.All(), 1)
	})
	t.Run("errors are returned", func(t *testing.T) {
		s := flow.FromSlice([]int{1, 2, 3, 4, 5, 6}, virtual())
		out := flow.ToSlice(rx.Through[int](s, failOn(2), rx.WallTime()))
		check.Error(t, flow.Run(t.Context(), s), errTest)
		check.Values(t, out.All(), 1)
	})
}

func TestWallTimeSourceOnAnotherSource(t *testing.T) {
	check.PanicsWith(t, `rx.WallTimeSource: an option of rx.From only, got the source "from slice"`, func() {
		flow.FromSlice([]int{1}, rx.WallTimeSource())
	})
}
