package flow

import (
	"fmt"
	"time"
)

// Delay gives every element d later than it came, on the source's clock.
//
//	in:  --1-2------3--|
//	out: -----1-2------3--|   d = 3
//
// The input goes on meanwhile: the node is asynchronous and holds up to Capacity elements, 1024 unless set; then the
// input waits. At the end of the stream what it holds still comes out at its time. It panics if d is negative.
func Delay[A any](s Stream[A], d time.Duration, opts ...NodeOption) Stream[A] {
	if d < 0 {
		panic(fmt.Sprintf("flow.Delay: the delay must not be negative, got %v", d))
	}
	opts = append([]NodeOption{Capacity(timedQueueCapacity)}, opts...)
	cfg := configure("flow.Delay", opts, "Capacity")
	q := newTimestampedQueue[A](cfg.capacity, inputNode(s, "delay").clock)
	return asyncNodeWithQueue(s, "delay", cfg, q, func(l *loop, c *typedNode[A], q *queue[A]) {
		w, emit := l.clock.newWaiter(), c.emit
		var now monotime // or later: asked for anew only where that matters
		for !l.dropped.Load() {
			e, ok := q.take(l)
			if !ok {
				return
			}
			now = max(now, q.takenAt)
			if due := q.takenAt.add(d); due > now {
				var err error
				if now, err = sleepUntil(l.clock, w, l.parkUntil(due), due); err != nil {
					e.ack.release(err)
					return
				}
			}
			l.noteError(emitFromLoop(l, emit, e.v, e.ack))
			l.markProcessed()
		}
	})
}
