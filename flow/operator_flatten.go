package flow

// Flatten emits the items of each element, which is a slice, one by one.
//
//	in:  --[1 2]--[]--[3]--|
//	out: --1 2--------3----|
//
// It is synchronous and holds no elements. An empty element is acknowledged, and nothing is emitted for it. If an
// item fails downstream, the items after it are not emitted. The element's Ack covers all of its items.
func Flatten[A any](s Stream[[]A], opts ...NodeOption) Stream[A] {
	return unaryNode(s, "flatten", configure("flow.Flatten", opts), func(c *typedNode[A]) step[[]A] {
		return func(em *emission, v []A) error {
			em.enterNode(&c.node)
			for _, item := range v {
				if err := c.emit(em, item); err != nil {
					return err
				}
			}
			return nil
		}
	})
}
