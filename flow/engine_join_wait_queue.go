package flow

import (
	"slices"
	"sync/atomic"
)

// lobby is where the emitters of a join wait for room.
type waitQueue struct {
	node      *node
	ownLock   bool // the join has a guard of its own
	upstreams []*node
	waiters   []*joinWaiter
}

// visit is a turn that waits in a lobby.
type joinWaiter struct {
	waiter *waiter
	woken  atomic.Bool // something has changed, whether or not the turn has noticed
}

// missed is an element that a visit waits for, and only one source can send.
type missingInput struct {
	waiter *joinWaiter
	source *root // nil: there are several
}

func (m missingInput) holder() *root {
	if m.waiter.woken.Load() {
		return nil
	}
	return m.source
}

// wait waits, without the join's guard, until something has changed. missing tells which sides are waited for: where one
// of them could never come, because it has the waiting side's guard, or its source waits for this turn, it fails with
// ErrFull.
func (q *waitQueue) wait(em *emission, side int, missing func(side int) bool) error {
	v := &joinWaiter{waiter: q.node.clock.newWaiter()}
	var from []missingInput
	for i, up := range q.upstreams {
		if i == side || !missing(i) {
			continue
		}
		if up.lock == q.upstreams[side].lock {
			return q.node.fail(ErrFull)
		}
		from = append(from, missingInput{v, onlySource(up)})
	}
	q.waiters = append(q.waiters, v)
	q.node.lock.unlock()
	err := q.parkUnlessCycle(em, v, from)
	q.node.lock.lockUninterruptiblyAs(em.root.ownerID)
	q.waiters = slices.DeleteFunc(q.waiters, func(o *joinWaiter) bool { return o == v })
	if err != nil {
		return q.node.fail(err)
	}
	return nil
}

// stay parks until the visit is over. It runs without the guard: a source that waits for that alone is not stuck.
func (q *waitQueue) parkUnlessCycle(em *emission, v *joinWaiter, from []missingInput) error {
	mine := enclosingRoots(em.ctx, em.root)
	defer registerWait(mine, nil)
	for _, m := range from {
		a := resource(m)
		registerWait(mine, &a)
		if hasCycle(m, mine) {
			return ErrFull
		}
	}
	return q.node.clock.park(v.waiter, em.parkOptions())
}

// onlySource is the source that all that can reach n comes from; nil: there are several.
func onlySource(n *node) (only *root) {
	graphMu.Lock()
	defer graphMu.Unlock()
	for _, up := range ancestors(n) {
		switch {
		case up.source == nil:
		case only != nil:
			return nil
		default:
			only = up.source
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
	for _, v := range q.waiters {
		v.woken.Store(true)
		q.node.clock.wake(v.waiter)
	}
	clear(q.waiters)
	q.waiters = q.waiters[:0]
}
