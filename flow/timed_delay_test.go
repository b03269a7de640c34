package flow

import (
	"context"
	"testing"
	"time"
)

// Every element by the same time, a burst and one after a pause alike: streamz only spaces them.
func TestDelayTrace(t *testing.T) {
	c := Virtual(epoch)
	s := script(c, 60, []int{0, 0, 5, 50}, 1, 2, 3, 4)
	wantTrace(t, trace(t, c, Delay(s, 100*ms)), "100:1 100:2 105:3 150:4")
}

// With room for two, the third waits until the first has left the queue, at once, and the fourth until the second has.
func TestDelayCapacityTrace(t *testing.T) {
	c := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4}, WithClock(c))
	// 1 is taken, 2 and 3 wait; 4 gets in at 10, when 1 has gone and 2 is taken.
	wantTrace(t, trace(t, c, Delay(s, 10*ms, Capacity(2))), "10:1 10:2 10:3 20:4")
}

func TestDelayCloseOutOfTimeNacks(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	out := collect(Delay(src, time.Hour))
	emitAcked(t, src, l, 1, 2, 3)
	ctx, cancel := context.WithTimeout(t.Context(), 5*ms)
	defer cancel()
	wantError(t, src.Close(ctx), ErrNotDrained)
	l.want(t, 1, 2, 3)
	if l.fired[1][0] == nil || l.fired[3][0] == nil {
		t.Fatal("acked, though it never came out")
	}
	wantShown(t, out, "[]")
}

func TestDelayMisuse(t *testing.T) {
	wantPanic(t, "flow.Delay: the delay must not be negative, got -1s", func() { Delay(NewSource[int](), -time.Second) })
}

// Below takes 25. At 10 it takes 2, and has it until 25; then the newest is 3; at 50 it is 6, which has come in that
// moment, at 75 it is 8; and the last one, 9, comes in any case.
func TestLatestTrace(t *testing.T) {
	c := Virtual(epoch)
	s := ticks(c, 10*ms, 9)
	wantTrace(t, trace(t, c, RateLimit(Latest(s), 25*ms)), "0:1 25:2 50:3 75:6 100:8 125:9")
}

// streamz loses a value that comes while what is below is busy and is followed by none.
func TestLatestNeverLosesTheLast(t *testing.T) {
	for range 200 {
		src, l := NewSource[int](), &ledger{}
		out := collect(Map(Latest(src), func(x int) int { time.Sleep(10 * time.Microsecond); return x }))
		emitAcked(t, src, l, 1, 2, 3, 4, 5)
		closeOK(t, src)
		got := out.get()
		if got[len(got)-1] != 5 {
			t.Fatal(got)
		}
		l.want(t, 1, 2, 3, 4, 5)
	}
}

func TestLatestCloseOutOfTime(t *testing.T) {
	src, l := NewSource[int](), &ledger{}
	Sink(Latest(src), func(ctx context.Context, _ int) error { <-ctx.Done(); return ctx.Err() })
	emitAcked(t, src, l, 1)
	time.Sleep(2 * ms)
	emitAcked(t, src, l, 2, 3) // 2 is replaced
	l.want(t, 2)
	ctx, cancel := context.WithTimeout(t.Context(), 5*ms)
	defer cancel()
	wantError(t, src.Close(ctx), ErrNotDrained)
	l.want(t, 1, 2, 3)
	if l.fired[3][0] == nil || l.fired[1][0] == nil || l.fired[2][0] != nil {
		t.Fatal(l.fired)
	}
}

func TestCloseOfOneSourceWaitsForItsLatest(t *testing.T) {
	c := Virtual(epoch)
	a, b := NewSource[int](WithClock(c)), NewSource[int](WithClock(c))
	out := collect(RateLimit(Latest(Union[int](a, b)), 10*ms))
	emit(t, a, 1)
	closeOK(t, a)
	wantShown(t, out, "[1]")
	emit(t, b, 2, 3, 4) // 2 is in the rate limit
	closeOK(t, b)
	wantShown(t, out, "[1 2 4]")
}
