package flow

import (
	"sync"
	"sync/atomic"
)

// queue is a bounded ring with one producer, the emission of the domain above, and one consumer, the loop. Each side
// keeps a copy of the other side's index on its own cache line. It reads the index itself only when the ring is full or
// empty according to the copy. An element costs each side one atomic store.
type queue[T any] struct {
	ring     []queuedElement[T] // its length is a power of two
	mask     uint64
	capacity uint64
	clock    Clock

	timestamps []monotime // when each element in ring was put; nil: not recorded
	takenAt    monotime   // the timestamp of the element taken last; only the consumer uses it

	_                  [64]byte
	tail               atomic.Uint64 // number of elements put
	cachedHead         uint64        // the producer's copy of head
	consumerParking    atomic.Bool   // the consumer is about to park
	consumer           atomic.Pointer[waiter]
	_                  [64]byte
	head               atomic.Uint64 // number of elements taken
	cachedTail         uint64        // the consumer's copy of tail
	producerParking    atomic.Bool   // the producer is about to park
	producer           *waiter
	_                  [64]byte
	closed             atomic.Bool   // no more elements will be put
	abandoned          atomic.Bool   // no more elements will be taken
	takenBeforeAbandon atomic.Uint64 // number of elements taken before it was abandoned
	clearMu            sync.Mutex    // makes producer and consumer call clear one at a time
	owner              *root         // the root of the loop that takes; nil: unknown
	asResource         resource      // the queue itself, in the wait-for graph
}

// queuedElement is an element that waits, with its Ack.
type queuedElement[T any] struct {
	v   T
	ack *Ack
}

func newQueue[T any](room int, c Clock) *queue[T] {
	size := 1
	for size < room {
		size *= 2
	}
	q := &queue[T]{
		ring: make([]queuedElement[T], size), mask: uint64(size - 1), capacity: uint64(room),
		clock: c, producer: c.newWaiter(),
	}
	q.consumer.Store(c.newWaiter())
	q.asResource = q
	return q
}

// newTimestampedQueue makes a queue that records the time at which each element is put.
func newTimestampedQueue[T any](room int, c Clock) *queue[T] {
	q := newQueue[T](room, c)
	q.timestamps = make([]monotime, len(q.ring))
	return q
}

// depth returns the number of queued elements, and the capacity.
func (q *queue[T]) depth() (queued, room int) {
	return int(q.tail.Load() - q.head.Load()), int(q.capacity)
}

func (q *queue[T]) accepted() uint64 { return q.tail.Load() }

// put appends an element. It waits for room until the emission's context ends. It fails once the queue is abandoned,
// and if the wait could never end.
func (q *queue[T]) put(em *emission, v T) error {
	for {
		if q.abandoned.Load() {
			return ErrAborted
		}
		if q.tryPut(em, v) {
			return q.errIfAbandoned(q.tail.Load() - 1)
		}
		q.producerParking.Store(true)
		if q.tryPut(em, v) { // the consumer made room before it could see producerParking
			q.producerParking.Store(false)
			return q.errIfAbandoned(q.tail.Load() - 1)
		}
		if q.abandoned.Load() {
			return ErrAborted
		}
		if err := q.parkProducer(em); err != nil {
			return err
		}
	}
}

// parkProducer waits until there may be room. If the loop waits for this emission, it returns ErrFull.
func (q *queue[T]) parkProducer(em *emission) error {
	roots := enclosingRoots(em.ctx, em.root)
	waitFor.register(roots, &q.asResource)
	defer waitFor.unregister(roots)
	if hasCycle(q, roots) {
		return ErrFull
	}
	return q.clock.park(q.producer, em.parkOptions())
}

// holder returns the loop that has to take an element, or nil if there is room.
func (q *queue[T]) holder() *root {
	if queued, room := q.depth(); queued < room {
		return nil
	}
	return q.owner
}

// errIfAbandoned returns ErrAborted if the queue was abandoned before the element with this number was taken.
func (q *queue[T]) errIfAbandoned(number uint64) error {
	if !q.abandoned.Load() || number < q.takenBeforeAbandon.Load() {
		return nil
	}
	q.clear()
	return ErrAborted
}

// tryPut appends an element and reports whether there was room.
func (q *queue[T]) tryPut(em *emission, v T) bool {
	tail := q.tail.Load()
	if tail-q.cachedHead >= q.capacity {
		q.cachedHead = q.head.Load()
		if tail-q.cachedHead >= q.capacity {
			return false
		}
	}
	q.ring[tail&q.mask] = queuedElement[T]{v, em.retainAck()}
	if q.timestamps != nil {
		q.timestamps[tail&q.mask] = q.clock.monotonic()
	}
	q.tail.Store(tail + 1)
	if q.consumerParking.Load() {
		q.consumerParking.Store(false)
		q.clock.wake(q.consumer.Load())
	}
	return true
}

// wakeOnNext makes w the waiter that the next element, or the end of the queue, wakes. ready is true if there is one
// already; w is then not woken.
func (q *queue[T]) wakeOnNext(w *waiter) (ready bool) {
	if q.consumerParking.Load() {
		return false // another waiter will be woken
	}
	q.consumer.Store(w)
	q.consumerParking.Store(true)
	if q.tail.Load() == q.head.Load() && !q.closed.Load() {
		return false
	}
	q.consumerParking.Store(false)
	return true
}

// cancelWake revokes wakeOnNext.
func (q *queue[T]) cancelWake() {
	if q.consumerParking.Load() {
		q.consumerParking.Store(false)
	}
}

// close is called when no more elements will be put.
func (q *queue[T]) close() {
	q.closed.Store(true)
	q.clock.wake(q.consumer.Load())
}

// abandon is called when no more elements will be taken. It ends the producer's wait and fails what is queued.
func (q *queue[T]) abandon() {
	q.takenBeforeAbandon.Store(q.head.Load())
	q.abandoned.Store(true)
	q.clock.wake(q.producer)
	q.clear()
}

// clear fails what is queued. The producer calls it too, if it has put an element into an abandoned queue.
func (q *queue[T]) clear() {
	q.clearMu.Lock()
	defer q.clearMu.Unlock()
	for {
		lost, ok := q.tryTake()
		if !ok {
			return
		}
		lost.ack.release(ErrAborted)
	}
}

// take waits for an element. ok is false if the queue is closed and empty, or l is aborted.
func (q *queue[T]) take(l *loop) (v queuedElement[T], ok bool) {
	v, ok, _ = q.takeUntil(l, never)
	return v, ok
}

// takeUntil is take with a time limit: due is true if the time until has been reached and no element is queued.
func (q *queue[T]) takeUntil(l *loop, until monotime) (v queuedElement[T], ok, due bool) {
	for {
		if v, ok = q.tryTake(); ok {
			return v, true, false
		}
		q.consumerParking.Store(true)
		if v, ok = q.tryTake(); ok {
			q.consumerParking.Store(false)
			return v, true, false
		}
		if q.closed.Load() {
			v, ok = q.tryTake() // something may have been put before it was closed
			return v, ok, false
		}
		if until != never && q.clock.monotonic() >= until {
			return v, false, true
		}
		if err := q.clock.park(q.consumer.Load(), l.parkUntil(until)); err != nil {
			return v, false, false
		}
	}
}

// tryTake takes an element; ok is false if there is none.
func (q *queue[T]) tryTake() (v queuedElement[T], ok bool) {
	head := q.head.Load()
	if head == q.cachedTail {
		q.cachedTail = q.tail.Load()
		if head == q.cachedTail {
			return v, false
		}
	}
	slot := &q.ring[head&q.mask]
	v = *slot
	*slot = queuedElement[T]{} // so that the ring does not keep the element in memory
	if q.timestamps != nil {
		q.takenAt = q.timestamps[head&q.mask]
	}
	q.head.Store(head + 1)
	if q.producerParking.Load() {
		q.producerParking.Store(false)
		q.clock.wake(q.producer)
	}
	return v, true
}
