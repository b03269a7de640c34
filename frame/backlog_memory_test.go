package frame_test

import (
	"runtime"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// heapBytes returns the size of the live heap.
func heapBytes() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// twoFloatColumns returns rows of 16 bytes each.
func twoFloatColumns(rows int) frame.Frame {
	return frame.Must(frame.New(frame.Const("x", 1.0, rows), frame.Const("y", 2.0, rows)))
}

// bytesPerRow appends batches of 1000 rows until the backlog has been filled three times, calls each after each batch,
// and returns the memory in use per row of the capacity.
func bytesPerRow(t testing.TB, keep int, each func(b *frame.Backlog)) float64 {
	batch := twoFloatColumns(1000)
	before := heapBytes()
	b := frame.NewBacklog(keep, batch.Schema())
	for b.Next() < 3*int64(keep)+500 {
		check.NoError(t, b.Append(batch))
		each(b)
	}
	used := heapBytes() - before
	runtime.KeepAlive(b)
	runtime.KeepAlive(batch)
	return float64(used) / float64(keep)
}

func TestBacklogMemory(t *testing.T) {
	if got := bytesPerRow(t, 100_000, func(b *frame.Backlog) { b.Frame() }); got > 2.2*16 {
		t.Errorf("buffer: %.1f bytes a row, want %.1f at most", got, 2.2*16)
	}
	if got := bytesPerRow(t, 400_000, func(b *frame.Backlog) { b.Spans() }); got > 1.1*16+0.1 { // 0.1: garbage of other tests
		t.Errorf("ring: %.2f bytes a row, want %.1f at most", got, 1.1*16)
	}
	last := func(b *frame.Backlog) {
		if b.Next() > 3*int64(b.Cap()) {
			b.Frame()
		}
	}
	if got := bytesPerRow(t, 400_000, last); got > 35 {
		t.Errorf("ring and its Frame: %.1f bytes a row, want 35 at most", got)
	}
}
