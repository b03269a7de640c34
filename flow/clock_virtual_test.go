package flow

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// trace runs a graph and says what reached s, and when, in milliseconds.
func trace[T any](t *testing.T, clock Clock, s Stream[T]) string {
	t.Helper()
	var log []string
	Sink(s, func(_ context.Context, v T) error {
		log = append(log, fmt.Sprintf("%d:%v", clock.Now().Sub(epoch).Milliseconds(), v))
		return nil
	})
	runOK(t, s)
	return strings.Join(log, " ")
}

func ticks(clock Clock, every time.Duration, n int) Stream[int] {
	i := 0
	return Periodic(every, func(context.Context, time.Time) (int, error) { i++; return i, nil }, WithClock(clock), Limit(n))
}

func wantTrace(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
}

func TestVirtualPeriodic(t *testing.T) {
	c := Virtual(epoch)
	wantTrace(t, trace(t, c, ticks(c, 100*time.Millisecond, 4)), "0:1 100:2 200:3 300:4")
}

func TestVirtualRateLimit(t *testing.T) {
	c := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4}, WithClock(c))
	wantTrace(t, trace(t, c, RateLimit(s, 250*time.Millisecond)), "0:1 250:2 500:3 750:4")
}

// A rate limit behind a buffer lets the source run ahead by what the buffer holds.
func TestVirtualBufferAndRateLimit(t *testing.T) {
	c := Virtual(epoch)
	var emitted []string
	s := ticks(c, 10*time.Millisecond, 6)
	Sink(s, func(_ context.Context, x int) error {
		emitted = append(emitted, fmt.Sprintf("%d:%d", c.Now().Sub(epoch).Milliseconds(), x))
		return nil
	})
	got := trace(t, c, RateLimit(Buffer(s, 2), 100*time.Millisecond))
	// 1 passes; 2 is in the rate limit, 3 and 4 in the queue; 5 waits for room at 40 and gets it at 100, when 2 has
	// passed and 3 is taken. What was due meanwhile is left out, so 6 comes at 100, and waits for its room until 200.
	wantTrace(t, got, "0:1 100:2 200:3 300:4 400:5 500:6")
	wantTrace(t, strings.Join(emitted, " "), "0:1 10:2 20:3 30:4 40:5 100:6")
}

func TestVirtualTwoSourcesInStep(t *testing.T) {
	c := Virtual(epoch)
	a := Map(ticks(c, 20*time.Millisecond, 4), func(i int) string { return fmt.Sprint("a", i) })
	b := Map(ticks(c, 30*time.Millisecond, 3), func(i int) string { return fmt.Sprint("b", i) })
	// At 60 both are due: a was built first.
	wantTrace(t, trace(t, c, Union(a, b)), "0:a1 0:b1 20:a2 30:b2 40:a3 60:a4 60:b3")
}

func TestVirtualFor(t *testing.T) {
	c := Virtual(epoch)
	s := Periodic(time.Second, func(context.Context, time.Time) (int, error) { return 1, nil }, WithClock(c), For(10*time.Second))
	n := 0
	Sink(s, func(context.Context, int) error { n++; return nil })
	runOK(t, s)
	if n != 10 || c.Now() != epoch.Add(10*time.Second) {
		t.Fatalf("%d elements until %v, want 10 until 10s", n, c.Now().Sub(epoch))
	}
}

func TestForEndsASleepingSource(t *testing.T) {
	c := Virtual(epoch)
	s := FromFunc(func(ctx context.Context, emit func(int) error) error {
		return c.Sleep(ctx, time.Hour)
	}, WithClock(c), For(time.Minute))
	collect(s)
	runOK(t, s)
	if got := c.Now().Sub(epoch); got != time.Minute {
		t.Fatalf("ended at %v, want 1m", got)
	}
}

func TestVirtualTimeStandsStillBetweenCalls(t *testing.T) {
	c := Virtual(epoch)
	src := NewSource[int](WithClock(c))
	out := collect(RateLimit(src, time.Second))
	emit(t, src, 1)
	if !c.Now().Equal(epoch) {
		t.Fatal("time passed though nothing waited")
	}
	emit(t, src, 2) // has to wait, so time passes
	if got := c.Now().Sub(epoch); got != time.Second {
		t.Fatalf("%v passed, want 1s", got)
	}
	wantValues(t, out.get(), 1, 2)
	closeOK(t, src)
}

func TestVirtualDeadlockIsAnError(t *testing.T) {
	c := Virtual(epoch)
	a, b := NewSource[int](WithClock(c)), NewSource[int](WithClock(c))
	collect(Zip(a, b, Bound(1)))
	emit(t, a, 1)
	wantError(t, a.Emit(t.Context(), 2), ErrDeadlock) // b can never emit while this waits
	closeOK(t, a)
	closeOK(t, b)
}

func TestVirtualEmitIsCancellable(t *testing.T) {
	c := Virtual(epoch)
	src := NewSource[int](WithClock(c))
	Sink(src, func(ctx context.Context, _ int) error { return c.Sleep(ctx, time.Hour) })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	wantError(t, src.Emit(ctx, 1), context.Canceled)
	closeOK(t, src)
}

func TestVirtualFromChan(t *testing.T) {
	c := Virtual(epoch)
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range 3 {
			time.Sleep(time.Millisecond)
			ch <- i
		}
	}()
	s := FromChan(ch, WithClock(c))
	out := collect(RateLimit(s, time.Minute))
	runOK(t, s)
	wantValues(t, out.get(), 0, 1, 2)
}

// A ten-minute pipeline takes a moment, and twice the same.
func TestVirtualIsDeterministic(t *testing.T) {
	render := func() string {
		c := Virtual(epoch)
		s := Periodic(7*time.Millisecond, func(_ context.Context, now time.Time) (string, error) {
			return fmt.Sprint(now.Sub(epoch).Milliseconds()), nil
		}, WithClock(c), For(10*time.Second))
		slow := RateLimit(Buffer(s, 3), 11*time.Millisecond)
		fast := Buffer(Map(s, func(v string) string { return "f" + v }), 5)
		return trace(t, c, Union(slow, fast))
	}
	first := render()
	if second := render(); second != first {
		t.Fatal("two runs differ")
	}
	if n := strings.Count(first, " "); n < 1000 {
		t.Fatalf("only %d elements", n)
	}
}

// A sleep that is over already still says that its context has ended.
func TestSleepWithAnEndedContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []Clock{RealClock(), Virtual(epoch)} {
		wantError(t, c.Sleep(ctx, -ms), context.Canceled)
		wantError(t, c.Sleep(ctx, 0), context.Canceled)
		if err := c.Sleep(t.Context(), -ms); err != nil {
			t.Error(err)
		}
	}
}
