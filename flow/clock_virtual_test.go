package flow

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func TestVirtualClockOrdersTwoSources(t *testing.T) {
	clock := Virtual(epoch)
	a := Map(ticks(clock, 20*time.Millisecond, 4), func(i int) string { return fmt.Sprint("a", i) })
	b := Map(ticks(clock, 30*time.Millisecond, 3), func(i int) string { return fmt.Sprint("b", i) })
	// At 60 both are due: a goes first because it was built first.
	wantTrace(t, trace(t, clock, Union(a, b)), "0:a1 0:b1 20:a2 30:b2 40:a3 60:a4 60:b3")
}

func TestVirtualTimeStandsStillBetweenCalls(t *testing.T) {
	clock := Virtual(epoch)
	src := NewSource[int](WithClock(clock))
	out := collect(RateLimit(src, time.Second))
	emit(t, src, 1)
	if !clock.Now().Equal(epoch) {
		t.Fatal("time passed although nothing waited")
	}
	emit(t, src, 2) // waits for the rate limit, so time passes
	if got := clock.Now().Sub(epoch); got != time.Second {
		t.Fatalf("%v passed, want 1s", got)
	}
	check.Values(t, out.get(), 1, 2)
	mustClose(t, src)
}

func TestVirtualDeadlockIsAnError(t *testing.T) {
	clock := Virtual(epoch)
	a, b := NewSource[int](WithClock(clock)), NewSource[int](WithClock(clock))
	collect(Zip(a, b, Bound(1)))
	emit(t, a, 1)
	check.Error(t, a.Emit(t.Context(), 2), ErrDeadlock) // b cannot emit while a waits
	mustClose(t, a)
	mustClose(t, b)
}

func TestVirtualEmitWithCancelledContext(t *testing.T) {
	clock := Virtual(epoch)
	src := NewSource[int](WithClock(clock))
	Sink(src, func(ctx context.Context, _ int) error { return clock.Sleep(ctx, time.Hour) })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	check.Error(t, src.Emit(ctx, 1), context.Canceled)
	mustClose(t, src)
}

// Two runs of the same pipeline produce the same elements at the same times.
func TestVirtualIsDeterministic(t *testing.T) {
	render := func() string {
		clock := Virtual(epoch)
		s := Periodic(7*time.Millisecond, func(_ context.Context, now time.Time) (string, error) {
			return fmt.Sprint(now.Sub(epoch).Milliseconds()), nil
		}, WithClock(clock), For(10*time.Second))
		slow := RateLimit(Buffer(s, 3), 11*time.Millisecond)
		fast := Buffer(Map(s, func(v string) string { return "f" + v }), 5)
		return trace(t, clock, Union(slow, fast))
	}
	first := render()
	if second := render(); second != first {
		t.Fatal("two runs differ")
	}
	if n := strings.Count(first, " "); n < 1000 {
		t.Fatalf("only %d elements", n)
	}
}

// The end of a source (here by For) cuts short the source's own waits, but not those of the nodes downstream.
func TestSleepOfSinkContinuesAfterSourceEnds(t *testing.T) {
	clock := Virtual(epoch)
	s := Periodic(time.Second, func(context.Context, time.Time) (int, error) { return 1, nil }, WithClock(clock), For(3*time.Second))
	n := 0
	Sink(s, func(ctx context.Context, _ int) error {
		if err := clock.Sleep(ctx, 10*time.Second); err != nil {
			return err
		}
		n++
		return nil
	})
	mustRun(t, s)
	if n != 1 {
		t.Fatalf("%d elements processed, want 1", n)
	}
}

func TestRunOnVirtualClockWaitsForManualSource(t *testing.T) {
	clock := Virtual(epoch)
	auto, manual := FromSlice([]int{1, 2, 3}, WithClock(clock)), NewSource[int](WithClock(clock))
	out := collect(Zip(auto, Stream[int](manual), Bound(1)))
	ran := make(chan error, 1)
	go func() { ran <- Run(context.Background(), auto) }()
	time.Sleep(5 * time.Millisecond) // until auto waits for manual, and nothing else can run
	emit(t, manual, 10, 20, 30)
	mustClose(t, manual)
	check.NoError(t, <-ran)
	if n := len(out.get()); n != 3 {
		t.Fatalf("%d pairs, want 3", n)
	}
}
