package flow

// Scan is Accumulate without an initial state: the first element becomes the first state and is emitted unchanged.
//
//	in:  --3--1--2--|
//	out: --3--4--6--|   f = sum
//
// If f panics for an element, the state stays as it was. OnError applies if f panics. Scan is synchronous. It keeps the
// state, and does not delay the Ack of an element.
func Scan[A any](s Stream[A], f func(state, v A) A, opts ...NodeOption) Stream[A] {
	mustFunc("flow.Scan", f == nil)
	cfg := configure("flow.Scan", opts, "OnError")
	return unaryNode(s, "scan", cfg, func(c *typedNode[A]) step[A] {
		var state A
		started := false
		return attemptStep(&c.node, cfg, func(_ *emission, v A) (A, bool, error) {
			if started {
				v = f(state, v)
			}
			state, started = v, true
			return v, true, nil
		}, c.emit)
	})
}
