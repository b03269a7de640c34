package flow

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// payload is memory that a sink refers to. It is large enough to be collected on its own.
type payload struct{ bytes [1 << 16]byte }

// sinkWithPayload makes a sink that refers to a payload. It increments collectedSinks when the payload has been collected.
func sinkWithPayload[A any](s Stream[A], collectedSinks *atomic.Int32) Node {
	p := &payload{}
	runtime.AddCleanup(p, func(int) { collectedSinks.Add(1) }, 0)
	return Sink(s, func(context.Context, A) error { p.bytes[0]++; return nil })
}

// wantCollected runs the garbage collector until n sinks have been collected.
func wantCollected(t *testing.T, collectedSinks *atomic.Int32, n int32) {
	t.Helper()
	for range 100 {
		runtime.GC()
		if collectedSinks.Load() == n {
			return
		}
		time.Sleep(ms)
	}
	t.Fatalf("%d of %d sinks have been collected", collectedSinks.Load(), n)
}

// A graph is collected when the program has no reference to it. The package keeps no list of nodes.
func TestUnreferencedGraphIsCollected(t *testing.T) {
	var collectedSinks atomic.Int32
	func() {
		a, b := NewSource[int](), NewSource[int]()
		sinkWithPayload(Map(a, identity[int]), &collectedSinks) // never closed
		sinkWithPayload(Zip(a, b), &collectedSinks)
		emit(t, a, 1)
		c := NewSource[int]()
		sinkWithPayload(Buffer(c, 2), &collectedSinks)
		sinkWithPayload(MapAsync(c, 2, after(RealClock(), func(int) int { return 0 })), &collectedSinks)
		sinkWithPayload(GroupByKey(c, identity[int], func(_ int, s Stream[int]) Stream[int] { return Buffer(s, 1) }), &collectedSinks)
		emit(t, c, 1, 2, 3)
		mustClose(t, c)
	}()
	wantCollected(t, &collectedSinks, 5)
}

// A destroyed branch is collected while its source is still in use.
func TestDestroyedBranchIsCollected(t *testing.T) {
	var collectedSinks atomic.Int32
	src, j := NewSource[int](), NewJunction[int]()
	check.NoError(t, Connect(src, j))
	for range 20 {
		branch := Buffer(Map(j, identity[int]), 2)
		sinkWithPayload(branch, &collectedSinks)
		emit(t, src, 1, 2)
		check.NoError(t, Destroy(t.Context(), branch))
	}
	wantCollected(t, &collectedSinks, 20)
	runtime.KeepAlive(src)
	mustClose(t, src)
}
