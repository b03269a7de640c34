package flow

import (
	"sync"
	"sync/atomic"
)

// queue is a bounded ring between one producer, which is whoever runs under the guard above, and one consumer, the
// loop. Each side keeps its own copy of the other's index, on a cache line of its own, and looks again only when the
// copy says that it has to wait: an element costs each side one atomic store.
type queue[T any] struct {
	ring  []queued[T] // a power of two
	mask  uint64
	room  uint64
	clock Clock

	stamps []moment // when the elements in ring were put; nil: nobody wants to know
	at     moment   // the stamp of the element taken last; the consumer's

	_         [64]byte
	tail      atomic.Uint64 // elements put
	headSeen  uint64
	hungry    atomic.Bool // the consumer is about to park
	consumer  atomic.Pointer[waiter]
	_         [64]byte
	head      atomic.Uint64 // elements taken
	tailSeen  uint64
	crowded   atomic.Bool // the producer is about to park
	producer  *waiter
	_         [64]byte
	closed    atomic.Bool   // nothing more will be put
	abandoned atomic.Bool   // nothing more will be taken
	taken     atomic.Uint64 // how many were, when it was abandoned
	clearing  sync.Mutex
	owner     *root // of the loop that takes; nil: not known
	self      awaited
}

// queued is an element that waits, and its Ack.
type queued[T any] struct {
	v   T
	ack *Ack
}

func newQueue[T any](room int, c Clock) *queue[T] {
	size := 1
	for size < room {
		size *= 2
	}
	q := &queue[T]{
		ring: make([]queued[T], size), mask: uint64(size - 1), room: uint64(room),
		clock: c, producer: c.newWaiter(),
	}
	q.consumer.Store(c.newWaiter())
	q.self = q
	return q
}

// newStamped makes a queue that notes when elements are put.
func newStamped[T any](room int, c Clock) *queue[T] {
	q := newQueue[T](room, c)
	q.stamps = make([]moment, len(q.ring))
	return q
}

// depth is how many elements wait, and how many may.
func (q *queue[T]) depth() (queued, room int) {
	return int(q.tail.Load() - q.head.Load()), int(q.room)
}

func (q *queue[T]) accepted() uint64 { return q.tail.Load() }

// put waits for room, until the turn's context ends. It fails once nobody takes elements any more, and where the wait could
// never end.
func (q *queue[T]) put(t *turn, v T) error {
	for {
		if q.abandoned.Load() {
			return ErrAborted
		}
		if q.tryPut(t, v) {
			return q.left(q.tail.Load() - 1)
		}
		q.crowded.Store(true)
		if q.tryPut(t, v) { // room was made before the consumer could see that it is waited for
			q.crowded.Store(false)
			return q.left(q.tail.Load() - 1)
		}
		if q.abandoned.Load() {
			return ErrAborted
		}
		if err := q.parkProducer(t); err != nil {
			return err
		}
	}
}

// parkProducer waits until there may be room. Where that could never be, because the loop waits for the producer, it fails
// with ErrFull.
func (q *queue[T]) parkProducer(t *turn) error {
	mine := emissions(t.ctx, t.root)
	tell(mine, &q.self)
	defer tell(mine, nil)
	if endless(q, mine) {
		return ErrFull
	}
	return q.clock.park(q.producer, t.wait())
}

// holder is the loop that has to take something, where the queue is full.
func (q *queue[T]) holder() *root {
	if queued, room := q.depth(); queued < room {
		return nil
	}
	return q.owner
}

// left says whether the element with this number was put after the last one was taken: it has then been given up.
func (q *queue[T]) left(at uint64) error {
	if !q.abandoned.Load() || at < q.taken.Load() {
		return nil
	}
	q.clear()
	return ErrAborted
}

func (q *queue[T]) tryPut(t *turn, v T) bool {
	tail := q.tail.Load()
	if tail-q.headSeen >= q.room {
		q.headSeen = q.head.Load()
		if tail-q.headSeen >= q.room {
			return false
		}
	}
	q.ring[tail&q.mask] = queued[T]{v, t.hold()}
	if q.stamps != nil {
		q.stamps[tail&q.mask] = q.clock.moment()
	}
	q.tail.Store(tail + 1)
	if q.hungry.Load() {
		q.hungry.Store(false)
		q.clock.wake(q.consumer.Load())
	}
	return true
}

// expect has the next element, or the end, wake w, who is the consumer from now on, unless one is there already.
func (q *queue[T]) expect(w *waiter) (there bool) {
	if q.hungry.Load() {
		return false // somebody is woken already
	}
	q.consumer.Store(w)
	q.hungry.Store(true)
	if q.tail.Load() == q.head.Load() && !q.closed.Load() {
		return false
	}
	q.hungry.Store(false)
	return true
}

// forget takes back what expect has said.
func (q *queue[T]) forget() {
	if q.hungry.Load() {
		q.hungry.Store(false)
	}
}

// close says that no more elements come.
func (q *queue[T]) close() {
	q.closed.Store(true)
	q.clock.wake(q.consumer.Load())
}

// abandon says that no more elements are taken: whoever waits for room is let go, and what is still queued has failed.
func (q *queue[T]) abandon() {
	q.taken.Store(q.head.Load())
	q.abandoned.Store(true)
	q.clock.wake(q.producer)
	q.clear()
}

// clear fails what is queued. The producer may call it too, if it put something while the queue was abandoned.
func (q *queue[T]) clear() {
	q.clearing.Lock()
	defer q.clearing.Unlock()
	for {
		lost, ok := q.tryTake()
		if !ok {
			return
		}
		lost.ack.release(ErrAborted)
	}
}

// take waits for an element. It says false when the queue is closed and empty, or l is aborted.
func (q *queue[T]) take(l *loop) (v queued[T], ok bool) {
	v, ok, _ = q.takeUntil(l, never)
	return v, ok
}

// takeUntil is take that also gives up, saying due, when a moment has come. What is queued comes first.
func (q *queue[T]) takeUntil(l *loop, until moment) (v queued[T], ok, due bool) {
	for {
		if v, ok = q.tryTake(); ok {
			return v, true, false
		}
		q.hungry.Store(true)
		if v, ok = q.tryTake(); ok {
			q.hungry.Store(false)
			return v, true, false
		}
		if q.closed.Load() {
			v, ok = q.tryTake() // something may have been put before it was closed
			return v, ok, false
		}
		if until != never && q.clock.moment() >= until {
			return v, false, true
		}
		if err := q.clock.park(q.consumer.Load(), l.until(until)); err != nil {
			return v, false, false
		}
	}
}

func (q *queue[T]) tryTake() (v queued[T], ok bool) {
	head := q.head.Load()
	if head == q.tailSeen {
		q.tailSeen = q.tail.Load()
		if head == q.tailSeen {
			return v, false
		}
	}
	slot := &q.ring[head&q.mask]
	v = *slot
	*slot = queued[T]{} // let go of what it points to
	if q.stamps != nil {
		q.at = q.stamps[head&q.mask]
	}
	q.head.Store(head + 1)
	if q.crowded.Load() {
		q.crowded.Store(false)
		q.clock.wake(q.producer)
	}
	return v, true
}
