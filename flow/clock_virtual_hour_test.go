package flow

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"testing"
	"time"
)

// runVirtualHour runs two sources through every kind of timed node for an hour of virtual time. It returns the number of
// elements of each sink, and a hash of all elements with their times.
func runVirtualHour(tb testing.TB) (counts map[string]int, trace uint64) {
	clock := Virtual(epoch)
	fast, slow := ticks(clock, 100*ms, 36_000), ticks(clock, 700*ms, 5_142)
	hash := fnv.New64a()
	counts = map[string]int{}
	end := func(name string, s Stream[int]) {
		Sink(s, func(_ context.Context, v int) error {
			counts[name]++
			_, err := fmt.Fprintln(hash, name, v, clock.Now().Sub(epoch))
			return err
		})
	}
	end("delay", Delay(fast, 300*ms))
	end("window", Map(TimedWindow(fast, time.Second), func(w []int) int { return len(w) }))
	end("limit", RateLimit(Flatten(TimedWindow(fast, time.Second)), 50*ms)) // bursts of ten, then half a second without elements
	end("buffer", Buffer(Union(fast, slow), 100))
	end("debounce", Debounce(Union(Filter(fast, func(x int) bool { return x%50 < 10 }), slow), 600*ms))
	if err := Run(context.Background(), fast, slow); err != nil {
		tb.Fatal(err)
	}
	counts["seconds"] = int(clock.Now().Sub(epoch) / time.Second)
	return counts, hash.Sum64()
}

// Two runs of the same virtual hour produce the same elements at the same times. BenchmarkVirtualHour in bench measures the
// duration of a run.
func TestVirtualHour(t *testing.T) {
	counts, first := runVirtualHour(t)
	var arrivals []int // when elements reach the debounce, in milliseconds
	for x := range 36_000 {
		if (x+1)%50 < 10 {
			arrivals = append(arrivals, 100*x)
		}
		if x < 5142 {
			arrivals = append(arrivals, 700*x)
		}
	}
	slices.Sort(arrivals)
	debounced := 1 // the last element
	for i := range len(arrivals) - 1 {
		if arrivals[i+1]-arrivals[i] >= 600 {
			debounced++
		}
	}
	want := map[string]int{"delay": 36_000, "window": 3600, "limit": 36_000, "buffer": 41_142, "debounce": debounced, "seconds": 3600}
	for name, n := range want {
		if counts[name] != n {
			t.Errorf("%s: %d, want %d", name, counts[name], n)
		}
	}
	if _, second := runVirtualHour(t); second != first {
		t.Error("the second run differs from the first")
	}
}
