package flow

import (
	"context"
	"flag"
	"runtime"
	"testing"
)

var soak = flag.Int("soak", 2, "millions of elements in TestSoak; the soak that CI runs has 100")

// Many elements through twelve nodes, a queue and joins among them: each arrives, and memory stays flat.
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
		if err := src.EmitAll(t.Context(), values); err != nil {
			t.Fatal(err)
		}
		if b == batches/10 {
			early = heapInUse()
		}
	}
	late := heapInUse()
	closeOK(t, src)
	if late > early+1<<20 && !raceDetector {
		t.Errorf("%d bytes in use after a tenth, %d at the end", early, late)
	}
	// The pairs are (2, 1), (4, 3), ...: sums of 3, 7, ... of which no two among any 100 in a row are equal.
	wantSum := 0
	for k := 1; k <= batch*batches/2; k++ {
		wantSum += (4*k - 1) % 100_000
	}
	if count != batch*batches/2 || sum != wantSum {
		t.Errorf("got %d elements with the sum %d, want %d with %d", count, sum, batch*batches/2, wantSum)
	}
}

// heapInUse is how much is in use, after a collection.
func heapInUse() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
