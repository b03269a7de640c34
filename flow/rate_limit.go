package flow

import (
	"fmt"
	"time"
)

// RateLimit lets elements pass no closer together than d: one that comes sooner waits, and its emitter with it. The
// first passes at once; nothing is lost.
//
//	in:  -123--------4--|
//	out: -1--2--3----4--|   d = 3
//
// The wait ends with the emission's context; the element is then not passed on. It panics if d is negative.
func RateLimit[A any](s Stream[A], d time.Duration, opts ...NodeOption) Stream[A] {
	if d < 0 {
		panic(fmt.Sprintf("flow.RateLimit: the interval must not be negative, got %v", d))
	}
	return unary(s, "rate limit", configure("flow.RateLimit", opts), func(c *core[A]) step[A] {
		var next moment
		return func(t *turn, v A) error {
			t.at(&c.meta)
			now := c.clock.moment()
			if now < next {
				if _, err := t.sleepUntil(&c.meta, next); err != nil {
					return c.fail(err)
				}
				now = next
			}
			next = now.plus(d)
			return c.emit(t, v)
		}
	})
}
