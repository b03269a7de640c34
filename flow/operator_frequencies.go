package flow

import "maps"

// Frequencies counts how often each element has come, and gives all counts after each.
//
//	in:  --a-----b--------a--------|
//	out: --{a:1}-{a:1 b:1}-{a:2 b:1}--|
//
// Each map is a new one, the receiver's to keep: O(distinct elements) time an element. It remembers every distinct
// element, without a bound; it holds no element back.
func Frequencies[A comparable](s Stream[A], opts ...NodeOption) Stream[map[A]int] {
	return unaryNode(s, "frequencies", configure("flow.Frequencies", opts), func(c *typedNode[map[A]int]) step[A] {
		counts := map[A]int{}
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			counts[v]++
			return c.emit(em, maps.Clone(counts))
		}
	})
}
