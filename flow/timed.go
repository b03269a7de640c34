package flow

// schedule is an operator that acts when elements come and when time has passed. All of it runs on the node's loop, and
// what gets a turn under its guard.
type schedule[A any] struct {
	take func(t *turn, v A, at moment) error // an element, which came at that time
	hold func(e queued[A], at moment)        // the same for those that only put it aside, which needs no turn; else nil
	due  func() moment                       // when it wants to act next
	act  func(t *turn, now moment) error     // its time has come
	end  func(t *turn) error                 // the end of the stream: gives what it holds
	drop func(err error)                     // the same when time has run out: lets go of what it holds
	held func() int                          // how many elements it holds
	full func() bool                         // holds as many as it may: takes no more before it has acted; nil: never
}

// timed builds an asynchronous node that keeps a schedule: the kernel of every operator that waits for what may not
// come. room is how many elements may wait while what is below works.
//
// Each element has the time at which it came, and what is due at that time or before goes first, also where the loop is
// late: what comes out depends on when elements came, not on how busy the machine was.
func timed[A, B any](s Stream[A], kind string, cfg nodeConfig, room int, build func(c *core[B]) schedule[A]) *core[B] {
	var p schedule[A]
	c := behind(s, kind, cfg, newStamped[A](room, input(s, kind).clock), func(l *loop, c *core[B], q *queue[A]) {
		keep(l, &p, q)
	})
	p = build(c)
	return c
}

func keep[A any](l *loop, p *schedule[A], q *queue[A]) {
	act := func(t *turn, now moment) error { return p.act(t, now) }
	var at moment
	take := func(t *turn, v A) error { return p.take(t, v, at) }
	w := l.clock.newWaiter()
	taken, settled := uint64(0), uint64(0)
	for !l.dropped.Load() {
		if n := taken - uint64(p.held()); n != settled {
			settled = n
			l.settledTo(n)
		}
		due := p.due()
		if p.full != nil && p.full() {
			if _, err := sleepUntil(l.clock, w, l.until(due), due); err != nil {
				break
			}
			l.note(enter(l, act, due, nil))
			continue
		}
		e, ok, late := q.takeUntil(l, due)
		switch {
		case ok:
			at = q.at
			taken++
			for ; at >= due; due = p.due() {
				l.note(enter(l, act, due, nil))
			}
			if p.hold != nil {
				p.hold(e, at)
			} else {
				l.note(enter(l, take, e.v, e.ack))
			}
		case late:
			l.note(enter(l, act, due, nil))
		}
		if !ok && !late {
			break
		}
	}
	if l.dropped.Load() {
		p.drop(ErrAborted)
		return
	}
	l.note(enter(l, func(t *turn, _ struct{}) error { return p.end(t) }, struct{}{}, nil))
}
