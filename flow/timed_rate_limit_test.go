package flow

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestRateLimitTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := FromSlice([]int{1, 2, 3, 4}, WithClock(clock))
	wantTrace(t, trace(t, clock, RateLimit(s, 250*time.Millisecond)), "0:1 250:2 500:3 750:4")
}

// With a buffer before the rate limit, the source can run ahead by as many elements as the buffer holds.
func TestBufferBeforeRateLimitTrace(t *testing.T) {
	clock := Virtual(epoch)
	var emitted []string
	s := ticks(clock, 10*time.Millisecond, 6)
	Sink(s, func(_ context.Context, x int) error {
		emitted = append(emitted, fmt.Sprintf("%d:%d", clock.Now().Sub(epoch).Milliseconds(), x))
		return nil
	})
	got := trace(t, clock, RateLimit(Buffer(s, 2), 100*time.Millisecond))
	// 1 passes. 2 waits in the rate limit, 3 and 4 in the queue. 5 waits for room from 40 to 100, when 2 has passed and 3
	// has left the queue. The source skips the ticks that it missed, so it emits 6 at 100, which waits for room until 200.
	wantTrace(t, got, "0:1 100:2 200:3 300:4 400:5 500:6")
	wantTrace(t, strings.Join(emitted, " "), "0:1 10:2 20:3 30:4 40:5 100:6")
}
