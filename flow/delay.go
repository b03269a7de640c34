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
	opts = append([]NodeOption{Capacity(waitingRoom)}, opts...)
	cfg := configure("flow.Delay", opts, "Capacity")
	q := newStamped[A](cfg.capacity, input(s, "delay").clock)
	return behind(s, "delay", cfg, q, func(l *loop, c *core[A], q *queue[A]) {
		w, emit := l.clock.newWaiter(), c.emit
		var now moment // or later: asked for anew only where that matters
		for !l.dropped.Load() {
			e, ok := q.take(l)
			if !ok {
				return
			}
			now = max(now, q.at)
			if due := q.at.plus(d); due > now {
				var err error
				if now, err = sleepUntil(l.clock, w, l.until(due), due); err != nil {
					e.ack.release(err)
					return
				}
			}
			l.note(enter(l, emit, e.v, e.ack))
			l.settle()
		}
	})
}
