package flow

import (
	"fmt"
	"math"
)

// End as Slice's end means: until the stream's own end.
const End = math.MaxInt

// Slice gives the elements at positions start, start+by, start+2*by and so on before end, counted from 0, as
// Python's list[start:end:by] does.
//
//	in:  --a--b--c--d--e--f--|
//	out: -----b-----d-----f--|   start = 1, end = flow.End, by = 2
//
// It works at once and holds nothing back; what it leaves out is done with. Behind end it goes on taking elements, so
// that others who take from the same stream are not disturbed, and ends when its input does. It panics if start or end
// is negative (what is at -1 is known only when the stream has ended), and unless by > 0.
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
		next := 0 // the next element's position
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			at := next
			next++
			if at < start || at >= end || (at-start)%by != 0 {
				return nil
			}
			return c.emit(em, v)
		}
	})
}
