package flow

import (
	"sync"
	"sync/atomic"
)

// Latest emits the newest element each time downstream is finished with the one before. This is conflation, for a slow
// consumer that only needs the current state.
//
//	in:  -1-2-3-4--------|
//	out: -1----4---------|   downstream takes 5
//
// Emit never waits for the consumer. If an element is followed by another one before it is emitted, it is dropped and
// acknowledged. The last element is always emitted. The node is asynchronous and holds one element.
func Latest[A any](s Stream[A], opts ...NodeOption) Stream[A] {
	cfg := configure("flow.Latest", opts)
	clock := inputNode(s, "latest").clock
	latest := &latestElement[A]{clock: clock, reader: clock.newWaiter()}
	return loopNode(s, "latest", cfg, latest, func(l *loop) { latest.loop = l }, func(l *loop, c *typedNode[A]) {
		emit := c.emit // once, because a method value is an allocation
		for !l.dropped.Load() {
			e, ok := latest.take(l)
			if !ok {
				break
			}
			l.recordError(emitFromLoop(l, emit, e.v, e.ack))
			l.markProcessed()
		}
	})
}

// latestElement is the place for one element, the newest, between the emitter and the loop.
type latestElement[A any] struct {
	clock  Clock
	loop   *loop
	reader *waiter       // the loop's
	puts   atomic.Uint64 // elements put so far

	mu            sync.Mutex
	e             queuedElement[A]
	has           bool // e is set
	readerParking bool // the reader is parked, or is about to park
	closed        bool // no more elements will be put
	abandoned     bool // no more elements will be taken
}

func (latest *latestElement[A]) accepted() uint64 { return latest.puts.Load() }

// put stores an element. It replaces and acknowledges the element before, if the loop has not taken that. It never
// waits.
func (latest *latestElement[A]) put(em *emission, v A) error {
	latest.mu.Lock()
	if latest.abandoned {
		latest.mu.Unlock()
		return ErrAborted
	}
	latest.puts.Add(1)
	old, replaced, wake := latest.e.ack, latest.has, latest.readerParking
	latest.e, latest.has, latest.readerParking = queuedElement[A]{v, em.retainAck()}, true, false
	latest.mu.Unlock()
	old.release(nil)
	if wake {
		latest.clock.wake(latest.reader)
	}
	if replaced {
		latest.loop.markProcessed()
	}
	return nil
}

// take waits for an element. ok is false if there is none and none will come, or l is aborted.
func (latest *latestElement[A]) take(l *loop) (e queuedElement[A], ok bool) {
	for {
		latest.mu.Lock()
		e, ok = latest.e, latest.has
		latest.e, latest.has = queuedElement[A]{}, false
		latest.readerParking = !ok
		closed := latest.closed
		latest.mu.Unlock()
		if ok || closed {
			return e, ok
		}
		if err := latest.clock.park(latest.reader, parkOptions{root: &l.root}); err != nil {
			return e, false
		}
	}
}

// close is called when no more elements will be put.
func (latest *latestElement[A]) close() {
	latest.mu.Lock()
	latest.closed = true
	latest.mu.Unlock()
	latest.clock.wake(latest.reader)
}

// abandon is called when no more elements will be taken. It fails the element that is still there.
func (latest *latestElement[A]) abandon() {
	latest.mu.Lock()
	latest.abandoned = true
	e := latest.e
	latest.e = queuedElement[A]{}
	latest.mu.Unlock()
	e.ack.release(ErrAborted)
}
