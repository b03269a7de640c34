package flow

import "context"

// Map gives f of each element.
//
//	in:  --1--2--3--|
//	out: --2--4--6--|   f = x * 2
//
// It works at once, holds nothing back, and costs about 2 ns beside f.
func Map[A, B any](s Stream[A], f func(A) B, opts ...NodeOption) Stream[B] {
	mustFunc("flow.Map", f == nil)
	return unary(s, "map", configure("flow.Map", opts), func(c *core[B]) step[A] {
		return func(t *turn, v A) error {
			t.at(&c.meta)
			return c.emit(t, f(v))
		}
	})
}

// TryMap is Map for functions that can fail. An element for which f returns an error goes no further: the error, with
// the node's name, is returned by Emit.
func TryMap[A, B any](s Stream[A], f func(A) (B, error), opts ...NodeOption) Stream[B] {
	mustFunc("flow.TryMap", f == nil)
	return unary(s, "try map", configure("flow.TryMap", opts), func(c *core[B]) step[A] {
		return func(t *turn, v A) error {
			t.at(&c.meta)
			out, err := f(v)
			if err != nil {
				return c.fail(err)
			}
			return c.emit(t, out)
		}
	})
}

// MapContext is TryMap for functions that wait: they get the emission's context, which ends when the emitter, or a
// Close that has run out of time, no longer wants the result. Elements below one source wait for one another.
func MapContext[A, B any](s Stream[A], f func(context.Context, A) (B, error), opts ...NodeOption) Stream[B] {
	mustFunc("flow.MapContext", f == nil)
	return unary(s, "map context", configure("flow.MapContext", opts), func(c *core[B]) step[A] {
		return func(t *turn, v A) error {
			t.at(&c.meta)
			out, err := f(t.user(), v)
			if err != nil {
				return c.fail(err)
			}
			return c.emit(t, out)
		}
	})
}
