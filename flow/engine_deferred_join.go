package flow

import "slices"

// settling is a node that does not give on when an element reaches it, but when the element has come to rest: it may
// reach the node by another way too.
type deferredJoin interface {
	asNode() *node
	// settle gives on, under the node's guard. failed says that the element has failed on one of its ways.
	emitDeferred(em *emission, failed bool) error
}

// returning is an element that has come back to a junction from below.
type feedbackEntry interface {
	enter(em *emission) error
	drop(err error)
}

// later notes that z is to be settled.
func (em *emission) deferJoin(z deferredJoin) {
	if !slices.Contains(em.deferredJoins, z) {
		em.deferredJoins, em.hasPending = append(em.deferredJoins, z), true
	}
}

// forget takes the i-th join out.
func (em *emission) removeDeferred(i int) {
	last := len(em.deferredJoins) - 1
	em.deferredJoins[i], em.deferredJoins[last] = em.deferredJoins[last], nil
	em.deferredJoins = em.deferredJoins[:last]
}

// rest brings an element that has passed the graph, with this error or none, to rest: what waits for all its ways gives
// on, and what has come back to a junction passes again, until nothing is left. It runs at the root, which holds no guard
// but its own.
func (em *emission) settle(err error) error {
	err = em.emitDeferredAt(nil, err)
	if em.feedback.Len() == 0 {
		return err
	}
	var errs errorList // an element that goes round for ever may fail for ever
	for em.feedback.Len() > 0 {
		e := em.feedback.Pop()
		if cause := em.cancelled(); cause != nil {
			e.drop(cause)
			errs.addIfAny(cause)
			continue
		}
		errs.addIfAny(em.emitDeferredAt(nil, e.enter(em)))
	}
	return joinTwo(err, errs.join(em.root.node))
}

// over says why the turn should not go on.
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

// emitDeferredNow settles z, if it is to be settled, for its end has come. It runs under z's guard.
func (em *emission) emitDeferredNow(z deferredJoin) {
	if i := slices.Index(em.deferredJoins, z); i >= 0 {
		em.removeDeferred(i)
		em.addError(z.emitDeferred(em, false))
	}
}

// settle has the nodes that the element has reached give on, from the top of the graph to the bottom: those whose ways
// part at top; nil: all.
func (em *emission) emitDeferredAt(top *node, err error) error {
	for {
		first := -1
		for i, z := range em.deferredJoins {
			if n := z.asNode(); (top == nil || n.dominator == top) && (first < 0 || n.id < em.deferredJoins[first].asNode().id) {
				first = i
			}
		}
		if first < 0 {
			return err
		}
		z := em.deferredJoins[first]
		em.removeDeferred(first)
		err = joinTwo(err, em.emitDeferredJoin(z, err != nil, top != nil))
	}
}

func (em *emission) emitDeferredJoin(z deferredJoin, failed, held bool) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = em.panicError(p)
		}
	}()
	if n := z.asNode(); !held && n.lock != em.root.lock {
		if err := n.enterDomain(em); err != nil {
			return err
		}
		defer n.lock.unlock()
	}
	return z.emitDeferred(em, failed)
}

// deferTo says that the ways of an element to n part at top: n settles when what top has given has come to rest. Needs
// graphMu.
func (n *node) deferTo(top *node) {
	n.dominator, top.emitsDeferred = top, true
	top.recompose()
}

// parting finds the lowest node that all ways to the inputs of a join pass, where these are under one guard: there is one,
// for the node that the guard is of is one. Needs graphMu.
func commonDominator(inputs []*node) *node {
	all := traverse(inputs, func(n *node) []*node { return n.inputsUnder(inputs[0].lock) })
	for _, candidate := range slices.Backward(all) {
		reached := traverse(inputs, func(n *node) []*node {
			if n == candidate {
				return nil
			}
			return n.inputsUnder(inputs[0].lock)
		})
		passed := func(n *node) bool { return n == candidate || len(n.inputsUnder(inputs[0].lock)) > 0 }
		if slices.Contains(reached, candidate) && !slices.ContainsFunc(reached, func(n *node) bool { return !passed(n) }) {
			return candidate
		}
	}
	return all[0]
}

// inputsUnder lists the inputs that are under g; ways back to a junction are none.
func (n *node) inputsUnder(lock *domainLock) (ups []*node) {
	for _, u := range n.upstreams {
		if u.lock == lock && u.id < n.id {
			ups = append(ups, u)
		}
	}
	return ups
}
