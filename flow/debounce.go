package flow

import (
	"fmt"
	"time"
)

// Debounce gives an element once d has passed without another: what comes to rest.
//
//	in:  --1-2-3--------4--------5|
//	out: ----------3--------4----5|   d = 3
//
// An element that is followed by another sooner is dropped, and done with. At the end of the stream the last is given at
// once. Times are those at which elements came, on the source's clock.
//
// The node is asynchronous and holds one element; 1,024 more wait while what is below works, then the input waits. It
// panics if d is negative.
func Debounce[A any](s Stream[A], d time.Duration, opts ...NodeOption) Stream[A] {
	if d < 0 {
		panic(fmt.Sprintf("flow.Debounce: the interval must not be negative, got %v", d))
	}
	cfg := configure("flow.Debounce", opts)
	return timed(s, "debounce", cfg, waitingRoom, func(c *core[A]) schedule[A] {
		var last A
		var ack *Ack
		due := never // no element waits
		give := func(t *turn) error {
			if due == never {
				return nil
			}
			v, a := last, ack
			var none A
			last, ack, due = none, nil, never
			return emitUnder(t, c, v, a)
		}
		return schedule[A]{
			hold: func(e queued[A], at moment) {
				ack.release(nil)
				last, ack, due = e.v, e.ack, at.plus(d)
			},
			due:  func() moment { return due },
			act:  func(t *turn, _ moment) error { return give(t) },
			end:  give,
			drop: func(err error) { ack.release(err) },
			held: func() int {
				if due == never {
					return 0
				}
				return 1
			},
		}
	})
}
