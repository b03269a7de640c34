package flow

import "sync"

// inbox is where elements wait that have come back to a junction through an asynchronous node, for a loop of the
// junction's. Unlike a queue it has many producers, and nobody waits for room.
type inbox[A any] struct {
	j       *Junction[A]
	loop    *loop
	arrived *waiter

	mu      sync.Mutex
	room    int
	held    deque[queued[A]]
	taken   uint64 // elements that there was room for
	started bool
	ending  bool // the junction's inputs have ended
	over    bool // nothing is taken any more
}

func newInbox[A any](j *Junction[A], room int) *inbox[A] {
	b := &inbox[A]{j: j, room: room, arrived: j.clock.newWaiter()}
	b.loop = &loop{queued: b.accepted, depth: b.depth}
	b.loop.root.init(&j.meta, j.clock)
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
	return b.held.len(), b.room
}

func (b *inbox[A]) put(t *turn, v A) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.over:
		return ErrClosed
	case b.held.len() == b.room:
		return ErrFull
	}
	b.held.push(queued[A]{v, t.hold()})
	b.taken++
	b.start(t)
	b.j.clock.wake(b.arrived)
	return nil
}

// close says that the junction's inputs have ended.
func (b *inbox[A]) close(t *turn) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ending = true
	b.start(t)
	b.j.clock.wake(b.arrived)
}

// start starts the loop. Needs mu.
func (b *inbox[A]) start(t *turn) {
	if !b.started {
		b.started = true
		b.loop.start(t.root.base, b.run)
	}
}

// run gives what waits to the junction, until its inputs have ended and its cycles have come to rest.
func (b *inbox[A]) run(l *loop) {
	for !l.dropped.Load() {
		e, ok, ending := b.take()
		if ok {
			l.note(enter(l, b.j.pass, e.v, e.ack))
			l.settle()
			continue
		}
		wait := b.arrive
		if ending {
			wait = b.quiet
		}
		if over := wait(); over {
			break
		}
	}
	b.abandon()
	l.guard.lockAnyway()
	b.j.over = true
	l.guard.unlock()
}

func (b *inbox[A]) take() (e queued[A], ok, ending bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.held.len() == 0 {
		return e, false, b.ending
	}
	return b.held.pop(), true, b.ending
}

// abandon says that nothing is taken any more, and fails what still waits.
func (b *inbox[A]) abandon() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.over = true
	for b.held.len() > 0 {
		b.held.pop().ack.release(ErrAborted)
	}
}

// arrive waits until something may have arrived. It says whether there is nothing to wait for any more.
func (b *inbox[A]) arrive() (over bool) {
	return b.loop.clock.park(b.arrived, wait{root: &b.loop.root, node: b.loop.node.id}) != nil
}

// quiet waits until nothing is on its way in the cycles, which is the end, or something has arrived. An element on its way
// is always counted as unsettled by one of the loops: each puts what it gives on into the next before it settles.
func (b *inbox[A]) quiet() (over bool) {
	loops := b.cycle()
	for _, l := range loops {
		l.watch(b.arrived, true)
		defer l.unwatch(b.arrived, true)
	}
	for {
		before := b.sum(loops)
		settled := true
		for _, l := range loops {
			settled = settled && l.settled.Load() >= l.queued()
		}
		queued, _ := b.depth()
		switch {
		case queued > 0:
			return false
		case settled && b.sum(loops) == before:
			return true
		case settled: // something has passed while we looked
		case b.arrive():
			return true
		}
	}
}

// sum counts all that has been put into the loops and the inbox.
func (b *inbox[A]) sum(loops []*loop) uint64 {
	sum := b.accepted()
	for _, l := range loops {
		sum += l.queued()
	}
	return sum
}

// cycle lists the loops between the junction and its ways back.
func (b *inbox[A]) cycle() (loops []*loop) {
	structure.Lock()
	defer structure.Unlock()
	for _, n := range b.j.between() {
		if n.loop != nil && n.loop != b.loop {
			loops = append(loops, n.loop)
		}
	}
	return loops
}
