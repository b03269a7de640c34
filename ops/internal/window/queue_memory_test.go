package window_test

import (
	"runtime"
	"testing"
)

// bytesPerValue are the documented limits of memory per value of a large window.
var bytesPerValue = map[string]float64{
	"sum": 9, "mean": 9, "count": 9, "min": 9, "max": 9, "first": 9, "last": 9, "var 1": 9, "std 1": 9, "sem 1": 9, "skew": 9, "kurt": 9,
	"prod": 9, "median": 28, "nunique": 56, "custom with merge": 9, "custom with remove": 9,
}

func TestMemory(t *testing.T) {
	const length = 200_000
	for name, most := range bytesPerValue {
		before := heapBytes()
		q, _, _, _ := newFilledQueue(aggregates[name], length, 1)
		got := float64(heapBytes()-before) / length
		t.Logf("%s: %.1f bytes a value", name, got)
		if got > most {
			t.Errorf("%s: got %.1f bytes a value, want at most %v", name, got, most)
		}
		if q.Len() != length {
			t.Errorf("%s: got %d values, want %d", name, q.Len(), length)
		}
	}
}

func heapBytes() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// A window that has been full for a while allocates nothing.
func TestFullWindowsAllocateNothing(t *testing.T) {
	for name, k := range aggregates {
		if name == "custom by recomputing" {
			continue // too slow
		}
		q, in, out, evict := newFilledQueue(k, 3000, 1000)
		roll := func() { q.Roll(out, in, evict, 1) }
		for range 20 {
			roll()
		}
		if got := testing.AllocsPerRun(20, roll); got > 0 {
			t.Errorf("%s: got %v allocations for 1,000 rows, want none", name, got)
		}
	}
	for name, k := range pairAggregates {
		_, x, out, evict := newFilledQueue(aggregates["sum"], 0, 1000)
		q := k.Queue()
		q.Push(1, 1)
		roll := func() { q.Roll(out, x, x, evict, 1) }
		roll()
		roll()
		if got := testing.AllocsPerRun(20, roll); got > 0 {
			t.Errorf("%s: got %v allocations for 1,000 rows, want none", name, got)
		}
	}
}

// A window that has shrunk releases its memory.
func TestShrunkWindowsReleaseMemory(t *testing.T) {
	const length = 200_000
	for name := range bytesPerValue {
		before := heapBytes()
		q, _, _, _ := newFilledQueue(aggregates[name], length, 1)
		q.Pop(length - 10)
		for range 10_000 {
			q.Push(1)
			q.Pop(1)
		}
		if got := float64(heapBytes()-before) / length; got > 5 {
			t.Errorf("%s: got %.1f bytes for each value that has left, want at most 5", name, got)
		}
		runtime.KeepAlive(q)
	}
}
