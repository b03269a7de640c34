package flow

import (
	"fmt"
	"math"
)

// End is the value of Slice's parameter end that means the end of the stream.
const End = math.MaxInt

// Slice emits the elements at positions start, start+by, start+2*by and so on, before position end. Positions count
// from 0. It corresponds to Python's list[start:end:by].
//
//	in:  --a--b--c--d--e--f--|
//	out: -----b-----d-----f--|   start = 1, end = flow.End, by = 2
//
// It is synchronous and holds no elements. The elements that it leaves out are acknowledged. After position end it
// continues to take elements, so that other operators on the same stream continue, and it ends when its input
// ends. Slice panics if start or end is negative (the position -1 is known only when the stream has ended), and unless
// by > 0.
func Slice[A any](s Stream[A], start, end, by int, opts ...NodeOption) Stream[A] {
	switch {
	case start < 0:
		panic(fmt.Sprintf("flow.Slice: start must not be negative, got %d", start))
	case end < 0:
		panic(fmt.Sprintf("flow.Slice: end must not be negative, got %d", end))
	case by <= 0:
		panic(fmt.Sprintf("flow.Slice: the step must be positive, got %d", by))
	}
	return unaryNode(s, "slice", configure("flow.Slice", opts), func(c *typedNode[A]) step[A] {
		next := 0 // the position of the next element
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			position := next
			next++
			if position < start || position >= end || (position-start)%by != 0 {
				return nil
			}
			return c.emit(em, v)
		}
	})
}
