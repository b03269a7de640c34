package flow

import "time"

const (
	defaultCapacity    = 65536 // elements in a window, or in a Collect
	timedQueueCapacity = 1024  // elements in the queue of a timed node
)

// TimedWindow emits, every d, a slice of the elements that have come in the last d. The windows are [t-d, t) on the
// source's clock. The first one begins when the first element comes.
//
//	in:  --1--2-----3---------------4--|
//	out: ---------12------3------------4|   d = 7
//
// Empty windows are emitted only with EmitEmpty(true). At the end of the stream the last window is emitted without a
// wait, if it is not empty. An element belongs to the window in which it came, even if downstream takes longer than
// d. It is acknowledged when its window is.
//
// The node is asynchronous. A window holds up to Capacity elements (default 65,536). When it is full, up to 1,024 more
// wait in the queue for the next window, then the emitter waits. Each slice is new and belongs to the receiver.
// TimedWindow panics unless d > 0.
func TimedWindow[A any](s Stream[A], d time.Duration, opts ...NodeOption) Stream[[]A] {
	mustInterval("flow.TimedWindow", d)
	cfg := configure("flow.TimedWindow", opts, "EmitEmpty", "Capacity")
	return timedNode(s, "timed window", cfg, timedQueueCapacity, func(c *typedNode[[]A]) timedOperator[A] {
		var values []A
		var acks []*Ack
		return timedWindow(d, cfg, windowContents[A]{
			store: func(e queuedElement[A]) { values, acks = append(values, e.v), append(acks, e.ack) },
			emit: func(em *emission) error {
				window, windowAcks := values, acks
				values, acks = make([]A, 0, len(window)), acks[:0]
				err := emitGroup(em, c, window, windowAcks)
				releaseAll(windowAcks, nil)
				return err
			},
			onAbort:   func(err error) { releaseAll(acks, err) },
			heldCount: func() int { return len(values) },
		})
	})
}

// TimedWindowUnique is TimedWindow without duplicates. Of several elements with the same key, a window holds the first,
// or, with KeepLast, the last, in the order in which the held elements came. The others are acknowledged.
//
//	in:  --a1--b1--a2-------|
//	out: -------------a1 b1-|   d = 11, key = the letter
//
// OnError applies if key panics.
func TimedWindowUnique[A any, K comparable](s Stream[A], d time.Duration, key func(A) K, opts ...NodeOption) Stream[[]A] {
	mustInterval("flow.TimedWindowUnique", d)
	mustFunc("flow.TimedWindowUnique", key == nil)
	cfg := configure("flow.TimedWindowUnique", opts, "EmitEmpty", "Capacity", "KeepLast", "OnError")
	return timedNode(s, "timed window unique", cfg, timedQueueCapacity, func(c *typedNode[[]A]) timedOperator[A] {
		unique := newDedup[K, A](cfg)
		keyed := func(_ *emission, v A) (Pair[K, A], bool, error) { return Pair[K, A]{key(v), v}, true, nil }
		try := withPolicies(&c.node, cfg, keyed)
		return timedWindow(d, cfg, windowContents[A]{
			add: func(em *emission, v A) error {
				e, pass, err := try(em, v)
				if err != nil || !pass {
					return err
				}
				unique.add(em, e)
				return nil
			},
			emit:      func(em *emission) error { return unique.emit(em, c) },
			onAbort:   unique.drop,
			heldCount: unique.len,
		})
	})
}

// windowContents is how a timed window stores its elements and emits them. Either add or store is set.
type windowContents[A any] struct {
	add       func(em *emission, v A) error // adds an element, under the lock of the node
	store     func(e queuedElement[A])      // adds an element, without that lock
	emit      func(em *emission) error
	onAbort   func(error)
	heldCount func() int
}

// timedWindow returns the timed operator whose windows have the length d. It decides when a window ends; w holds the
// elements.
func timedWindow[A any](d time.Duration, cfg nodeConfig, w windowContents[A]) timedOperator[A] {
	next := never // the end of the open window; never: no element has come yet
	open := func(at monotime) {
		if next == never {
			next = at.add(d)
		} else if overdue := time.Duration(at - next); overdue >= 0 { // empty windows have passed
			next = next.add(overdue/d*d + d)
		}
	}
	operator := timedOperator[A]{
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
		operator.store = func(e queuedElement[A], at monotime) {
			open(at)
			w.store(e)
		}
	}
	return operator
}
