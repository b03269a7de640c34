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
	return unary(s, "frequencies", configure("flow.Frequencies", opts), func(c *core[map[A]int]) step[A] {
		counts := map[A]int{}
		return func(t *turn, v A) error {
			t.at(&c.meta)
			counts[v]++
			return c.emit(t, maps.Clone(counts))
		}
	})
}
