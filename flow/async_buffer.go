package flow

import "fmt"

// Buffer lets its input go on while what is below works: up to n elements wait in a queue, in order, for a goroutine of
// the node. When the queue is full, Emit waits for room: back-pressure.
//
//	in:  -123456-----|
//	out: -1--2--3--4--5--6--|   below takes 3
//
// What fails below is returned by the sources' next Emit, and by Close and Run; the elements behind it go on. At the
// end of the stream all that waits gets out. It panics unless n > 0.
func Buffer[A any](s Stream[A], n int, opts ...NodeOption) Stream[A] {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Buffer: n must be positive, got %d", n))
	}
	return asyncNode(s, "buffer", configure("flow.Buffer", opts), n, func(l *loop, c *typedNode[A], q *queue[A]) {
		forEachQueued(l, q, c.emit)
	})
}
