package flow

import "context"

// Transform is the general synchronous operator with one input. f is called with each element and may emit any number
// of results. end, which may be nil, is called at the end of the stream and may emit what is left.
//
//	in:  --1--2-----3--|
//	out: -----3--------3|   f = sums of two; end = what is left
//
// emit returns when the result has passed everything downstream, with the first error, which f should return. f and end
// are called one at a time, and must not emit after they have returned. An element is acknowledged when f has returned
// and what f emitted has been acknowledged. So its Ack does not cover what f keeps of the element. If f fails, what it
// has emitted before is not taken back.
func Transform[A, B any](
	s Stream[A],
	f func(ctx context.Context, v A, emit func(B) error) error,
	end func(ctx context.Context, emit func(B) error) error,
	opts ...NodeOption,
) Stream[B] {
	mustFunc("flow.Transform", f == nil)
	cfg := configure("flow.Transform", opts)
	return unaryNode(s, "transform", cfg, func(c *typedNode[B]) step[A] {
		var current *emission       // the emission in which f or end runs
		downstreamErr := error(nil) // the last error of emit: it is not a failure of this node
		emit := func(v B) error {
			err := c.emit(current, v)
			current.node = &c.node
			if err != nil {
				downstreamErr = err
			}
			return err
		}
		run := func(em *emission, call func() error) error {
			current, downstreamErr = em, nil
			err := call()
			if err == nil || err == downstreamErr {
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
