package flow

import "fmt"

// Buffer lets upstream continue while downstream is busy. Up to n elements wait in a queue, in order, for a goroutine
// of the node. When the queue is full, the emitter waits for room (back-pressure).
//
//	in:  -123456-----|
//	out: -1--2--3--4--5--6--|   downstream takes 3
//
// The node is asynchronous. An error downstream is returned by the next Emit of the sources upstream, and by Close and
// Run; the elements behind the failed one continue. At the end of the stream all queued elements are emitted. Buffer
// panics unless n > 0.
func Buffer[A any](s Stream[A], n int, opts ...NodeOption) Stream[A] {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Buffer: n must be positive, got %d", n))
	}
	return asyncNode(s, "buffer", configure("flow.Buffer", opts), n, func(l *loop, c *typedNode[A], q *queue[A]) {
		forEachQueued(l, q, c.emit)
	})
}
