package flow

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// payload is what a sink holds on to, large enough for the garbage collector to treat it on its own.
type payload struct{ bytes [1 << 16]byte }

// sinkOf makes a sink that keeps a payload alive, and says when that is gone.
func sinkOf[A any](s Stream[A], gone *atomic.Int32) Node {
	p := &payload{}
	runtime.AddCleanup(p, func(int) { gone.Add(1) }, 0)
	return Sink(s, func(context.Context, A) error { p.bytes[0]++; return nil })
}

func wantGone(t *testing.T, gone *atomic.Int32, n int32) {
	t.Helper()
	for range 100 {
		runtime.GC()
		if gone.Load() == n {
			return
		}
		time.Sleep(ms)
	}
	t.Fatalf("%d of %d sinks have been collected", gone.Load(), n)
}

// Nothing but the program's own references keeps a graph alive: there is no list of all sinks.
func TestAGraphIsGarbageWhenNobodyHasIt(t *testing.T) {
	var gone atomic.Int32
	func() {
		a, b := NewSource[int](), NewSource[int]()
		sinkOf(Map(a, identity[int]), &gone) // never closed
		sinkOf(Zip(a, b), &gone)
		emit(t, a, 1)
		c := NewSource[int]()
		sinkOf(Buffer(c, 2), &gone)
		sinkOf(MapAsync(c, 2, after(RealClock(), func(int) int { return 0 })), &gone)
		sinkOf(GroupByKey(c, identity[int], func(_ int, s Stream[int]) Stream[int] { return Buffer(s, 1) }), &gone)
		emit(t, c, 1, 2, 3)
		closeOK(t, c)
	}()
	wantGone(t, &gone, 5)
}

// A branch that has been destroyed is let go of, though the source lives on.
func TestADestroyedBranchIsGarbage(t *testing.T) {
	var gone atomic.Int32
	src, j := NewSource[int](), NewJunction[int]()
	if err := Connect(src, j); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		branch := Buffer(Map(j, identity[int]), 2)
		sinkOf(branch, &gone)
		emit(t, src, 1, 2)
		if err := Destroy(t.Context(), branch); err != nil {
			t.Fatal(err)
		}
	}
	wantGone(t, &gone, 20)
	runtime.KeepAlive(src)
	closeOK(t, src)
}
