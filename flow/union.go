package flow

// Union gives the elements of all streams, in the order in which they come. It ends when all have ended. It panics
// without streams.
//
//	a:   --1-----3--|
//	b:   -----2--------4--|
//	out: --1--2--3-----4--|
func Union[A any](streams ...Stream[A]) Stream[A] {
	if len(streams) == 0 {
		panic("flow.Union: needs at least one stream")
	}
	ups := make([]*meta, len(streams))
	for i, s := range streams {
		ups[i] = input(s, "union").node()
	}
	c := &core[A]{}
	g, own := joint(ups...)
	c.init("union", nodeConfig{}, g, ups...)
	take := func(t *turn, v A) error {
		if own {
			if err := c.enter(t); err != nil {
				return err
			}
			defer c.guard.unlock()
		}
		c.in++
		return c.emit(t, v)
	}
	for _, s := range streams {
		s.stream().connect(&c.meta, take, guardedEnd(&c.meta, own, c.end))
	}
	return c
}
