package flow

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"testing"
	"time"
)

// virtualHour runs an hour of two sources through every kind of timed node, and gives how many elements came out where,
// and a hash of what came when.
func virtualHour(tb testing.TB) (counts map[string]int, trace uint64) {
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
	end("limit", RateLimit(Flatten(TimedWindow(fast, time.Second)), 50*ms)) // ten at once, and then half a second's rest
	end("buffer", Buffer(Union(fast, slow), 100))
	end("debounce", Debounce(Union(Filter(fast, func(x int) bool { return x%50 < 10 }), slow), 600*ms))
	if err := Run(context.Background(), fast, slow); err != nil {
		tb.Fatal(err)
	}
	counts["seconds"] = int(clock.Now().Sub(epoch) / time.Second)
	return counts, hash.Sum64()
}

// An hour passes in a moment (BenchmarkVirtualHour says how long), and twice the same.
func TestVirtualHour(t *testing.T) {
	counts, first := virtualHour(t)
	var heard []int // by the debounce, in milliseconds
	for x := range 36_000 {
		if (x+1)%50 < 10 {
			heard = append(heard, 100*x)
		}
		if x < 5142 {
			heard = append(heard, 700*x)
		}
	}
	slices.Sort(heard)
	quiet := 1 // after the last
	for i := range len(heard) - 1 {
		if heard[i+1]-heard[i] >= 600 {
			quiet++
		}
	}
	want := map[string]int{"delay": 36_000, "window": 3600, "limit": 36_000, "buffer": 41_142, "debounce": quiet, "seconds": 3600}
	for name, n := range want {
		if counts[name] != n {
			t.Errorf("%s: %d, want %d", name, counts[name], n)
		}
	}
	if _, second := virtualHour(t); second != first {
		t.Error("the second hour was not like the first")
	}
}
