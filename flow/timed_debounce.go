package flow

import (
	"fmt"
	"time"
)

// Debounce emits an element when d has passed since it came and no other element has come.
//
//	in:  --1-2-3--------4--------5|
//	out: ----------3--------4----5|   d = 3
//
// An element that is followed by another one within d is dropped and acknowledged. At the end of the stream the last
// element is emitted without a wait. The times are those at which the elements came, on the source's clock.
//
// The node is asynchronous. It holds one element; up to 1,024 more wait in its queue while downstream is busy, then the
// emitter waits. Debounce panics if d is negative.
func Debounce[A any](s Stream[A], d time.Duration, opts ...NodeOption) Stream[A] {
	if d < 0 {
		panic(fmt.Sprintf("flow.Debounce: the interval must not be negative, got %v", d))
	}
	cfg := configure("flow.Debounce", opts)
	return timedNode(s, "debounce", cfg, timedQueueCapacity, func(c *typedNode[A]) timedOperator[A] {
		var last A
		var ack *Ack
		due := never // never: no element is held
		emitLast := func(em *emission) error {
			if due == never {
				return nil
			}
			v, a := last, ack
			var none A
			last, ack, due = none, nil, never
			return emitUnder(em, c, v, a)
		}
		return timedOperator[A]{
			store: func(e queuedElement[A], at monotime) {
				ack.release(nil)
				last, ack, due = e.v, e.ack, at.add(d)
			},
			nextDue: func() monotime { return due },
			onDue:   func(em *emission, _ monotime) error { return emitLast(em) },
			onEnd:   emitLast,
			onAbort: func(err error) { ack.release(err) },
			heldCount: func() int {
				if due == never {
					return 0
				}
				return 1
			},
		}
	})
}
