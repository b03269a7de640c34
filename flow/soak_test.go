package flow

import (
	"context"
	"flag"
	"runtime"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

var soak = flag.Int("soak", 2, "millions of elements in TestSoak; the soak that CI runs has 100")

// Many elements pass twelve nodes, with a queue and joins. Each element arrives, and memory use stays constant.
func TestSoak(t *testing.T) {
	const batch = 1000
	batches := *soak * 1000
	src := NewSource[int]()
	queued := Buffer(Map(src, plus(1)), 1024)
	even := Filter(queued, func(x int) bool { return x%2 == 0 })
	odd := Remove(queued, func(x int) bool { return x%2 == 0 })
	pairs := Zip(Scan(even, func(_, x int) int { return x }), odd)
	unique := Unique(Map2(pairs, func(a, b int) int { return (a + b) % 100_000 }), identity[int], MaxSize(100))
	latest := CombineLatest(unique, Slice(unique, 0, End, 2), GlitchFree())
	count, sum := 0, 0
	Sink(latest, func(_ context.Context, p Pair[int, int]) error {
		count++
		sum += p.First
		return nil
	})
	values := make([]int, batch)
	var early uint64
	for b := range batches {
		for i := range values {
			values[i] = b*batch + i
		}
		check.NoError(t, src.EmitAll(t.Context(), values))
		if b == batches/10 {
			early = heapInUse()
		}
	}
	late := heapInUse()
	mustClose(t, src)
	if late > early+1<<20 && !raceDetector {
		t.Errorf("%d bytes in use after a tenth, %d at the end", early, late)
	}
	// The pairs are (2, 1), (4, 3), ..., and their sums are 3, 7, ... Any 100 consecutive sums are different.
	wantSum := 0
	for k := 1; k <= batch*batches/2; k++ {
		wantSum += (4*k - 1) % 100_000
	}
	if count != batch*batches/2 || sum != wantSum {
		t.Errorf("got %d elements with the sum %d, want %d with %d", count, sum, batch*batches/2, wantSum)
	}
}

// heapInUse returns the bytes of heap in use after a garbage collection.
func heapInUse() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
