package flow

import (
	"slices"
	"sync/atomic"
)

// waitQueue holds the emissions that wait for room in a join. All of them are woken when the join's state has changed.
// The first to take the join's lock is served first. The methods run under the join's lock, except parkUnlessCycle.
type waitQueue struct {
	node      *node
	upstreams []*node
	waiters   []*joinWaiter
}

// joinWaiter is an emission that waits in a waitQueue.
type joinWaiter struct {
	waiter *waiter
	woken  atomic.Bool // the join's state has changed since the emission began to wait
}

// missingInput is the resource of an emission that waits for an element of another input. Its holder is the source of
// that input.
type missingInput struct {
	waiter *joinWaiter
	source *root // the only source above the input; nil: there are several
}

// holder returns nil once the wait is over.
func (m missingInput) holder() *root {
	if m.waiter.woken.Load() {
		return nil
	}
	return m.source
}

// wait waits until the join's state has changed. It releases the join's lock while it waits. side is the input of the
// waiting element, and missing reports whether the wait is for an element of an input. It returns ErrFull if the wait
// can never end: because a missing input is in the domain of side, or because its source waits for this emission.
func (q *waitQueue) wait(em *emission, side int, missing func(side int) bool) error {
	w := &joinWaiter{waiter: q.node.clock.newWaiter()}
	var inputs []missingInput
	for i, upstream := range q.upstreams {
		if i == side || !missing(i) {
			continue
		}
		if upstream.lock == q.upstreams[side].lock {
			return q.node.fail(ErrFull)
		}
		inputs = append(inputs, missingInput{w, onlySource(upstream)})
	}
	q.waiters = append(q.waiters, w)
	q.node.lock.unlock()
	err := q.parkUnlessCycle(em, w, inputs)
	q.node.lock.lockUninterruptiblyAs(em.root.ownerID)
	q.waiters = slices.DeleteFunc(q.waiters, func(o *joinWaiter) bool { return o == w })
	if err != nil {
		return q.node.fail(err)
	}
	return nil
}

// parkUnlessCycle parks until w is woken. It returns ErrFull instead if the source of one of the inputs waits for this
// emission. It runs without the join's lock, so a source that waits only for that lock can continue.
func (q *waitQueue) parkUnlessCycle(em *emission, w *joinWaiter, inputs []missingInput) error {
	roots := enclosingRoots(em.ctx, em.root)
	defer waitFor.unregister(roots)
	for _, m := range inputs {
		res := resource(m)
		waitFor.register(roots, &res)
		if hasCycle(m, roots) {
			return ErrFull
		}
	}
	return q.node.clock.park(w.waiter, em.parkOptions())
}

// onlySource returns the one source above n, or nil if there are several.
func onlySource(n *node) (only *root) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, above := range ancestors(n) {
		switch {
		case above.source == nil:
		case only != nil:
			return nil
		default:
			only = above.source
		}
	}
	return only
}

// wakeAll wakes all waiters. It is small enough to be inlined.
func (q *waitQueue) wakeAll() {
	if len(q.waiters) > 0 {
		q.wakeWaiters()
	}
}

func (q *waitQueue) wakeWaiters() {
	for _, w := range q.waiters {
		w.woken.Store(true)
		q.node.clock.wake(w.waiter)
	}
	clear(q.waiters)
	q.waiters = q.waiters[:0]
}
