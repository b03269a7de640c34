package flow

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// Every element is delayed by the same time. streamz only keeps a distance between elements.
func TestDelayTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 60, []int{0, 0, 5, 50}, 1, 2, 3, 4)
	wantTrace(t, trace(t, clock, Delay(s, 100*ms)), "100:1 100:2 105:3 150:4")
}

// With room for two, the source waits for room before the third and the fourth element.
func TestDelayCapacityTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4}, WithClock(clock))
	// The loop holds 1, and 2 and 3 are in the queue. 4 enters at 10, when 1 has been emitted and 2 has left the queue.
	wantTrace(t, trace(t, clock, Delay(s, 10*ms, Capacity(2))), "10:1 10:2 10:3 20:4")
}

func TestDelayCloseTimeoutNacks(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	out := collect(Delay(src, time.Hour))
	emitAcked(t, src, acks, 1, 2, 3)
	ctx, cancel := context.WithTimeout(t.Context(), 5*ms)
	defer cancel()
	check.Error(t, src.Close(ctx), ErrNotDrained)
	acks.want(t, 1, 2, 3)
	if acks.fired[1][0] == nil || acks.fired[3][0] == nil {
		t.Fatal("an element was acked although it was never emitted")
	}
	wantPrinted(t, out, "[]")
}

func TestDelayMisuse(t *testing.T) {
	check.PanicsWith(t, "flow.Delay: the delay must not be negative, got -1s", func() { Delay(NewSource[int](), -time.Second) })
}
