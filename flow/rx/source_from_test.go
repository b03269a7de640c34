package rx_test

import (
	"context"
	"testing"
	"time"

	"github.com/reactivex/rxgo/v2"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/rx"
)

func TestFrom(t *testing.T) {
	for _, n := range []int{0, 1, 5} {
		s := rx.From[int](rxgo.Range(1, n).Map(func(_ context.Context, x any) (any, error) { return x.(int) * 10, nil }))
		out := collect(s)
		noError(t, flow.Run(t.Context(), s))
		want(t, out.get(), []int{10, 20, 30, 40, 50}[:n]...)
	}
}

func TestFromKeepsSlices(t *testing.T) {
	s := rx.From[[]int](channel(rxgo.Of([]int{1, 2, 3})))
	out := collect(s)
	noError(t, flow.Run(t.Context(), s))
	if got := out.get(); len(got) != 1 || len(got[0]) != 3 {
		t.Errorf("got %v, want one slice of three", got)
	}
}

func TestFromNilInterface(t *testing.T) {
	s := rx.From[error](channel(rxgo.Of(nil), rxgo.Of(any(nil))))
	out := collect(s)
	noError(t, flow.Run(t.Context(), s))
	want(t, out.get(), nil, nil)
}

func TestFromErrors(t *testing.T) {
	s := rx.From[int](channel(rxgo.Of(1), rxgo.Error(errTest), rxgo.Of(2)), flow.SourceName("ticks"))
	out := collect(s)
	wantErr(t, flow.Run(t.Context(), s), errTest, `node "ticks"`)
	want(t, out.get(), 1)

	s = rx.From[int](channel(rxgo.Of("one")))
	wantErr(t, flow.Run(t.Context(), s), rx.ErrItemType, `node "rx from"`, "rx.From", "want int, got string")
}

// An endless observable ends with its source, whatever ends that.
func TestFromStops(t *testing.T) {
	endless := func() rxgo.Observable {
		return rxgo.Defer([]rxgo.Producer{func(ctx context.Context, next chan<- rxgo.Item) {
			for i := 0; rxgo.Of(i).SendContext(ctx, next); i++ {
			}
		}}).Map(func(_ context.Context, x any) (any, error) { return x, nil })
	}
	t.Run("Limit", func(t *testing.T) {
		s := rx.From[int](endless(), flow.Limit(3))
		out := collect(s)
		noError(t, flow.Run(t.Context(), s))
		want(t, out.get(), 0, 1, 2)
	})
	t.Run("Stop", func(t *testing.T) {
		s := rx.From[int](endless())
		flow.Sink(s, func(_ context.Context, x int) error {
			if x == 2 {
				flow.Stop(s)
			}
			return nil
		})
		noError(t, flow.Run(t.Context(), s))
	})
	t.Run("an error below", func(t *testing.T) {
		s := rx.From[int](endless())
		flow.Sink(s, func(context.Context, int) error { return errTest })
		wantErr(t, flow.Run(t.Context(), s), errTest)
	})
	t.Run("context", func(t *testing.T) {
		never := rxgo.FromChannel(make(chan rxgo.Item)).Filter(func(any) bool { return true })
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		wantErr(t, flow.Run(ctx, rx.From[int](never)), context.DeadlineExceeded)
	})
}

func TestVirtualClock(t *testing.T) {
	virtual := func() flow.SourceOption { return flow.WithClock(flow.Virtual(time.Unix(0, 0))) }
	skip := func(o rxgo.Observable) rxgo.Observable { return o.Skip(1) }

	t.Run("is a build error", func(t *testing.T) {
		s := rx.From[int](rxgo.Range(1, 3), virtual())
		wantErr(t, flow.Run(t.Context(), s), rx.ErrVirtualClock, "rx.From")
		s = flow.FromSlice([]int{1}, virtual())
		rx.Through[int](s, skip)
		wantErr(t, flow.Run(t.Context(), s), rx.ErrVirtualClock, "rx.Through", "rx.WallTime")
		s = flow.FromSlice([]int{1}, virtual())
		_, err := read(rx.To(s).Observe())
		wantErr(t, err, rx.ErrVirtualClock, "rx.To")
		wantErr(t, flow.Run(t.Context(), s), rx.ErrVirtualClock)
		_, err = read(rx.Run(flow.FromSlice([]int{1}, virtual())).Observe())
		wantErr(t, err, rx.ErrVirtualClock, "rx.Run")
	})
	t.Run("unless it is meant", func(t *testing.T) {
		s := rx.From[int](rxgo.Range(1, 3), virtual(), rx.WallTimeSource())
		out := collect(rx.Through[int](s, skip, rx.WallTime()))
		take := collect(rx.Through[int](s, func(o rxgo.Observable) rxgo.Observable { return o.Take(1) }, rx.WallTime()))
		all, err := read(rx.Run(s, rx.WallTime()).Observe())
		noError(t, err)
		want(t, all, any(1), any(2), any(3))
		want(t, out.get(), 2, 3)
		want(t, take.get(), 1)
	})
	t.Run("errors pass", func(t *testing.T) {
		s := flow.FromSlice([]int{1, 2, 3, 4, 5, 6}, virtual())
		out := collect(rx.Through[int](s, failOn(2), rx.WallTime()))
		wantErr(t, flow.Run(t.Context(), s), errTest)
		want(t, out.get(), 1)
	})
}

func TestWallTimeSourceIsFromsOnly(t *testing.T) {
	defer func() {
		if p := recover(); p != `rx.WallTimeSource: an option of rx.From only, got the source "from slice"` {
			t.Errorf("got panic %v", p)
		}
	}()
	flow.FromSlice([]int{1}, rx.WallTimeSource())
}
