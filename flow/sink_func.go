package flow

import "context"

// Sink calls f with each element of a stream, one at a time, and with the emission's context. If f
// returns an error, Emit returns it with the node's name, unless OnError sets another policy. An element is acknowledged
// when f has returned.
func Sink[A any](s Stream[A], f func(context.Context, A) error, opts ...NodeOption) Node {
	mustFunc("flow.Sink", f == nil)
	cfg := configure("flow.Sink", opts, "OnError")
	return unaryNode(s, "sink", cfg, func(c *typedNode[struct{}]) step[A] {
		if cfg.policies != nil {
			return attemptStep(&c.node, cfg, func(em *emission, v A) (none struct{}, _ bool, err error) {
				return none, false, f(em.userContext(), v)
			}, nil)
		}
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			if err := f(em.userContext(), v); err != nil {
				return c.fail(err)
			}
			return nil
		}
	})
}
