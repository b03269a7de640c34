package flow

// unary builds a node with one input, below its input's guard: the kernel of every operator that answers an element at
// once. build gets the new node, whose emit gives elements on, and returns what the node does with an element.
// A flush, if the operator has something to give at the end of the stream, is set by build as node.flush.
func unaryNode[A, B any](s Stream[A], kind string, cfg nodeConfig, build func(c *typedNode[B]) step[A]) *typedNode[B] {
	up := inputNode(s, kind)
	c := &typedNode[B]{}
	c.init(kind, cfg, nil, &up.node)
	up.connect(&c.node, build(c), c.end)
	return c
}

// input is the core of a node's input.
func inputNode[A any](s Stream[A], kind string) *typedNode[A] {
	if s == nil {
		panic("flow: " + kind + ": the stream must not be nil")
	}
	return s.asStream()
}

// end is told that one input of n has ended; after the last, n flushes and passes the end on.
func (n *node) end(em *emission) {
	n.openInputs--
	if n.openInputs > 0 {
		return
	}
	if n.flush != nil {
		em.node = n
		em.addError(protect(em, n.flush))
	}
	n.endBelow(em)
}

// enter takes n's guard for an element that comes from under another; the caller gives it back.
func (n *node) enterDomain(em *emission) error {
	if err := n.lock.lockForEmission(em); err != nil {
		return n.fail(err)
	}
	return nil
}

// endUnderLock is how the end of an input gets into a join: through the join's guard, or, where all inputs have the same
// guard already, straight.
func endUnderLock(n *node, ownLock bool, end func(em *emission)) func(em *emission) {
	if !ownLock {
		return end
	}
	return func(em *emission) {
		n.lock.lockUninterruptibly()
		defer n.lock.unlock()
		end(em)
	}
}

// joint says which guard a node with these inputs has, and whether it is a new one of its own.
func lockForInputs(ups ...*node) (lock *domainLock, ownLock bool) {
	for _, u := range ups {
		if u.lock != ups[0].lock {
			return newDomainLock(ups[0].clock), true
		}
	}
	return ups[0].lock, false
}
