package frame_test

import (
	"runtime"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func heapBytes() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// floats2 is a batch of rows of 2 floats: 16 bytes a row.
func twoFloatColumns(rows int) frame.Frame {
	return frame.Must(frame.New(frame.Const("x", 1.0, rows), frame.Const("y", 2.0, rows)))
}

// fill appends batches of 1000 rows until the backlog has gone round twice, and gives its bytes per row of payload.
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
	if got := bytesPerRow(t, 400_000, func(b *frame.Backlog) { b.Spans() }); got > 1.1*16+0.1 { // other tests' garbage is some KB
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
