package flow

import (
	"sync"
	"sync/atomic"
)

// queue is a bounded ring between one producer, which is whoever runs under the guard above, and one consumer, the
// loop. Each side keeps its own copy of the other's index, on a cache line of its own, and looks again only when the
// copy says that it has to wait: an element costs each side one atomic store.
type queue[T any] struct {
	ring     []queuedElement[T] // a power of two
	mask     uint64
	capacity uint64
	clock    Clock

	timestamps []monotime // when the elements in ring were put; nil: nobody wants to know
	takenAt    monotime   // the stamp of the element taken last; the consumer's

	_                  [64]byte
	tail               atomic.Uint64 // elements put
	cachedHead         uint64
	consumerParking    atomic.Bool // the consumer is about to park
	consumer           atomic.Pointer[waiter]
	_                  [64]byte
	head               atomic.Uint64 // elements taken
	cachedTail         uint64
	producerParking    atomic.Bool // the producer is about to park
	producer           *waiter
	_                  [64]byte
	closed             atomic.Bool   // nothing more will be put
	abandoned          atomic.Bool   // nothing more will be taken
	takenBeforeAbandon atomic.Uint64 // how many were, when it was abandoned
	clearMu            sync.Mutex
	owner              *root // of the loop that takes; nil: not known
	asResource         resource
}

// queued is an element that waits, and its Ack.
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

// newTimestampedQueue makes a queue that notes when elements are put.
func newTimestampedQueue[T any](room int, c Clock) *queue[T] {
	q := newQueue[T](room, c)
	q.timestamps = make([]monotime, len(q.ring))
	return q
}

// depth is how many elements wait, and how many may.
func (q *queue[T]) depth() (queued, room int) {
	return int(q.tail.Load() - q.head.Load()), int(q.capacity)
}

func (q *queue[T]) accepted() uint64 { return q.tail.Load() }

// put waits for room, until the turn's context ends. It fails once nobody takes elements any more, and where the wait could
// never end.
func (q *queue[T]) put(em *emission, v T) error {
	for {
		if q.abandoned.Load() {
			return ErrAborted
		}
		if q.tryPut(em, v) {
			return q.errIfAbandoned(q.tail.Load() - 1)
		}
		q.producerParking.Store(true)
		if q.tryPut(em, v) { // room was made before the consumer could see that it is waited for
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

// parkProducer waits until there may be room. Where that could never be, because the loop waits for the producer, it fails
// with ErrFull.
func (q *queue[T]) parkProducer(em *emission) error {
	mine := enclosingRoots(em.ctx, em.root)
	registerWait(mine, &q.asResource)
	defer registerWait(mine, nil)
	if hasCycle(q, mine) {
		return ErrFull
	}
	return q.clock.park(q.producer, em.parkOptions())
}

// holder is the loop that has to take something, where the queue is full.
func (q *queue[T]) holder() *root {
	if queued, room := q.depth(); queued < room {
		return nil
	}
	return q.owner
}

// left says whether the element with this number was put after the last one was taken: it has then been given up.
func (q *queue[T]) errIfAbandoned(at uint64) error {
	if !q.abandoned.Load() || at < q.takenBeforeAbandon.Load() {
		return nil
	}
	q.clear()
	return ErrAborted
}

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

// expect has the next element, or the end, wake w, who is the consumer from now on, unless one is there already.
func (q *queue[T]) wakeOnNext(w *waiter) (there bool) {
	if q.consumerParking.Load() {
		return false // somebody is woken already
	}
	q.consumer.Store(w)
	q.consumerParking.Store(true)
	if q.tail.Load() == q.head.Load() && !q.closed.Load() {
		return false
	}
	q.consumerParking.Store(false)
	return true
}

// forget takes back what expect has said.
func (q *queue[T]) cancelWake() {
	if q.consumerParking.Load() {
		q.consumerParking.Store(false)
	}
}

// close says that no more elements come.
func (q *queue[T]) close() {
	q.closed.Store(true)
	q.clock.wake(q.consumer.Load())
}

// abandon says that no more elements are taken: whoever waits for room is let go, and what is still queued has failed.
func (q *queue[T]) abandon() {
	q.takenBeforeAbandon.Store(q.head.Load())
	q.abandoned.Store(true)
	q.clock.wake(q.producer)
	q.clear()
}

// clear fails what is queued. The producer may call it too, if it put something while the queue was abandoned.
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

// take waits for an element. It says false when the queue is closed and empty, or l is aborted.
func (q *queue[T]) take(l *loop) (v queuedElement[T], ok bool) {
	v, ok, _ = q.takeUntil(l, never)
	return v, ok
}

// takeUntil is take that also gives up, saying due, when a moment has come. What is queued comes first.
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
	*slot = queuedElement[T]{} // let go of what it points to
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
