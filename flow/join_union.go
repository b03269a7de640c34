package flow

// Union emits the elements of all streams, in the order in which they come. It is synchronous and holds no elements. It
// ends when all streams have ended. Union panics without streams.
//
//	a:   --1-----3--|
//	b:   -----2--------4--|
//	out: --1--2--3-----4--|
func Union[A any](streams ...Stream[A]) Stream[A] {
	if len(streams) == 0 {
		panic("flow.Union: needs at least one stream")
	}
	upstreams := make([]*node, len(streams))
	for i, s := range streams {
		upstreams[i] = inputNode(s, "union").asNode()
	}
	c := &typedNode[A]{}
	lock, ownLock := lockForInputs(upstreams...)
	c.init("union", nodeConfig{}, lock, upstreams...)
	take := func(em *emission, v A) error {
		if ownLock {
			if err := c.enterDomain(em); err != nil {
				return err
			}
			defer c.lock.unlock()
		}
		c.in++
		return c.emit(em, v)
	}
	for _, s := range streams {
		s.asStream().connect(&c.node, take, endUnderLock(&c.node, ownLock, c.end))
	}
	return c
}
