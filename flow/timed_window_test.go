package flow

import (
	"context"
	"testing"
	"time"
)

// Windows are [0, 10), [10, 20) and so on from the first element, which comes at 5: 5, 15, 25, ...
func TestTimedWindowTrace(t *testing.T) {
	c := Virtual(epoch)
	s := script(c, 57, []int{5, 14, 15, 24, 50, 54, 55}, 1, 2, 3, 4, 5, 6, 7)
	// 3 comes at 15, when the first window ends: it is in the second. Nothing comes in [25, 45).
	wantTrace(t, trace(t, c, TimedWindow(s, 10*ms)), "15:[1 2] 25:[3 4] 55:[5 6] 57:[7]")
}

func TestTimedWindowEmitEmptyTrace(t *testing.T) {
	c := Virtual(epoch)
	s := script(c, 36, []int{5, 30}, 1, 2)
	wantTrace(t, trace(t, c, TimedWindow(s, 10*ms, EmitEmpty(true))), "15:[1] 25:[] 35:[2]")
}

// What is below takes 25 for each window: windows come late, but hold what came in their time.
func TestTimedWindowBehindASlowPart(t *testing.T) {
	c := Virtual(epoch)
	s := script(c, 45, []int{0, 5, 11, 19, 20, 33}, 1, 2, 3, 4, 5, 6)
	wantTrace(t, trace(t, c, RateLimit(TimedWindow(s, 10*ms), 25*ms)), "10:[1 2] 35:[3 4] 60:[5] 85:[6]")
}

func TestTimedWindowCapacity(t *testing.T) {
	c := Virtual(epoch)
	var emitted []int
	s := Map(ticks(c, ms, 4000), func(i int) int { emitted = append(emitted, int(c.Now().Sub(epoch)/ms)); return i })
	w := Map(TimedWindow(s, 2000*ms, Capacity(3)), func(w []int) int { return len(w) })
	var sizes []int
	Sink(w, func(_ context.Context, n int) error { sizes = append(sizes, n); return nil })
	runOK(t, w)
	for _, n := range sizes {
		if n > 3 {
			t.Fatalf("sizes %v, want at most 3", sizes)
		}
	}
	// 3 in the window and 1,024 before it; the 1,028th waits for the tick at 2,000.
	if emitted[1026] != 1026 || emitted[1027] != 1027 || emitted[1028] != 2000 {
		t.Fatal(emitted[1020:1030])
	}
}

func TestTimedWindowUniqueTrace(t *testing.T) {
	at := []int{0, 1, 2, 3, 4, 12}
	for _, k := range []struct {
		opts []NodeOption
		want string
	}{
		{nil, "10:[1 2 3] 20:[1]"},
		{[]NodeOption{KeepLast()}, "10:[2 1 3] 20:[1]"},
	} {
		c := Virtual(epoch)
		s := script(c, 30, at, 1, 2, 1, 3, 3, 1)
		wantTrace(t, trace(t, c, TimedWindowUnique(s, 10*ms, identity[int], k.opts...)), k.want)
	}
}

func TestAckOfATimedWindow(t *testing.T) {
	c := Virtual(epoch)
	src, l := NewSource[int](WithClock(c)), &ledger{}
	collect(TimedWindowUnique(src, time.Hour, identity[int]))
	emitAcked(t, src, l, 1, 2)
	if err := src.EmitAck(t.Context(), 1, l.ack(3)); err != nil { // a double
		t.Fatal(err)
	}
	if err := c.Sleep(t.Context(), ms); err != nil {
		t.Fatal(err)
	}
	l.want(t, 3)
	closeOK(t, src)
	l.want(t, 1, 2, 3)
	if got := c.Now().Sub(epoch); got != ms {
		t.Fatalf("Close took %v of the clock, want none", got-ms)
	}
}

// An error below a timed window is told, and the windows behind it still come.
func TestTimedWindowGoesOnAfterAnError(t *testing.T) {
	c := Virtual(epoch)
	src := NewSource[int](WithClock(c))
	var got []int
	Sink(TimedWindow(src, 10*ms), func(_ context.Context, w []int) error {
		got = append(got, w...)
		if w[0] == 1 {
			panic(errTest)
		}
		return nil
	}, Name("shaky"))
	emit(t, src, 1)
	_ = c.Sleep(t.Context(), 20*ms)
	err := src.Emit(t.Context(), 2)
	wantError(t, err, errTest)
	wantNode(t, err, "shaky")
	emit(t, src, 3)
	wantError(t, src.Close(t.Context()), errTest)
	wantValues(t, got, 1, 3)
}

func TestTimedNodesLeaveNothingBehindOnTheRealClock(t *testing.T) {
	src := NewSource[int]()
	a, b := collect(TimedWindow(src, time.Hour)), collect(Debounce(src, time.Hour))
	emit(t, src, 1, 2)
	closeOK(t, src) // at once: goleak sees to the rest
	wantShown(t, a, "[[1 2]]")
	wantShown(t, b, "[2]")
}

// Close of one source waits until what it has put into a window is out, and no longer.
func TestCloseOfOneSourceWaitsForItsWindow(t *testing.T) {
	c := Virtual(epoch)
	a, b := NewSource[int](WithClock(c)), NewSource[int](WithClock(c))
	out := collect(TimedWindow(Union[int](a, b), 10*ms))
	emit(t, a, 1)
	emit(t, b, 2)
	closeOK(t, a)
	wantShown(t, out, "[[1 2]]")
	if got := c.Now().Sub(epoch); got != 10*ms {
		t.Fatal(got)
	}
	closeOK(t, b)
}

func TestDebounceTrace(t *testing.T) {
	c := Virtual(epoch)
	s := script(c, 100, []int{0, 5, 12, 22, 30, 95}, 1, 2, 3, 4, 5, 6)
	// 1 and 2 are followed within 10; 3 rests from 12 to 22, where 4 comes: its time is up first. 4 is followed at 30.
	// 6 comes out with the end.
	wantTrace(t, trace(t, c, Debounce(s, 10*ms)), "22:3 40:5 100:6")
}

func TestAckOfDebounce(t *testing.T) {
	c := Virtual(epoch)
	src, l := NewSource[int](WithClock(c)), &ledger{}
	out := collect(Debounce(src, 10*ms))
	emitAcked(t, src, l, 1, 2)
	_ = c.Sleep(t.Context(), ms)
	l.want(t, 1) // followed, so done with
	_ = c.Sleep(t.Context(), 20*ms)
	l.want(t, 1, 2)
	wantShown(t, out, "[2]")
	closeOK(t, src)
}

func TestTimedMisuse(t *testing.T) {
	src := NewSource[int]()
	wantPanic(t, "flow.TimedWindow: the interval must be positive, got 0s", func() { TimedWindow(src, 0) })
	wantPanic(t, "flow.Debounce: the interval must not be negative, got -1s", func() { Debounce(src, -time.Second) })
	wantPanic(t, "flow.Capacity: must be positive, got 0", func() { Capacity(0) })
}
