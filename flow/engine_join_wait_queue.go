package flow

import (
	"slices"
	"sync/atomic"
)

// waitQueue is where emitters of a join wait for room. All of them are woken when something has changed; the first to
// take the join's lock is served first.
type waitQueue struct {
	node      *node
	ownLock   bool // the join has a lock of its own
	upstreams []*node
	waiters   []*joinWaiter
}

// joinWaiter is an emission that waits in a waitQueue.
type joinWaiter struct {
	waiter *waiter
	woken  atomic.Bool // something has changed, whether or not the emission has noticed
}

// missingInput is an element that a waiter waits for and only one source can send: a resource of the wait-for graph.
type missingInput struct {
	waiter *joinWaiter
	source *root // nil: several sources can send it
}

func (m missingInput) holder() *root {
	if m.waiter.woken.Load() {
		return nil
	}
	return m.source
}

// wait waits until something has changed, without the join's lock. missing reports which inputs are waited for. It
// returns ErrFull if one of them can never come: because it is in the waiting input's domain, or its source waits for
// this emission.
func (q *waitQueue) wait(em *emission, side int, missing func(side int) bool) error {
	w := &joinWaiter{waiter: q.node.clock.newWaiter()}
	var from []missingInput
	for i, upstream := range q.upstreams {
		if i == side || !missing(i) {
			continue
		}
		if upstream.lock == q.upstreams[side].lock {
			return q.node.fail(ErrFull)
		}
		from = append(from, missingInput{w, onlySource(upstream)})
	}
	q.waiters = append(q.waiters, w)
	q.node.lock.unlock()
	err := q.parkUnlessCycle(em, w, from)
	q.node.lock.lockUninterruptiblyAs(em.root.ownerID)
	q.waiters = slices.DeleteFunc(q.waiters, func(o *joinWaiter) bool { return o == w })
	if err != nil {
		return q.node.fail(err)
	}
	return nil
}

// parkUnlessCycle parks until w is woken. It runs without the join's lock, so a source that waits for that lock alone
// is not stuck.
func (q *waitQueue) parkUnlessCycle(em *emission, w *joinWaiter, from []missingInput) error {
	mine := enclosingRoots(em.ctx, em.root)
	defer waitFor.unregister(mine)
	for _, m := range from {
		a := resource(m)
		waitFor.register(mine, &a)
		if hasCycle(m, mine) {
			return ErrFull
		}
	}
	return q.node.clock.park(w.waiter, em.parkOptions())
}

// onlySource returns the one source above n, or nil if there are several.
func onlySource(n *node) (only *root) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, upstream := range ancestors(n) {
		switch {
		case upstream.source == nil:
		case only != nil:
			return nil
		default:
			only = upstream.source
		}
	}
	return only
}

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
