package flow

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestEmitIsDepthFirstInSubscriptionOrder(t *testing.T) {
	src := NewSource[string]()
	var log []string
	tap := func(name string, s Stream[string]) {
		Sink(s, func(_ context.Context, v string) error { log = append(log, name+v); return nil })
	}
	a := Map(src, func(s string) string { return s + "a" })
	tap("1:", a)
	tap("2:", Map(a, func(s string) string { return s + "b" }))
	tap("3:", src)
	emit(t, src, "x")
	check.Values(t, log, "1:xa", "2:xab", "3:x")
	mustClose(t, src)
}

func TestFirstFailingSiblingStopsElement(t *testing.T) {
	src := NewSource[int]()
	before := collect[int](src)
	Sink(src, func(_ context.Context, x int) error {
		if x == 1 {
			return errTest
		}
		return nil
	}, Name("picky"))
	after := collect[int](src)
	err := src.Emit(t.Context(), 1)
	wantNode(t, err, "picky")
	if errors.Is(err, ErrNotTaken) {
		t.Fatal("got ErrNotTaken, but the element was taken, and failed")
	}
	emit(t, src, 2)
	check.Values(t, before.get(), 1, 2)
	check.Values(t, after.get(), 2)
	mustClose(t, src)
}

func TestEmitAfterClose(t *testing.T) {
	src := NewSource[int]()
	out := collect[int](src)
	mustClose(t, src)
	check.Error(t, src.Emit(t.Context(), 1), ErrClosed)
	mustClose(t, src) // a second Close is no error
	check.Values(t, out.get())
}

func TestEmitWithCancelledContext(t *testing.T) {
	src := NewSource[int]()
	out := collect[int](src)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	check.Error(t, src.Emit(ctx, 1), context.Canceled)
	check.Values(t, out.get())
	mustClose(t, src)
}

func TestReentrantEmit(t *testing.T) {
	src := NewSource[int]()
	Sink(src, func(ctx context.Context, x int) error {
		if x > 0 {
			return src.Emit(ctx, x-1)
		}
		return src.Close(ctx)
	})
	check.Error(t, src.Emit(t.Context(), 1), ErrReentrant)
	check.Error(t, src.Emit(t.Context(), 0), ErrReentrant)
	mustClose(t, src)
}

func TestEmitIntoOtherSourceFromSink(t *testing.T) {
	for name, clock := range map[string]Clock{"real": RealClock(), "virtual": Virtual(epoch)} {
		t.Run(name, func(t *testing.T) {
			a, b := NewSource[int](WithClock(clock)), NewSource[int](WithClock(clock))
			out := collect[int](b)
			Sink(a, func(ctx context.Context, x int) error { return b.Emit(ctx, x*10) })
			emit(t, a, 1, 2)
			check.Values(t, out.get(), 10, 20)
			mustClose(t, a)
			mustClose(t, b)
		})
	}
}

func TestEmitCloseRace(t *testing.T) {
	for range 200 {
		src := NewSource[int]()
		var delivered atomic.Int32
		Sink(Buffer(src, 4), func(context.Context, int) error { delivered.Add(1); return nil })
		var accepted atomic.Int32
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				for {
					if err := src.Emit(context.Background(), 1); err != nil {
						if !errors.Is(err, ErrClosed) {
							t.Error(err)
						}
						return
					}
					accepted.Add(1)
				}
			})
		}
		time.Sleep(20 * time.Microsecond)
		mustClose(t, src)
		if accepted.Load() > delivered.Load() {
			// An Emit may still be about to return, so fewer may be accepted than delivered.
			t.Fatalf("Close returned with %d of %d delivered", delivered.Load(), accepted.Load())
		}
		wg.Wait()
		if delivered.Load() != accepted.Load() {
			t.Fatalf("%d delivered, %d accepted", delivered.Load(), accepted.Load())
		}
	}
}

func TestEmitAllIsOneEmission(t *testing.T) {
	src := NewSource[int]()
	shown := To(src, &refreshingReceiver[int]{})
	check.NoError(t, src.EmitAll(t.Context(), []int{1, 2, 3}))
	check.NoError(t, src.EmitAll(t.Context(), nil))
	if got := fmt.Sprint(shown.log); got != "[1 2 3 refresh]" {
		t.Fatal(got)
	}
	Sink(src, func(_ context.Context, x int) error {
		if x == 5 {
			return errTest
		}
		return nil
	})
	check.Error(t, src.EmitAll(t.Context(), []int{4, 5, 6}), errTest)
	if got := fmt.Sprint(shown.log); got != "[1 2 3 refresh 4 5 refresh]" {
		t.Fatal(got)
	}
	mustClose(t, src)
	check.Error(t, src.EmitAll(t.Context(), []int{7}), ErrClosed)
}

func TestLimit(t *testing.T) {
	s := FromSlice([]int{1, 2, 3, 4}, Limit(2))
	out := collect(s)
	mustRun(t, s)
	check.Values(t, out.get(), 1, 2)
}

func TestForOnVirtualClock(t *testing.T) {
	clock := Virtual(epoch)
	s := Periodic(time.Second, func(context.Context, time.Time) (int, error) { return 1, nil }, WithClock(clock), For(10*time.Second))
	n := 0
	Sink(s, func(context.Context, int) error { n++; return nil })
	mustRun(t, s)
	if n != 10 || clock.Now() != epoch.Add(10*time.Second) {
		t.Fatalf("%d elements until %v, want 10 until 10s", n, clock.Now().Sub(epoch))
	}
}

func TestForEndsSleepingSource(t *testing.T) {
	clock := Virtual(epoch)
	s := FromFunc(func(ctx context.Context, emit func(int) error) error {
		return clock.Sleep(ctx, time.Hour)
	}, WithClock(clock), For(time.Minute))
	collect(s)
	mustRun(t, s)
	if got := clock.Now().Sub(epoch); got != time.Minute {
		t.Fatalf("ended at %v, want 1m", got)
	}
}
