package flow

// PartitionUnique groups the elements into slices of n elements with n different keys. Of several elements with the
// same key it keeps the first, or, with KeepLast, the last. The kept elements are in the order in which they came.
//
//	in:   --a1--b1--a2--c1----------|
//	out:  --------------a1 b1 c1----|   n = 3, key = the letter
//	last: --------------b1 a2 c1----|   with KeepLast
//
// It is synchronous. At the end of the stream it emits the remaining elements as a shorter slice. It holds up to n-1
// elements. The elements that it does not keep are acknowledged; the others are acknowledged when their slice is. Each
// slice is new and belongs to the receiver. OnError applies if key panics. PartitionUnique panics unless n > 0.
func PartitionUnique[A any, K comparable](s Stream[A], n int, key func(A) K, opts ...NodeOption) Stream[[]A] {
	mustSize("flow.PartitionUnique", n)
	mustFunc("flow.PartitionUnique", key == nil)
	cfg := configure("flow.PartitionUnique", opts, "KeepLast", "OnError")
	return unaryNode(s, "partition unique", cfg, func(c *typedNode[[]A]) step[A] {
		unique := newDedup[K, A](cfg)
		c.flush = func(em *emission) error {
			if unique.len() == 0 {
				return nil
			}
			return unique.emit(em, c)
		}
		keyed := func(_ *emission, v A) (Pair[K, A], bool, error) { return Pair[K, A]{key(v), v}, true, nil }
		return attemptStep(&c.node, cfg, keyed, func(em *emission, e Pair[K, A]) error {
			if unique.add(em, e); unique.len() < n {
				return nil
			}
			return unique.emit(em, c)
		})
	})
}
