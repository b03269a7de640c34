package flow

import "maps"

// Frequencies counts how often each distinct element has come, and emits all counts after each element.
//
//	in:  --a-----b--------a--------|
//	out: --{a:1}-{a:1 b:1}-{a:2 b:1}--|
//
// Each map is new and belongs to the receiver, so an element costs O(distinct elements) time. Frequencies keeps a count
// for every distinct element, without a limit. It is synchronous; it does not delay the Ack of an element.
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
