package flow

// PartitionUnique gives slices of n elements that have n different keys. Of elements with the same key the first is kept,
// or, with KeepLast, the last, at the place where it came.
//
//	in:   --a1--b1--a2--c1----------|
//	out:  --------------a1 b1 c1----|   n = 3, key = the letter
//	last: --------------b1 a2 c1----|   with KeepLast
//
// It works at once. What is left at the end of the stream comes out as a shorter slice. What is not kept is done with.
// It holds up to n-1 elements; each slice is a new one. OnError applies where key panics. It panics unless n > 0.
func PartitionUnique[A any, K comparable](s Stream[A], n int, key func(A) K, opts ...NodeOption) Stream[[]A] {
	mustSize("flow.PartitionUnique", n)
	mustFunc("flow.PartitionUnique", key == nil)
	cfg := configure("flow.PartitionUnique", opts, "KeepLast", "OnError")
	return unaryNode(s, "partition unique", cfg, func(c *typedNode[[]A]) step[A] {
		d := newDedup[K, A](cfg)
		c.flush = func(em *emission) error {
			if d.len() == 0 {
				return nil
			}
			return d.emit(em, c)
		}
		keyed := func(_ *emission, v A) (Pair[K, A], bool, error) { return Pair[K, A]{key(v), v}, true, nil }
		return attemptStep(&c.node, cfg, keyed, func(em *emission, e Pair[K, A]) error {
			if d.add(em, e); d.len() < n {
				return nil
			}
			return d.emit(em, c)
		})
	})
}
