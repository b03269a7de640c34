package flow

import "slices"

// deferredJoin is a join that does not emit when an element reaches it, but when the emission has settled: the element
// may still reach the join by another path. GlitchFree makes such joins.
type deferredJoin interface {
	asNode() *node
	// emitDeferred emits, under the node's lock. failed says that the element has failed on one of its paths.
	emitDeferred(em *emission, failed bool) error
}

// feedbackEntry is an element that has come back to a junction from below.
type feedbackEntry interface {
	enter(em *emission) error
	drop(err error)
}

// deferJoin records that j emits when the emission has settled.
func (em *emission) deferJoin(j deferredJoin) {
	if !slices.Contains(em.deferredJoins, j) {
		em.deferredJoins, em.hasPending = append(em.deferredJoins, j), true
	}
}

// removeDeferred removes the i-th deferred join.
func (em *emission) removeDeferred(i int) {
	last := len(em.deferredJoins) - 1
	em.deferredJoins[i], em.deferredJoins[last] = em.deferredJoins[last], nil
	em.deferredJoins = em.deferredJoins[:last]
}

// settle finishes an emission that has passed the graph with err, or with nil. It lets the deferred joins emit, then
// passes the feedback elements, until nothing is left. It runs at the root, which holds no lock but its own.
func (em *emission) settle(err error) error {
	err = em.emitDeferredAt(nil, err)
	if em.feedback.Len() == 0 {
		return err
	}
	var errs errorList // an endless cycle may fail endlessly
	for em.feedback.Len() > 0 {
		e := em.feedback.Pop()
		if cause := em.cancelled(); cause != nil {
			e.drop(cause)
			errs.addIfAny(cause)
			continue
		}
		errs.addIfAny(em.emitDeferredAt(nil, e.enter(em)))
	}
	return joinErrors(err, errs.join(em.root.node))
}

// cancelled returns why the emission should stop, or nil.
func (em *emission) cancelled() error {
	if err := em.ctx.Err(); err != nil {
		return err
	}
	select {
	case <-em.root.aborted:
		return ErrAborted
	default:
		return nil
	}
}

// emitDeferredNow lets j emit, if it is deferred, because j ends. The caller holds j's lock.
func (em *emission) emitDeferredNow(j deferredJoin) {
	if i := slices.Index(em.deferredJoins, j); i >= 0 {
		em.removeDeferred(i)
		em.addError(j.emitDeferred(em, false))
	}
}

// emitDeferredAt lets the deferred joins with this dominator emit, in topological order. If dominator is nil, it takes
// all.
func (em *emission) emitDeferredAt(top *node, err error) error {
	for {
		first := -1
		for i, j := range em.deferredJoins {
			if n := j.asNode(); (top == nil || n.dominator == top) && (first < 0 || n.id < em.deferredJoins[first].asNode().id) {
				first = i
			}
		}
		if first < 0 {
			return err
		}
		j := em.deferredJoins[first]
		em.removeDeferred(first)
		err = joinErrors(err, em.emitDeferredJoin(j, err != nil, top != nil))
	}
}

// emitDeferredJoin lets one join emit. held says that the caller already holds the join's lock.
func (em *emission) emitDeferredJoin(j deferredJoin, failed, held bool) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = em.panicError(p)
		}
	}()
	if n := j.asNode(); !held && n.lock != em.root.lock {
		if err := n.enterDomain(em); err != nil {
			return err
		}
		defer n.lock.unlock()
	}
	return j.emitDeferred(em, failed)
}

// deferTo makes the join n emit after each element of dominator. The caller holds graphMu.
func (n *node) deferTo(top *node) {
	n.dominator, top.emitsDeferred = top, true
	top.recompose()
}

// commonDominator returns the nearest common dominator of the inputs of a join: the lowest node that every path to
// them passes. The inputs are in one domain, so there is one: the node that owns the domain is a dominator. The caller
// holds graphMu.
func commonDominator(inputs []*node) *node {
	all := traverse(inputs, func(n *node) []*node { return n.inputsInDomain(inputs[0].lock) })
	for _, candidate := range slices.Backward(all) {
		reached := traverse(inputs, func(n *node) []*node {
			if n == candidate {
				return nil
			}
			return n.inputsInDomain(inputs[0].lock)
		})
		passed := func(n *node) bool { return n == candidate || len(n.inputsInDomain(inputs[0].lock)) > 0 }
		if slices.Contains(reached, candidate) && !slices.ContainsFunc(reached, func(n *node) bool { return !passed(n) }) {
			return candidate
		}
	}
	return all[0]
}

// inputsInDomain returns the inputs of n in the domain of lock, without feedback edges.
func (n *node) inputsInDomain(lock *domainLock) (upstreams []*node) {
	for _, u := range n.upstreams {
		if u.lock == lock && u.id < n.id {
			upstreams = append(upstreams, u)
		}
	}
	return upstreams
}
