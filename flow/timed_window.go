package flow

import (
	"fmt"
	"time"
)

const (
	defaultWindow = 65536 // elements
	waitingRoom   = 1024  // elements that wait while what is below a timed node works
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
	return timed(s, "timed window", cfg, waitingRoom, func(c *core[[]A]) schedule[A] {
		var values []A
		var acks []*Ack
		return window(d, cfg, windowed[A]{
			hold: func(e queued[A]) { values, acks = append(values, e.v), append(acks, e.ack) },
			give: func(t *turn) error {
				w, a := values, acks
				values, acks = make([]A, 0, len(w)), acks[:0]
				err := emitGroup(t, c, w, a)
				releaseAll(a, nil)
				return err
			},
			drop: func(err error) { releaseAll(acks, err) },
			held: func() int { return len(values) },
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
	return timed(s, "timed window unique", cfg, waitingRoom, func(c *core[[]A]) schedule[A] {
		u := newDedup[K, A](cfg)
		try := trying(&c.meta, cfg, func(_ *turn, v A) (Pair[K, A], bool, error) { return Pair[K, A]{key(v), v}, true, nil })
		return window(d, cfg, windowed[A]{
			add: func(t *turn, v A) error {
				e, pass, err := try(t, v)
				if err != nil || !pass {
					return err
				}
				u.add(t, e)
				return nil
			},
			give: func(t *turn) error { return u.give(t, c) },
			drop: u.drop,
			held: u.len,
		})
	})
}

func mustInterval(op string, d time.Duration) {
	if d <= 0 {
		panic(fmt.Sprintf("%s: the interval must be positive, got %v", op, d))
	}
}

// windowed is what a timed window does with its elements.
type windowed[A any] struct {
	add  func(t *turn, v A) error // or
	hold func(e queued[A])
	give func(t *turn) error
	drop func(error)
	held func() int
}

// window is the schedule of timed windows.
func window[A any](d time.Duration, cfg nodeConfig, w windowed[A]) schedule[A] {
	next := never // the end of the window that is open; before the first element there is none
	open := func(at moment) {
		if next == never {
			next = at.plus(d)
		} else if late := time.Duration(at - next); late >= 0 { // nothing came for a while
			next = next.plus(late/d*d + d)
		}
	}
	s := schedule[A]{
		take: func(t *turn, v A, at moment) error {
			open(at)
			return w.add(t, v)
		},
		due: func() moment {
			if w.held() == 0 && !cfg.emitEmpty {
				return never
			}
			return next
		},
		act: func(t *turn, _ moment) error {
			next = next.plus(d)
			return w.give(t)
		},
		end: func(t *turn) error {
			if w.held() == 0 {
				return nil
			}
			return w.give(t)
		},
		drop: w.drop,
		held: w.held,
		full: func() bool { return w.held() >= cfg.capacity },
	}
	if w.hold != nil {
		s.hold = func(e queued[A], at moment) {
			open(at)
			w.hold(e)
		}
	}
	return s
}
