package flow

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// Windows are half open and start at the first element, here at 5: [5, 15), [15, 25), ...
func TestTimedWindowTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 57, []int{5, 14, 15, 24, 50, 54, 55}, 1, 2, 3, 4, 5, 6, 7)
	// 3 arrives at 15, when the first window ends, so it is in the second. Nothing arrives in [25, 45).
	wantTrace(t, trace(t, clock, TimedWindow(s, 10*ms)), "15:[1 2] 25:[3 4] 55:[5 6] 57:[7]")
}

func TestTimedWindowEmitEmptyTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 36, []int{5, 30}, 1, 2)
	wantTrace(t, trace(t, clock, TimedWindow(s, 10*ms, EmitEmpty(true))), "15:[1] 25:[] 35:[2]")
}

// The node downstream takes 25 for each window. Windows are emitted late, with the elements that arrived in their interval.
func TestTimedWindowBeforeSlowNode(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 45, []int{0, 5, 11, 19, 20, 33}, 1, 2, 3, 4, 5, 6)
	wantTrace(t, trace(t, clock, RateLimit(TimedWindow(s, 10*ms), 25*ms)), "10:[1 2] 35:[3 4] 60:[5] 85:[6]")
}

func TestTimedWindowCapacity(t *testing.T) {
	clock := Virtual(epoch)
	var emitted []int
	s := Map(ticks(clock, ms, 4000), func(i int) int { emitted = append(emitted, int(clock.Now().Sub(epoch)/ms)); return i })
	w := Map(TimedWindow(s, 2000*ms, Capacity(3)), func(w []int) int { return len(w) })
	var sizes []int
	Sink(w, func(_ context.Context, n int) error { sizes = append(sizes, n); return nil })
	mustRun(t, w)
	for _, n := range sizes {
		if n > 3 {
			t.Fatalf("sizes %v, want at most 3", sizes)
		}
	}
	// The window holds 3 elements, and the queue 1,024. Element 1,028 waits for the end of the window at 2,000.
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
		clock := Virtual(epoch)
		s := scheduled(clock, 30, at, 1, 2, 1, 3, 3, 1)
		wantTrace(t, trace(t, clock, TimedWindowUnique(s, 10*ms, identity[int], k.opts...)), k.want)
	}
}

// An error downstream of a timed window is returned, and later windows are still emitted.
func TestTimedWindowContinuesAfterError(t *testing.T) {
	clock := Virtual(epoch)
	src := NewSource[int](WithClock(clock))
	var got []int
	Sink(TimedWindow(src, 10*ms), func(_ context.Context, w []int) error {
		got = append(got, w...)
		if w[0] == 1 {
			panic(errTest)
		}
		return nil
	}, Name("shaky"))
	emit(t, src, 1)
	_ = clock.Sleep(t.Context(), 20*ms)
	err := src.Emit(t.Context(), 2)
	check.Error(t, err, errTest)
	wantNode(t, err, "shaky")
	emit(t, src, 3)
	check.Error(t, src.Close(t.Context()), errTest)
	check.Values(t, got, 1, 3)
}

func TestTimedNodesEndOnRealClock(t *testing.T) {
	src := NewSource[int]()
	a, b := collect(TimedWindow(src, time.Hour)), collect(Debounce(src, time.Hour))
	emit(t, src, 1, 2)
	mustClose(t, src) // returns at once; goleak checks that no goroutine is left
	wantPrinted(t, a, "[[1 2]]")
	wantPrinted(t, b, "[2]")
}

// Close of one source waits until the window with its elements has been emitted, and no longer.
func TestCloseWaitsForTimedWindowOfItsSource(t *testing.T) {
	clock := Virtual(epoch)
	a, b := NewSource[int](WithClock(clock)), NewSource[int](WithClock(clock))
	out := collect(TimedWindow(Union[int](a, b), 10*ms))
	emit(t, a, 1)
	emit(t, b, 2)
	mustClose(t, a)
	wantPrinted(t, out, "[[1 2]]")
	if got := clock.Now().Sub(epoch); got != 10*ms {
		t.Fatal(got)
	}
	mustClose(t, b)
}

func TestTimedMisuse(t *testing.T) {
	src := NewSource[int]()
	check.PanicsWith(t, "flow.TimedWindow: the interval must be positive, got 0s", func() { TimedWindow(src, 0) })
	check.PanicsWith(t, "flow.Debounce: the interval must not be negative, got -1s", func() { Debounce(src, -time.Second) })
	check.PanicsWith(t, "flow.Capacity: must be positive, got 0", func() { Capacity(0) })
}
