package flow

// Filter emits the elements for which keep returns true.
//
//	in:  --1--2--3--4--|
//	out: -----2-----4--|   keep = even
//
// It is synchronous and holds no elements. The elements that it drops are acknowledged. OnError applies if keep panics.
func Filter[A any](s Stream[A], keep func(A) bool, opts ...NodeOption) Stream[A] {
	mustFunc("flow.Filter", keep == nil)
	return filter(s, "filter", configure("flow.Filter", opts, "OnError"), keep)
}

// Remove emits the elements for which drop returns false. It is the inverse of Filter.
//
//	in:  --1--2--3--4--|
//	out: --1-----3-----|   drop = even
func Remove[A any](s Stream[A], drop func(A) bool, opts ...NodeOption) Stream[A] {
	mustFunc("flow.Remove", drop == nil)
	cfg := configure("flow.Remove", opts, "OnError")
	return filter(s, "remove", cfg, func(v A) bool { return !drop(v) })
}

// filter builds the node of Filter and Remove.
func filter[A any](s Stream[A], kind string, cfg nodeConfig, keep func(A) bool) Stream[A] {
	return unaryNode(s, kind, cfg, func(c *typedNode[A]) step[A] {
		if cfg.policies != nil {
			return attemptStep(&c.node, cfg, func(_ *emission, v A) (A, bool, error) { return v, keep(v), nil }, c.emit)
		}
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			if !keep(v) {
				return nil
			}
			return c.emit(em, v)
		}
	})
}
