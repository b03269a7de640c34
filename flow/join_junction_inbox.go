package flow

import (
	"sync"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// inbox holds the elements that have come back to a junction through an asynchronous node, until the junction's loop
// emits them. Unlike a queue it has many producers, and no producer waits for room.
type inbox[A any] struct {
	junction *Junction[A]
	loop     *loop
	arrived  *waiter // the loop parks here; put and close wake it

	mu      sync.Mutex
	room    int // the largest length of held
	held    deque.Deque[queuedElement[A]]
	puts    uint64 // elements put so far
	started bool   // the loop has been started
	ending  bool   // the junction's inputs have ended
	closed  bool   // no more elements can be put
}

// newInbox returns an inbox for room elements, and makes the junction an asynchronous node.
func newInbox[A any](j *Junction[A], room int) *inbox[A] {
	b := &inbox[A]{junction: j, room: room, arrived: j.clock.newWaiter()}
	b.loop = &loop{accepted: b.accepted, depth: b.depth}
	b.loop.root.init(&j.node, j.clock)
	j.loop = b.loop
	return b
}

// accepted returns how many elements have been put so far.
func (b *inbox[A]) accepted() uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.puts
}

// depth returns the number of elements that wait, and the capacity.
func (b *inbox[A]) depth() (queued, room int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.held.Len(), b.room
}

// put adds an element. It fails if the inbox is full or closed.
func (b *inbox[A]) put(em *emission, v A) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.closed:
		return ErrClosed
	case b.held.Len() == b.room:
		return ErrFull
	}
	b.held.Push(queuedElement[A]{v, em.retainAck()})
	b.puts++
	b.start(em)
	b.junction.clock.wake(b.arrived)
	return nil
}

// close is called when the junction's inputs have ended.
func (b *inbox[A]) close(em *emission) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ending = true
	b.start(em)
	b.junction.clock.wake(b.arrived)
}

// start starts the loop, once. The caller holds mu.
func (b *inbox[A]) start(em *emission) {
	if !b.started {
		b.started = true
		b.loop.start(em.root.runCtx, b.run)
	}
}

// run passes the elements to the junction until its inputs have ended and its cycles are empty.
func (b *inbox[A]) run(l *loop) {
	for !l.dropped.Load() {
		e, ok, ending := b.take()
		if ok {
			l.recordError(emitFromLoop(l, b.junction.pass, e.v, e.ack))
			l.markProcessed()
			continue
		}
		wait := b.waitForArrival
		if ending {
			wait = b.waitUntilQuiet
		}
		if over := wait(); over {
			break
		}
	}
	b.abandon()
	l.lock.lockUninterruptibly()
	b.junction.endPassed = true
	l.lock.unlock()
}

// take removes the next element; ok is false if there is none. ending reports whether the junction's inputs have ended.
func (b *inbox[A]) take() (e queuedElement[A], ok, ending bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.held.Len() == 0 {
		return e, false, b.ending
	}
	return b.held.Pop(), true, b.ending
}

// abandon closes the inbox and fails the elements that still wait.
func (b *inbox[A]) abandon() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	for b.held.Len() > 0 {
		b.held.Pop().ack.release(ErrAborted)
	}
}

// waitForArrival parks until an element may have arrived. It returns true if the loop should stop.
func (b *inbox[A]) waitForArrival() (over bool) {
	return b.loop.clock.park(b.arrived, parkOptions{root: &b.loop.root, node: b.loop.node.id}) != nil
}

// waitUntilQuiet parks until an element has arrived or the cycles are empty. It returns true if they are empty, or if
// Close has run out of time. An element in a cycle is always counted as unprocessed by at least one loop, because a
// loop puts what it emits into the next loop before it counts its own element as processed.
func (b *inbox[A]) waitUntilQuiet() (over bool) {
	loops := b.cycleLoops()
	for _, l := range loops {
		l.watch(b.arrived, true)
		defer l.unwatch(b.arrived, true)
	}
	for {
		before := b.totalAccepted(loops)
		processed := true
		for _, l := range loops {
			processed = processed && l.processed.Load() >= l.accepted()
		}
		queued, _ := b.depth()
		switch {
		case queued > 0:
			return false
		case processed && b.totalAccepted(loops) == before:
			return true
		case processed: // an element was put during the checks: check again
		case b.waitForArrival():
			return true
		}
	}
}

// totalAccepted returns the number of elements that have been put into the loops and the inbox.
func (b *inbox[A]) totalAccepted(loops []*loop) uint64 {
	sum := b.accepted()
	for _, l := range loops {
		sum += l.accepted()
	}
	return sum
}

// cycleLoops returns the loops of the junction's cycles, without its own.
func (b *inbox[A]) cycleLoops() (loops []*loop) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, n := range b.junction.cycleNodes() {
		if n.loop != nil && n.loop != b.loop {
			loops = append(loops, n.loop)
		}
	}
	return loops
}
