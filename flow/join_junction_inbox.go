package flow

import (
	"sync"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// inbox is where elements wait that have come back to a junction through an asynchronous node, for a loop of the
// junction's. Unlike a queue it has many producers, and nobody waits for room.
type inbox[A any] struct {
	j       *Junction[A]
	loop    *loop
	arrived *waiter

	mu      sync.Mutex
	room    int
	held    deque.Deque[queuedElement[A]]
	taken   uint64 // elements that there was room for
	started bool
	ending  bool // the junction's inputs have ended
	closed  bool // nothing is taken any more
}

func newInbox[A any](j *Junction[A], room int) *inbox[A] {
	b := &inbox[A]{j: j, room: room, arrived: j.clock.newWaiter()}
	b.loop = &loop{accepted: b.accepted, depth: b.depth}
	b.loop.root.init(&j.node, j.clock)
	j.loop = b.loop
	return b
}

func (b *inbox[A]) accepted() uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.taken
}

func (b *inbox[A]) depth() (queued, room int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.held.Len(), b.room
}

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
	b.taken++
	b.start(em)
	b.j.clock.wake(b.arrived)
	return nil
}

// close says that the junction's inputs have ended.
func (b *inbox[A]) close(em *emission) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ending = true
	b.start(em)
	b.j.clock.wake(b.arrived)
}

// start starts the loop. Needs mu.
func (b *inbox[A]) start(em *emission) {
	if !b.started {
		b.started = true
		b.loop.start(em.root.runCtx, b.run)
	}
}

// run gives what waits to the junction, until its inputs have ended and its cycles have come to rest.
func (b *inbox[A]) run(l *loop) {
	for !l.dropped.Load() {
		e, ok, ending := b.take()
		if ok {
			l.noteError(emitFromLoop(l, b.j.pass, e.v, e.ack))
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
	b.j.endPassed = true
	l.lock.unlock()
}

func (b *inbox[A]) take() (e queuedElement[A], ok, ending bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.held.Len() == 0 {
		return e, false, b.ending
	}
	return b.held.Pop(), true, b.ending
}

// abandon says that nothing is taken any more, and fails what still waits.
func (b *inbox[A]) abandon() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	for b.held.Len() > 0 {
		b.held.Pop().ack.release(ErrAborted)
	}
}

// arrive waits until something may have arrived. It says whether there is nothing to wait for any more.
func (b *inbox[A]) waitForArrival() (over bool) {
	return b.loop.clock.park(b.arrived, parkOptions{root: &b.loop.root, node: b.loop.node.id}) != nil
}

// quiet waits until nothing is on its way in the cycles, which is the end, or something has arrived. An element on its way
// is always counted as unsettled by one of the loops: each puts what it gives on into the next before it settles.
func (b *inbox[A]) waitUntilQuiet() (over bool) {
	loops := b.cycleLoops()
	for _, l := range loops {
		l.watch(b.arrived, true)
		defer l.unwatch(b.arrived, true)
	}
	for {
		before := b.totalAccepted(loops)
		settled := true
		for _, l := range loops {
			settled = settled && l.processed.Load() >= l.accepted()
		}
		queued, _ := b.depth()
		switch {
		case queued > 0:
			return false
		case settled && b.totalAccepted(loops) == before:
			return true
		case settled: // something has passed while we looked
		case b.waitForArrival():
			return true
		}
	}
}

// sum counts all that has been put into the loops and the inbox.
func (b *inbox[A]) totalAccepted(loops []*loop) uint64 {
	sum := b.accepted()
	for _, l := range loops {
		sum += l.accepted()
	}
	return sum
}

// cycle lists the loops between the junction and its ways back.
func (b *inbox[A]) cycleLoops() (loops []*loop) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, n := range b.j.cycleNodes() {
		if n.loop != nil && n.loop != b.loop {
			loops = append(loops, n.loop)
		}
	}
	return loops
}
