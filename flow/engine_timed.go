package flow

import "errors"

// timedOperator is an operator that acts when elements arrive and when time has passed. All functions run on the
// node's loop; those that get an emission run under the node's lock.
type timedOperator[A any] struct {
	// onElement handles an element that arrived at the time at.
	onElement func(em *emission, v A, at monotime) error
	// store is used instead of onElement by operators that only store the element. It runs without the lock. Else nil.
	store func(e queuedElement[A], at monotime)

	nextDue   func() monotime                        // returns when the operator wants to act next
	onDue     func(em *emission, now monotime) error // called when that time has been reached
	onEnd     func(em *emission) error               // called at the end of the stream: emits the held elements
	onAbort   func(err error)                        // called instead of onEnd after an abort: releases the held elements
	heldCount func() int                             // returns how many elements are held
	isFull    func() bool                            // reports whether onDue must run before the next element; nil: never
}

// timedNode builds an asynchronous node that runs a timedOperator. room is how many elements may wait in its queue.
//
// The queue stores the time at which each element arrived. Before an element is handled, onDue is called for all that is
// due at that time or earlier, even if the loop is late. So the output depends on when elements arrived, and not on the
// machine's load.
func timedNode[A, B any](
	s Stream[A], kind string, cfg nodeConfig, room int, build func(c *typedNode[B]) timedOperator[A],
) *typedNode[B] {
	var op timedOperator[A]
	q := newTimestampedQueue[A](room, inputNode(s, kind).clock)
	c := asyncNodeWithQueue(s, kind, cfg, q, func(l *loop, _ *typedNode[B], q *queue[A]) { runTimed(l, &op, q) })
	op = build(c)
	return c
}

// runTimed is the loop of a timed node.
func runTimed[A any](l *loop, op *timedOperator[A], q *queue[A]) {
	onDue := func(em *emission, now monotime) error { return op.onDue(em, now) }
	var at monotime
	onElement := func(em *emission, v A) error { return op.onElement(em, v, at) }
	w := l.clock.newWaiter()
	taken, finished := uint64(0), uint64(0)
	for !l.dropped.Load() {
		if n := taken - uint64(op.heldCount()); n != finished {
			finished = n
			l.setProcessed(n)
		}
		due := op.nextDue()
		if op.isFull != nil && op.isFull() {
			if _, err := sleepUntil(l.clock, w, l.parkUntil(due), due); err != nil {
				break
			}
			l.recordError(emitFromLoop(l, onDue, due, nil))
			continue
		}
		e, ok, isDue := q.takeUntil(l, due)
		switch {
		case ok:
			at = q.takenAt
			taken++
			for ; at >= due; due = op.nextDue() {
				l.recordError(emitFromLoop(l, onDue, due, nil))
			}
			if op.store != nil {
				op.store(e, at)
			} else {
				l.recordError(emitFromLoop(l, onElement, e.v, e.ack))
			}
		case isDue:
			l.recordError(emitFromLoop(l, onDue, due, nil))
		}
		if !ok && !isDue {
			break
		}
	}
	if l.dropped.Load() {
		op.onAbort(ErrAborted)
		return
	}
	l.recordError(emitFromLoop(l, func(em *emission, _ struct{}) error {
		em.errs = nil
		return joinErrors(op.onEnd(em), errors.Join(em.errs...))
	}, struct{}{}, nil))
}
