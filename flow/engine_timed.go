package flow

// schedule is an operator that acts when elements come and when time has passed. All of it runs on the node's loop, and
// what gets a turn under its guard.
type timedOperator[A any] struct {
	onElement func(em *emission, v A, at monotime) error // an element, which came at that time
	store     func(e queuedElement[A], at monotime)      // the same for those that only put it aside, which needs no turn; else nil
	nextDue   func() monotime                            // when it wants to act next
	onDue     func(em *emission, now monotime) error     // its time has come
	onEnd     func(em *emission) error                   // the end of the stream: gives what it holds
	onAbort   func(err error)                            // the same when time has run out: lets go of what it holds
	heldCount func() int                                 // how many elements it holds
	isFull    func() bool                                // holds as many as it may: takes no more before it has acted; nil: never
}

// timed builds an asynchronous node that keeps a schedule: the kernel of every operator that waits for what may not
// come. room is how many elements may wait while what is below works.
//
// Each element has the time at which it came, and what is due at that time or before goes first, also where the loop is
// late: what comes out depends on when elements came, not on how busy the machine was.
func timedNode[A, B any](s Stream[A], kind string, cfg nodeConfig, room int, build func(c *typedNode[B]) timedOperator[A]) *typedNode[B] {
	var p timedOperator[A]
	c := asyncNodeWithQueue(s, kind, cfg, newTimestampedQueue[A](room, inputNode(s, kind).clock), func(l *loop, c *typedNode[B], q *queue[A]) {
		runTimed(l, &p, q)
	})
	p = build(c)
	return c
}

func runTimed[A any](l *loop, p *timedOperator[A], q *queue[A]) {
	act := func(em *emission, now monotime) error { return p.onDue(em, now) }
	var at monotime
	take := func(em *emission, v A) error { return p.onElement(em, v, at) }
	w := l.clock.newWaiter()
	taken, settled := uint64(0), uint64(0)
	for !l.dropped.Load() {
		if n := taken - uint64(p.heldCount()); n != settled {
			settled = n
			l.setProcessed(n)
		}
		due := p.nextDue()
		if p.isFull != nil && p.isFull() {
			if _, err := sleepUntil(l.clock, w, l.parkUntil(due), due); err != nil {
				break
			}
			l.noteError(emitFromLoop(l, act, due, nil))
			continue
		}
		e, ok, late := q.takeUntil(l, due)
		switch {
		case ok:
			at = q.takenAt
			taken++
			for ; at >= due; due = p.nextDue() {
				l.noteError(emitFromLoop(l, act, due, nil))
			}
			if p.store != nil {
				p.store(e, at)
			} else {
				l.noteError(emitFromLoop(l, take, e.v, e.ack))
			}
		case late:
			l.noteError(emitFromLoop(l, act, due, nil))
		}
		if !ok && !late {
			break
		}
	}
	if l.dropped.Load() {
		p.onAbort(ErrAborted)
		return
	}
	l.noteError(emitFromLoop(l, func(em *emission, _ struct{}) error { return p.onEnd(em) }, struct{}{}, nil))
}
