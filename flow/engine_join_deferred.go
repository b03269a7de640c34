package flow

import "slices"

// deferredJoin is a join that does not emit when an element reaches it, because the element may still reach it on
// another path. It emits when the element has passed all paths: after the element of its dominator, or when the
// emission settles. GlitchFree makes such joins.
type deferredJoin interface {
	asNode() *node
	// emitDeferred emits. The caller holds the node's lock. failed is true if the element has failed on one of its paths.
	emitDeferred(em *emission, failed bool) error
}

// feedbackEntry is an element that has come back to a junction and waits in the emission.
type feedbackEntry interface {
	enter(em *emission) error // passes the element to the junction
	drop(err error)           // fails the element with err
}

// deferJoin records that j has something to emit later in this emission.
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

// settle finishes an emission whose steps have returned err, which may be nil. It makes the deferred joins emit, then
// passes the feedback elements, until nothing is left. It runs at the root, which holds only its own lock.
func (em *emission) settle(err error) error {
	err = em.emitDeferredAt(nil, err)
	if em.feedback.Len() == 0 {
		return err
	}
	var errs errorList // bounded, because an endless cycle can fail without end
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

// emitDeferredNow makes j emit if it is deferred. It is called when j ends. The caller holds j's lock.
func (em *emission) emitDeferredNow(j deferredJoin) {
	if i := slices.Index(em.deferredJoins, j); i >= 0 {
		em.removeDeferred(i)
		em.addError(j.emitDeferred(em, false))
	}
}

// emitDeferredAt makes the deferred joins with this dominator emit, in topological order. If dominator is nil, it makes
// all emit. err is the error so far; emitDeferredAt returns it joined with the joins' errors.
func (em *emission) emitDeferredAt(dominator *node, err error) error {
	for {
		first := -1
		for i, j := range em.deferredJoins {
			n := j.asNode()
			if dominator != nil && n.dominator != dominator {
				continue
			}
			if first < 0 || n.id < em.deferredJoins[first].asNode().id {
				first = i
			}
		}
		if first < 0 {
			return err
		}
		j := em.deferredJoins[first]
		em.removeDeferred(first)
		err = joinErrors(err, em.emitDeferredJoin(j, err != nil, dominator != nil))
	}
}

// emitDeferredJoin makes one join emit. It takes the join's lock, unless held is true: then the caller holds it.
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
func (n *node) deferTo(dominator *node) {
	n.dominator, dominator.emitsDeferred = dominator, true
	dominator.recompose()
}

// commonDominator returns the nearest common dominator of the inputs of a join: the lowest node that every path to
// them passes. The inputs are in one domain, so there is such a node: the one that owns the domain is a dominator. The
// caller holds graphMu.
func commonDominator(inputs []*node) *node {
	lock := inputs[0].lock
	all := traverse(inputs, func(n *node) []*node { return n.inputsInDomain(lock) })
	for _, candidate := range slices.Backward(all) {
		reached := traverse(inputs, func(n *node) []*node { // upwards, but not beyond the candidate
			if n == candidate {
				return nil
			}
			return n.inputsInDomain(lock)
		})
		bypasses := func(n *node) bool { return n != candidate && len(n.inputsInDomain(lock)) == 0 }
		if slices.Contains(reached, candidate) && !slices.ContainsFunc(reached, bypasses) {
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
