package flow

import "fmt"

// SlidingWindow gives the last n elements, oldest first, each time one comes: full windows only, unless Partial(true)
// asks for those of the first elements too.
//
//	in:  --1--2--3--4--|
//	out: --------123--234--|   n = 3
//
// Each window is a new slice, the receiver's to keep: one allocation and a copy of n elements. It panics unless n > 0.
func SlidingWindow[A any](s Stream[A], n int, opts ...NodeOption) Stream[[]A] {
	if n <= 0 {
		panic(fmt.Sprintf("flow.SlidingWindow: n must be positive, got %d", n))
	}
	cfg := configure("flow.SlidingWindow", opts, "Partial")
	return unaryNode(s, "sliding window", cfg, func(c *typedNode[[]A]) step[A] {
		var ring []A    // grows to n; then next is the oldest
		var held []*Ack // of the elements in ring
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
			if len(ring) == n { // the oldest will be in no window any more
				releaseAll(held[next:next+1], nil)
			}
			return err
		}
	})
}
