package flow

import (
	"fmt"
	"time"
)

// Delay emits each element d after it came, on the source's clock.
//
//	in:  --1-2------3--|
//	out: -----1-2------3--|   d = 3
//
// The node is asynchronous, so upstream continues during the delay. It holds up to Capacity elements (default 1,024),
// then the emitter waits. At the end of the stream the elements that it holds are emitted when their delay has passed.
// Delay panics if d is negative.
func Delay[A any](s Stream[A], d time.Duration, opts ...NodeOption) Stream[A] {
	if d < 0 {
		panic(fmt.Sprintf("flow.Delay: the delay must not be negative, got %v", d))
	}
	opts = append([]NodeOption{Capacity(timedQueueCapacity)}, opts...)
	cfg := configure("flow.Delay", opts, "Capacity")
	q := newTimestampedQueue[A](cfg.capacity, inputNode(s, "delay").clock)
	return asyncNodeWithQueue(s, "delay", cfg, q, func(l *loop, c *typedNode[A], q *queue[A]) {
		w, emit := l.clock.newWaiter(), c.emit
		var now monotime // a lower bound of the time; the clock is read only if an element is not due by then
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
			l.recordError(emitFromLoop(l, emit, e.v, e.ack))
			l.markProcessed()
		}
	})
}
