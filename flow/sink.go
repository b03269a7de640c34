package flow

import "context"

// Sink ends a stream in a function, which is called with each element, one at a time, and with the emission's context.
func Sink[A any](s Stream[A], f func(context.Context, A) error, opts ...NodeOption) Node {
	mustFunc("flow.Sink", f == nil)
	return unary(s, "sink", configure("flow.Sink", opts), func(c *core[struct{}]) step[A] {
		return func(t *turn, v A) error {
			t.at(&c.meta)
			if err := f(t.user(), v); err != nil {
				return c.fail(err)
			}
			return nil
		}
	})
}
