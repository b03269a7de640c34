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
	return unaryNode(s, "rate limit", configure("flow.RateLimit", opts), func(c *typedNode[A]) step[A] {
		var next monotime
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			now := c.clock.monotonic()
			if now < next {
				if _, err := em.sleepUntil(&c.node, next); err != nil {
					return c.fail(err)
				}
				now = next
			}
			next = now.add(d)
			return c.emit(em, v)
		}
	})
}
