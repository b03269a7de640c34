package flow

import (
	"fmt"
	"time"
)

// RateLimit emits elements at least d apart. If an element comes sooner, its emitter waits. The first element
// is emitted without a wait. No element is dropped.
//
//	in:  -123--------4--|
//	out: -1--2--3----4--|   d = 3
//
// RateLimit is synchronous. The wait ends when the emission's context ends; the element is then not emitted, and Emit
// returns the error. RateLimit panics if d is negative.
func RateLimit[A any](s Stream[A], d time.Duration, opts ...NodeOption) Stream[A] {
	if d < 0 {
		panic(fmt.Sprintf("flow.RateLimit: the interval must not be negative, got %v", d))
	}
	return unaryNode(s, "rate limit", configure("flow.RateLimit", opts), func(c *typedNode[A]) step[A] {
		var next monotime // when the next element may be emitted
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
