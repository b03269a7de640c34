package bench

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// BenchmarkVirtualHour measures a run over one hour of virtual time: two sources with 41,142 elements, and RateLimit, Delay,
// TimedWindow, Buffer and Debounce below them.
func BenchmarkVirtualHour(b *testing.B) {
	const ms = time.Millisecond
	for b.Loop() {
		clock := flow.Virtual(time.Unix(0, 0))
		ticks := func(every time.Duration, n int) flow.Stream[int] {
			return flow.Periodic(every, func(context.Context, time.Time) (int, error) { return n, nil }, flow.WithClock(clock), flow.Limit(n))
		}
		fast, slow := ticks(100*ms, 36_000), ticks(700*ms, 5142)
		count := 0
		sink := func(s flow.Stream[int]) {
			flow.Sink(s, func(context.Context, int) error { count++; return nil })
		}
		sink(flow.Delay(fast, 300*ms))
		sink(flow.RateLimit(flow.Flatten(flow.TimedWindow(fast, time.Second)), 50*ms))
		sink(flow.Buffer(flow.Union(fast, slow), 100))
		sink(flow.Debounce(slow, 600*ms))
		if err := flow.Run(context.Background(), fast, slow); err != nil {
			b.Fatal(err)
		}
		if want := 36_000*3 + 5142*2; count != want {
			b.Fatalf("got %d elements, want %d", count, want)
		}
	}
}
