package flow

import (
	"fmt"
	"time"
)

const (
	defaultCapacity    = 65536 // elements
	timedQueueCapacity = 1024  // elements that wait while what is below a timed node works
)

// TimedWindow gives, every d, the elements that came since: windows [t-d, t) on the source's clock, from when the first
// element came.
//
//	in:  --1--2-----3---------------4--|
//	out: ---------12------3------------4|   d = 7
//
// A window in which nothing came is not given, unless EmitEmpty(true) asks for it. What is left at the end of the stream
// is given at once. An element belongs to the window in which it came, also where what is below takes longer than d.
//
// The node is asynchronous. A window holds up to Capacity elements, 65,536 unless set; then the input waits for the next
// window. Each slice is a new one, the receiver's to keep. It panics unless d > 0.
func TimedWindow[A any](s Stream[A], d time.Duration, opts ...NodeOption) Stream[[]A] {
	mustInterval("flow.TimedWindow", d)
	cfg := configure("flow.TimedWindow", opts, "EmitEmpty", "Capacity")
	return timedNode(s, "timed window", cfg, timedQueueCapacity, func(c *typedNode[[]A]) timedOperator[A] {
		var values []A
		var acks []*Ack
		return timedWindow(d, cfg, windowContents[A]{
			store: func(e queuedElement[A]) { values, acks = append(values, e.v), append(acks, e.ack) },
			emit: func(em *emission) error {
				w, a := values, acks
				values, acks = make([]A, 0, len(w)), acks[:0]
				err := emitGroup(em, c, w, a)
				releaseAll(a, nil)
				return err
			},
			onAbort:   func(err error) { releaseAll(acks, err) },
			heldCount: func() int { return len(values) },
		})
	})
}

// TimedWindowUnique is TimedWindow without doubles: of elements with the same key a window has the first, or, with
// KeepLast, the last, at the place where it came. The others are done with.
//
//	in:  --a1--b1--a2-------|
//	out: -------------a1 b1-|   d = 11, key = the letter
//
// OnError applies where key panics.
func TimedWindowUnique[A any, K comparable](s Stream[A], d time.Duration, key func(A) K, opts ...NodeOption) Stream[[]A] {
	mustInterval("flow.TimedWindowUnique", d)
	mustFunc("flow.TimedWindowUnique", key == nil)
	cfg := configure("flow.TimedWindowUnique", opts, "EmitEmpty", "Capacity", "KeepLast", "OnError")
	return timedNode(s, "timed window unique", cfg, timedQueueCapacity, func(c *typedNode[[]A]) timedOperator[A] {
		u := newDedup[K, A](cfg)
		try := withPolicies(&c.node, cfg, func(_ *emission, v A) (Pair[K, A], bool, error) { return Pair[K, A]{key(v), v}, true, nil })
		return timedWindow(d, cfg, windowContents[A]{
			add: func(em *emission, v A) error {
				e, pass, err := try(em, v)
				if err != nil || !pass {
					return err
				}
				u.add(em, e)
				return nil
			},
			emit:      func(em *emission) error { return u.emit(em, c) },
			onAbort:   u.drop,
			heldCount: u.len,
		})
	})
}

func mustInterval(op string, d time.Duration) {
	if d <= 0 {
		panic(fmt.Sprintf("%s: the interval must be positive, got %v", op, d))
	}
}

// windowed is what a timed window does with its elements.
type windowContents[A any] struct {
	add       func(em *emission, v A) error // or
	store     func(e queuedElement[A])
	emit      func(em *emission) error
	onAbort   func(error)
	heldCount func() int
}

// window is the schedule of timed windows.
func timedWindow[A any](d time.Duration, cfg nodeConfig, w windowContents[A]) timedOperator[A] {
	next := never // the end of the window that is open; before the first element there is none
	open := func(at monotime) {
		if next == never {
			next = at.add(d)
		} else if late := time.Duration(at - next); late >= 0 { // nothing came for a while
			next = next.add(late/d*d + d)
		}
	}
	s := timedOperator[A]{
		onElement: func(em *emission, v A, at monotime) error {
			open(at)
			return w.add(em, v)
		},
		nextDue: func() monotime {
			if w.heldCount() == 0 && !cfg.emitEmpty {
				return never
			}
			return next
		},
		onDue: func(em *emission, _ monotime) error {
			next = next.add(d)
			return w.emit(em)
		},
		onEnd: func(em *emission) error {
			if w.heldCount() == 0 {
				return nil
			}
			return w.emit(em)
		},
		onAbort:   w.onAbort,
		heldCount: w.heldCount,
		isFull:    func() bool { return w.heldCount() >= cfg.capacity },
	}
	if w.store != nil {
		s.store = func(e queuedElement[A], at monotime) {
			open(at)
			w.store(e)
		}
	}
	return s
}
