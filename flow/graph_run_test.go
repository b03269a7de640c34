package flow

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestRunTwice(t *testing.T) {
	s := FromSlice([]int{1})
	collect(s)
	mustRun(t, s)
	check.Error(t, Run(t.Context(), s), ErrClosed)
}

func TestRunReturnsErrorAndFlushes(t *testing.T) {
	s := FromSlice([]int{1, 2, 3})
	r := To(s, &receiver[int]{})
	Sink(s, func(_ context.Context, x int) error {
		if x == 2 {
			return errTest
		}
		return nil
	}, Name("picky"))
	err := Run(t.Context(), s)
	check.Error(t, err, errTest)
	wantNode(t, err, "picky")
	if got := fmt.Sprint(r.log); got != "[1 2 close]" {
		t.Fatal(got)
	}
}

func TestErrorStopsOtherSources(t *testing.T) {
	endless := FromFunc(func(ctx context.Context, emit func(int) error) error {
		for {
			if err := emit(1); err != nil {
				return err
			}
		}
	})
	failing := FromFunc(func(context.Context, func(int) error) error { return errTest })
	u := Union(endless, failing)
	collect(u)
	check.Error(t, Run(t.Context(), u), errTest)
}

// A source that waits for its next element does not keep the run from ending, on both clocks, nor do other sources.
func TestErrorBehindBufferStopsIdleSources(t *testing.T) {
	idle := func(ctx context.Context, emit func(int) error) error {
		if err := emit(1); err != nil {
			return err
		}
		<-ctx.Done()
		return ctx.Err()
	}
	t.Run("real", func(t *testing.T) {
		s, other := FromFunc(idle), FromFunc(idle)
		collect(Union(Buffer(s, 2), other))
		Sink(Buffer(s, 2), func(context.Context, int) error { return errTest })
		check.Error(t, Run(t.Context(), s), errTest)
	})
	t.Run("virtual", func(t *testing.T) {
		clock := Virtual(time.Unix(0, 0))
		s := Periodic(time.Hour, func(context.Context, time.Time) (int, error) { return 1, nil }, WithClock(clock))
		Sink(Buffer(s, 2), func(context.Context, int) error { return errTest })
		check.Error(t, Run(t.Context(), s), errTest)
		if got := clock.Now(); got.After(time.Unix(0, 0).Add(time.Hour)) {
			t.Fatalf("time has passed to %v", got)
		}
	})
}

func TestErrorBehindBufferStopsRun(t *testing.T) {
	s := Periodic(time.Millisecond, func(context.Context, time.Time) (int, error) { return 1, nil })
	Sink(Buffer(s, 2), func(context.Context, int) error { return errTest })
	err := Run(t.Context(), s)
	if got, want := err.Error(), `flow: node "sink": test`; got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := Periodic(time.Millisecond, func(context.Context, time.Time) (int, error) { return 1, nil })
	n := 0
	Sink(s, func(context.Context, int) error {
		if n++; n == 3 {
			cancel()
		}
		return nil
	})
	r := To(Buffer(s, 10), &receiver[int]{})
	check.Error(t, Run(ctx, s), context.Canceled)
	if got := fmt.Sprint(r.log); got != "[1 1 1 close]" {
		t.Fatalf("got %s, want all accepted elements, and the end", got)
	}
}

func TestRunWithCancelledContext(t *testing.T) {
	for _, clock := range []Clock{RealClock(), Virtual(epoch)} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		s := FromSlice([]int{1, 2}, WithClock(clock))
		r := To(s, &receiver[int]{})
		check.Error(t, Run(ctx, s), context.Canceled)
		if got := fmt.Sprint(r.log); got != "[close]" {
			t.Fatal(got)
		}
	}
}

func TestDrainDeadline(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := FromSlice([]int{1, 2, 3, 4}, Drain(20*time.Millisecond))
	Sink(Buffer(s, 10), func(ctx context.Context, x int) error {
		cancel()
		<-ctx.Done()
		return ctx.Err()
	})
	began := time.Now()
	err := Run(ctx, s)
	check.Error(t, err, context.Canceled)
	check.Error(t, err, ErrNotDrained)
	if took := time.Since(began); took > time.Second {
		t.Fatalf("took %v", took)
	}
}

func TestStopFromSink(t *testing.T) {
	for name, clock := range map[string]Clock{"real": RealClock(), "virtual": Virtual(epoch)} {
		t.Run(name, func(t *testing.T) {
			s := Periodic(time.Millisecond, func(context.Context, time.Time) (int, error) { return 1, nil }, WithClock(clock))
			n := 0
			end := Sink(s, func(context.Context, int) error { n++; return nil })
			Sink(s, func(context.Context, int) error {
				if n == 5 {
					Stop(end)
				}
				return nil
			})
			mustRun(t, s)
			if n != 5 {
				t.Fatalf("%d elements, want 5", n)
			}
			if clock != RealClock() {
				if got := clock.Now().Sub(epoch); got != 4*time.Millisecond {
					t.Fatalf("stopped at %v, want at the fifth element", got)
				}
			}
		})
	}
}

func TestRunWaitsForManualSources(t *testing.T) {
	manual := NewSource[int]()
	auto := FromSlice([]int{1, 2})
	out := collect(Union(auto, Stream[int](manual)))
	ran := make(chan error)
	go func() { ran <- Run(context.Background(), auto) }()
	time.Sleep(5 * time.Millisecond)
	emit(t, manual, 3)
	select {
	case err := <-ran:
		t.Fatalf("Run returned %v before the manual source was closed", err)
	case <-time.After(5 * time.Millisecond):
	}
	mustClose(t, manual)
	check.NoError(t, <-ran)
	check.Values(t, out.get(), 1, 2, 3)
}

func TestTwoGraphsInOneRun(t *testing.T) {
	var n atomic.Int32
	count := func(s Stream[int]) Stream[int] {
		Sink(s, func(context.Context, int) error { n.Add(1); return nil })
		return s
	}
	a := count(FromSlice([]int{1, 2}))
	b := count(FromSlice([]int{3}, WithClock(Virtual(epoch))))
	mustRun(t, a, b)
	if n.Load() != 3 {
		t.Fatalf("%d elements", n.Load())
	}
}

func TestRunReturnsSinkErrorThatWrapsCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := FromSlice([]int{1, 2})
	Sink(s, func(context.Context, int) error {
		cancel()
		return fmt.Errorf("row 1 not stored: %w", context.Canceled)
	})
	if err := Run(ctx, s); err == nil || !strings.Contains(err.Error(), "row 1 not stored") {
		t.Fatalf("got %v", err)
	}
}

func TestErrorStopsSourcesOnOtherClocks(t *testing.T) {
	endless := Periodic(time.Millisecond, func(context.Context, time.Time) (int, error) { return 1, nil })
	collect(endless)
	failing := FromSlice([]int{1}, WithClock(Virtual(epoch)))
	Sink(failing, func(context.Context, int) error { return errTest })
	check.Error(t, mustReturn(t, "Run", func() error { return Run(context.Background(), endless, failing) }), errTest)
}

// When Run returns, all receivers have been closed, even after a deadlock.
func TestRunClosesReceiversAfterDeadlock(t *testing.T) {
	clock := Virtual(epoch)
	src := FromFunc(func(ctx context.Context, emit func(int) error) error {
		if err := emit(1); err != nil {
			return err
		}
		w := clock.newWaiter()
		return clock.park(w, parkOptions{ctx: ctx}) // waits for ever
	}, WithClock(clock))
	r := To(src, &receiver[int]{})
	check.Error(t, mustReturn(t, "Run", func() error { return Run(context.Background(), src) }), ErrDeadlock)
	if got := fmt.Sprint(r.log); got != "[1 close]" {
		t.Fatal(got)
	}
}

func TestBuildErrorIsReturnedByEmitAndRun(t *testing.T) {
	src := NewSource[int]()
	m := Map(src, func(x int) int { return x })
	emit(t, src, 1)
	AddBuildError(m, errTest)
	check.Error(t, src.Emit(t.Context(), 1), errTest)
	check.Error(t, Run(t.Context(), m), errTest)
}

func TestDifferentClocksCannotBeJoined(t *testing.T) {
	a, b := NewSource[int](), NewSource[int](WithClock(Virtual(epoch)))
	collect(Zip(a, b))
	check.Error(t, a.Emit(t.Context(), 1), ErrClocks)
	check.Error(t, b.Emit(t.Context(), 1), ErrClocks)
}
