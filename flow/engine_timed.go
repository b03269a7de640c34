package flow

// timedOperator is an operator that acts when elements arrive and when time has passed. All functions run on the
// node's loop; those that get an emission run under the node's lock.
type timedOperator[A any] struct {
	onElement func(em *emission, v A, at monotime) error // handles an element that arrived at a time
	store     func(e queuedElement[A], at monotime)      // the same for operators that only store it, without an emission; else nil
	nextDue   func() monotime                            // returns when the operator wants to act next
	onDue     func(em *emission, now monotime) error     // called when that time has come
	onEnd     func(em *emission) error                   // called at the end of the stream: emits what is held
	onAbort   func(err error)                            // the same if Close has run out of time: releases what is held
	heldCount func() int                                 // returns how many elements are held
	isFull    func() bool                                // holds as many as it may, so takes none before it has acted; nil: never
}

// timedNode builds an asynchronous node around a timedOperator. It is the kernel of every operator that acts on time.
// room is how many elements may wait in its queue.
//
// Each element carries the time at which it arrived. What is due at that time or earlier acts first, even if the loop
// is late. So the output depends on when elements arrived, and not on the machine's load.
func timedNode[A, B any](s Stream[A], kind string, cfg nodeConfig, room int, build func(c *typedNode[B]) timedOperator[A]) *typedNode[B] {
	var p timedOperator[A]
	c := asyncNodeWithQueue(s, kind, cfg, newTimestampedQueue[A](room, inputNode(s, kind).clock), func(l *loop, c *typedNode[B], q *queue[A]) {
		runTimed(l, &p, q)
	})
	p = build(c)
	return c
}

// runTimed is the loop of a timed node.
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
			l.recordError(emitFromLoop(l, act, due, nil))
			continue
		}
		e, ok, late := q.takeUntil(l, due)
		switch {
		case ok:
			at = q.takenAt
			taken++
			for ; at >= due; due = p.nextDue() {
				l.recordError(emitFromLoop(l, act, due, nil))
			}
			if p.store != nil {
				p.store(e, at)
			} else {
				l.recordError(emitFromLoop(l, take, e.v, e.ack))
			}
		case late:
			l.recordError(emitFromLoop(l, act, due, nil))
		}
		if !ok && !late {
			break
		}
	}
	if l.dropped.Load() {
		p.onAbort(ErrAborted)
		return
	}
	l.recordError(emitFromLoop(l, func(em *emission, _ struct{}) error { return p.onEnd(em) }, struct{}{}, nil))
}
