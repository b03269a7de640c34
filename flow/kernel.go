package flow

// unary builds a node with one input, below its input's guard: the kernel of every operator that answers an element at
// once. build gets the new node, whose emit gives elements on, and returns what the node does with an element.
// A flush, if the operator has something to give at the end of the stream, is set by build as node.flush.
func unary[A, B any](s Stream[A], kind string, cfg nodeConfig, build func(c *core[B]) step[A]) *core[B] {
	up := input(s, kind)
	c := &core[B]{}
	c.init(kind, cfg, nil, &up.meta)
	up.connect(&c.meta, build(c), c.end)
	return c
}

// input is the core of a node's input.
func input[A any](s Stream[A], kind string) *core[A] {
	if s == nil {
		panic("flow: " + kind + ": the stream must not be nil")
	}
	return s.stream()
}

// end is told that one input of n has ended; after the last, n flushes and passes the end on.
func (n *meta) end(t *turn) {
	n.open--
	if n.open > 0 {
		return
	}
	if n.flush != nil {
		t.node = n
		t.collect(protect(t, n.flush))
	}
	n.endBelow(t)
}

// enter takes n's guard for an element that comes from under another; the caller gives it back.
func (n *meta) enter(t *turn) error {
	if err := n.guard.lockFor(t); err != nil {
		return n.fail(err)
	}
	return nil
}

// guardedEnd is how the end of an input gets into a join: through the join's guard, or, where all inputs have the same
// guard already, straight.
func guardedEnd(n *meta, own bool, end func(t *turn)) func(t *turn) {
	if !own {
		return end
	}
	return func(t *turn) {
		n.guard.lockAnyway()
		defer n.guard.unlock()
		end(t)
	}
}

// joint says which guard a node with these inputs has, and whether it is a new one of its own.
func joint(ups ...*meta) (g *guard, own bool) {
	for _, u := range ups {
		if u.guard != ups[0].guard {
			return newGuard(ups[0].clock), true
		}
	}
	return ups[0].guard, false
}
