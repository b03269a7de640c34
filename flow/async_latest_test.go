package flow

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// The rate limit emits an element every 25 ms, and then takes the newest one. It takes 2 at 10, 3 at 25, 6 at 50 (which arrives
// at the same time) and 8 at 75. It always takes the last element, 9.
func TestLatestTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := ticks(clock, 10*ms, 9)
	wantTrace(t, trace(t, clock, RateLimit(Latest(s), 25*ms)), "0:1 25:2 50:3 75:6 100:8 125:9")
}

// streamz loses the last element if it arrives while the node downstream is busy.
func TestLatestNeverLosesLastElement(t *testing.T) {
	for range 200 {
		src, acks := NewSource[int](), &ledger{}
		out := collect(Map(Latest(src), func(x int) int { time.Sleep(10 * time.Microsecond); return x }))
		emitAcked(t, src, acks, 1, 2, 3, 4, 5)
		mustClose(t, src)
		got := out.get()
		if got[len(got)-1] != 5 {
			t.Fatal(got)
		}
		acks.want(t, 1, 2, 3, 4, 5)
	}
}

func TestLatestCloseTimeout(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	Sink(Latest(src), func(ctx context.Context, _ int) error { <-ctx.Done(); return ctx.Err() })
	emitAcked(t, src, acks, 1)
	time.Sleep(2 * ms)
	emitAcked(t, src, acks, 2, 3) // 2 is replaced
	acks.want(t, 2)
	ctx, cancel := context.WithTimeout(t.Context(), 5*ms)
	defer cancel()
	check.Error(t, src.Close(ctx), ErrNotDrained)
	acks.want(t, 1, 2, 3)
	if acks.fired[3][0] == nil || acks.fired[1][0] == nil || acks.fired[2][0] != nil {
		t.Fatal(acks.fired)
	}
}

func TestCloseWaitsForLatestOfItsSource(t *testing.T) {
	clock := Virtual(epoch)
	a, b := NewSource[int](WithClock(clock)), NewSource[int](WithClock(clock))
	out := collect(RateLimit(Latest(Union[int](a, b)), 10*ms))
	emit(t, a, 1)
	mustClose(t, a)
	wantPrinted(t, out, "[1]")
	emit(t, b, 2, 3, 4) // 2 is in the rate limit
	mustClose(t, b)
	wantPrinted(t, out, "[1 2 4]")
}
