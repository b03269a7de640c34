package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func TestRunSources(t *testing.T) {
	ch := make(chan int, 3)
	ch <- 7
	ch <- 8
	close(ch)
	for name, s := range map[string]Stream[int]{
		"slice": FromSlice([]int{7, 8}),
		"seq":   FromSeq(slices.Values([]int{7, 8})),
		"chan":  FromChan(ch),
		"func": FromFunc(func(_ context.Context, emit func(int) error) error {
			return errors.Join(emit(7), emit(8))
		}),
	} {
		t.Run(name, func(t *testing.T) {
			out := collect(s)
			r := To(s, &receiver[int]{})
			runOK(t, s)
			wantValues(t, out.get(), 7, 8)
			if got := fmt.Sprint(r.log); got != "[7 8 close]" {
				t.Fatal(got)
			}
		})
	}
}

func TestSourcesDoNothingBeforeRun(t *testing.T) {
	out := collect(FromSlice([]int{1, 2}))
	time.Sleep(time.Millisecond)
	wantValues(t, out.get())
}

func TestRunTwice(t *testing.T) {
	s := FromSlice([]int{1})
	collect(s)
	runOK(t, s)
	wantError(t, Run(t.Context(), s), ErrClosed)
}

func TestLimit(t *testing.T) {
	s := FromSlice([]int{1, 2, 3, 4}, Limit(2))
	out := collect(s)
	runOK(t, s)
	wantValues(t, out.get(), 1, 2)
}

func TestRunReturnsTheErrorAndFlushes(t *testing.T) {
	s := FromSlice([]int{1, 2, 3})
	r := To(s, &receiver[int]{})
	Sink(s, func(_ context.Context, x int) error {
		if x == 2 {
			return errTest
		}
		return nil
	}, Name("picky"))
	err := Run(t.Context(), s)
	wantError(t, err, errTest)
	wantNode(t, err, "picky")
	if got := fmt.Sprint(r.log); got != "[1 2 close]" {
		t.Fatal(got)
	}
}

func TestAFailureStopsTheOtherSources(t *testing.T) {
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
	wantError(t, Run(t.Context(), u), errTest)
}

func TestErrorBehindABufferStopsTheRun(t *testing.T) {
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
	wantError(t, Run(ctx, s), context.Canceled)
	if got := fmt.Sprint(r.log); got != "[1 1 1 close]" {
		t.Fatalf("accepted elements get out, and the end passes: %s", got)
	}
}

func TestRunWithACancelledContext(t *testing.T) {
	for _, clock := range []Clock{RealClock(), Virtual(epoch)} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		s := FromSlice([]int{1, 2}, WithClock(clock))
		r := To(s, &receiver[int]{})
		wantError(t, Run(ctx, s), context.Canceled)
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
		<-ctx.Done() // a function that heeds its context
		return ctx.Err()
	})
	began := time.Now()
	err := Run(ctx, s)
	wantError(t, err, context.Canceled)
	wantError(t, err, ErrNotDrained)
	if took := time.Since(began); took > time.Second {
		t.Fatalf("took %v", took)
	}
}

func TestStopFromWithin(t *testing.T) {
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
			runOK(t, s)
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

func TestRunWaitsForSourcesThatTheProgramFeeds(t *testing.T) {
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
	closeOK(t, manual)
	if err := <-ran; err != nil {
		t.Fatal(err)
	}
	wantValues(t, out.get(), 1, 2, 3)
}

func TestPeriodicErrorNamesTheSource(t *testing.T) {
	s := Periodic(time.Millisecond, func(context.Context, time.Time) (int, error) { return 0, errTest }, SourceName("sensor"))
	collect(s)
	err := Run(t.Context(), s)
	wantError(t, err, errTest)
	wantNode(t, err, "sensor")
}

func TestPanicInASource(t *testing.T) {
	s := FromFunc(func(context.Context, func(int) error) error { panic("boom") }, SourceName("sensor"))
	collect(s)
	wantNode(t, Run(t.Context(), s), "sensor")
}

func TestPeriodicLeavesOutWhatIsLate(t *testing.T) {
	clock := Virtual(epoch)
	var due []time.Duration
	s := Periodic(10*time.Millisecond, func(_ context.Context, now time.Time) (time.Duration, error) {
		return now.Sub(epoch), nil
	}, WithClock(clock), Limit(4))
	Sink(s, func(ctx context.Context, d time.Duration) error {
		due = append(due, d)
		return clock.Sleep(ctx, 25*time.Millisecond)
	})
	runOK(t, s)
	ms := time.Millisecond
	wantValues(t, due, 0, 30*ms, 60*ms, 90*ms)
}

func TestTwoGraphsInOneRun(t *testing.T) {
	var n atomic.Int32
	count := func(s Stream[int]) Stream[int] {
		Sink(s, func(context.Context, int) error { n.Add(1); return nil })
		return s
	}
	a := count(FromSlice([]int{1, 2}))
	b := count(FromSlice([]int{3}, WithClock(Virtual(epoch))))
	runOK(t, a, b)
	if n.Load() != 3 {
		t.Fatalf("%d elements", n.Load())
	}
}
