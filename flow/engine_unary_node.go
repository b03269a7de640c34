package flow

// unaryNode builds a synchronous node with one input, in the domain of that input. build gets the new node and returns
// its step, which emits with c.emit. An operator that emits at the end of the stream sets c.flush in build.
func unaryNode[A, B any](s Stream[A], kind string, cfg nodeConfig, build func(c *typedNode[B]) step[A]) *typedNode[B] {
	upstream := inputNode(s, kind)
	c := &typedNode[B]{}
	c.init(kind, cfg, nil, &upstream.node)
	upstream.connect(&c.node, build(c), c.end)
	return c
}

// inputNode returns the node of an operator's input, and panics if the stream is nil.
func inputNode[A any](s Stream[A], kind string) *typedNode[A] {
	if s == nil {
		panic("flow: " + kind + ": the stream must not be nil")
	}
	return s.asStream()
}

// end is called when one input of n has ended. After the last one, n flushes and passes the end on.
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

// enterDomain takes n's lock for an element that comes from another domain. The caller unlocks it.
func (n *node) enterDomain(em *emission) error {
	if err := n.lock.lockForEmission(em); err != nil {
		return n.fail(err)
	}
	return nil
}
