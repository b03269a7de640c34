package flow

// Scan is Accumulate without a start value: the first element is the first state and is given as it is.
//
//	in:  --3--1--2--|
//	out: --3--4--6--|   f = sum
//
// An element for which f panics leaves the state as it was. It works at once and keeps one element, which is done with
// all the same.
func Scan[A any](s Stream[A], f func(state, v A) A, opts ...NodeOption) Stream[A] {
	mustFunc("flow.Scan", f == nil)
	cfg := configure("flow.Scan", opts, "OnError")
	return unaryNode(s, "scan", cfg, func(c *typedNode[A]) step[A] {
		var state A
		begun := false
		return attemptStep(&c.node, cfg, func(_ *emission, v A) (A, bool, error) {
			if begun {
				v = f(state, v)
			}
			state, begun = v, true
			return v, true, nil
		}, c.emit)
	})
}
