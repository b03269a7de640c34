package flow

import (
	"sync"
	"sync/atomic"
)

// Latest gives the newest element each time that what is below has finished with the one before: conflation, for a slow
// consumer that only wants to know how things stand.
//
//	in:  -1-2-3-4--------|
//	out: -1----4---------|   below takes 5
//
// Emit never waits. An element that is followed by another before its turn is dropped, and done with; the last one always
// comes out. The node is asynchronous and holds one element.
func Latest[A any](s Stream[A], opts ...NodeOption) Stream[A] {
	cfg := configure("flow.Latest", opts)
	up := inputNode(s, "latest")
	c := &typedNode[A]{}
	latest := &latestElement[A]{clock: up.clock, reader: up.clock.newWaiter()}
	l, start := c.detachLoop("latest", cfg, &up.node, latest.puts.Load, func(l *loop) {
		emit := c.emit // once: a method value is an allocation
		for !l.dropped.Load() {
			e, ok := latest.take(l)
			if !ok {
				break
			}
			l.noteError(emitFromLoop(l, emit, e.v, e.ack))
			l.markProcessed()
		}
		latest.abandon()
	})
	up.connect(&c.node, func(em *emission, v A) error {
		start(em)
		replaced, err := latest.put(em, v)
		if replaced {
			l.markProcessed()
		}
		if err != nil {
			return c.fail(err)
		}
		return nil
	}, func(em *emission) {
		start(em)
		latest.close()
	})
	return c
}

// mailbox holds one element, the newest.
type latestElement[A any] struct {
	clock  Clock
	reader *waiter
	puts   atomic.Uint64

	mu            sync.Mutex
	e             queuedElement[A]
	has           bool
	readerParking bool // the reader waits, or is about to
	closed        bool // nothing more will be put
	abandoned     bool // nothing more will be taken
}

func (latest *latestElement[A]) put(em *emission, v A) (replaced bool, err error) {
	latest.mu.Lock()
	if latest.abandoned {
		latest.mu.Unlock()
		return false, ErrAborted
	}
	latest.puts.Add(1)
	old, replaced, hungry := latest.e.ack, latest.has, latest.readerParking
	latest.e, latest.has, latest.readerParking = queuedElement[A]{v, em.retainAck()}, true, false
	latest.mu.Unlock()
	old.release(nil)
	if hungry {
		latest.clock.wake(latest.reader)
	}
	return replaced, nil
}

// take waits for an element. It says false when the mailbox is closed and empty, or l is aborted.
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

func (latest *latestElement[A]) close() {
	latest.mu.Lock()
	latest.closed = true
	latest.mu.Unlock()
	latest.clock.wake(latest.reader)
}

// abandon says that no more elements are taken: what is still there has failed.
func (latest *latestElement[A]) abandon() {
	latest.mu.Lock()
	latest.abandoned = true
	e := latest.e
	latest.e = queuedElement[A]{}
	latest.mu.Unlock()
	e.ack.release(ErrAborted)
}
