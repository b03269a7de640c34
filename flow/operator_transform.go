package flow

import "context"

// Transform is the general operator with one input: f emits for each element what it likes, and end, which may be nil,
// what is left at the end of the stream.
//
//	in:  --1--2-----3--|
//	out: -----3--------3|   f = sums of two; end = what is left
//
// It works at once: emit returns when all that it reached is done, with the first error, which f should return. f and end
// are called one at a time and must not emit later. An element is done with when f has returned, so what f keeps of it is
// not covered by its Ack. If f fails, what it had emitted stays emitted.
func Transform[A, B any](s Stream[A], f func(ctx context.Context, v A, emit func(B) error) error, end func(ctx context.Context, emit func(B) error) error, opts ...NodeOption) Stream[B] {
	mustFunc("flow.Transform", f == nil)
	cfg := configure("flow.Transform", opts)
	return unaryNode(s, "transform", cfg, func(c *typedNode[B]) step[A] {
		var now *emission
		below := error(nil) // what emit has returned: not this node's failure
		emit := func(v B) error {
			err := c.emit(now, v)
			now.node = &c.node
			if err != nil {
				below = err
			}
			return err
		}
		run := func(em *emission, call func() error) error {
			now, below = em, nil
			err := call()
			if err == nil || err == below {
				return err
			}
			return c.fail(err)
		}
		if end != nil {
			c.flush = func(em *emission) error {
				return run(em, func() error { return end(em.userContext(), emit) })
			}
		}
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			return run(em, func() error { return f(em.userContext(), v, emit) })
		}
	})
}
