package flow

import "fmt"

// SlidingWindow emits the last n elements, oldest first, each time an element comes. It emits only full windows; with
// Partial(true) it also emits the incomplete windows of the first elements.
//
//	in:  --1--2--3--4--|
//	out: --------123--234--|   n = 3
//
// It is synchronous. It holds up to n-1 elements between emissions. An element is acknowledged when it has left the
// window and the windows with it have been acknowledged. At the end of the stream it emits nothing. Each window is a
// new slice and belongs to the receiver: one allocation and a copy of n elements. SlidingWindow panics unless n > 0.
func SlidingWindow[A any](s Stream[A], n int, opts ...NodeOption) Stream[[]A] {
	if n <= 0 {
		panic(fmt.Sprintf("flow.SlidingWindow: n must be positive, got %d", n))
	}
	cfg := configure("flow.SlidingWindow", opts, "Partial")
	return unaryNode(s, "sliding window", cfg, func(c *typedNode[[]A]) step[A] {
		var ring []A    // grows to n elements; then next is the index of the oldest
		var held []*Ack // the Acks of the elements in ring
		next := 0
		c.flush = func(*emission) error { releaseAll(held, nil); return nil }
		return func(em *emission, v A) error {
			em.enterNode(&c.node)
			if len(ring) < n {
				ring, held = append(ring, v), append(held, em.retainAck())
			} else {
				ring[next], held[next] = v, em.retainAck()
				next = (next + 1) % n
			}
			if len(ring) < n && !cfg.partial {
				return nil
			}
			window := make([]A, 0, len(ring))
			window = append(window, ring[next:]...)
			err := emitGroup(em, c, append(window, ring[:next]...), held)
			if len(ring) == n { // the oldest element is in no later window
				releaseAll(held[next:next+1], nil)
			}
			return err
		}
	})
}
