package flow

import "context"

// Sink ends a stream in a function, which is called with each element, one at a time, and with the emission's context.
func Sink[A any](s Stream[A], f func(context.Context, A) error, opts ...NodeOption) Node {
	mustFunc("flow.Sink", f == nil)
	cfg := configure("flow.Sink", opts, "OnError")
	return unary(s, "sink", cfg, func(c *core[struct{}]) step[A] {
		if cfg.policies != nil {
			return answer(&c.meta, cfg, func(t *turn, v A) (none struct{}, _ bool, err error) {
				return none, false, f(t.user(), v)
			}, nil)
		}
		return func(t *turn, v A) error {
			t.at(&c.meta)
			if err := f(t.user(), v); err != nil {
				return c.fail(err)
			}
			return nil
		}
	})
}
