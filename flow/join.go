package flow

import "errors"

// inlet is an input of a join: its elements become part of a row.
type inlet[R any] struct {
	up      *meta
	connect func(n *meta, own bool, j joining[R], side int)
	move    func(to, from *R) // its part of a row
}

// joining is what a join does with its inputs, all under its guard.
type joining[R any] interface {
	admit(t *turn, side int) (*R, error) // where to put an element; nil: nowhere, it is done with
	match(t *turn, side int) error       // the element has been put there
	end(t *turn, side int)
}

// part makes the inlet of a stream, whose elements go into a row at field.
func part[A, R any](s Stream[A], field func(r *R) *A) inlet[R] {
	connect := func(n *meta, own bool, j joining[R], side int) {
		s.stream().connect(n, guarded(n, own, func(t *turn, v A) error {
			n.in++
			row, err := j.admit(t, side)
			if row == nil {
				return err
			}
			*field(row) = v
			return j.match(t, side)
		}), guardedEnd(n, own, func(t *turn) { j.end(t, side) }))
	}
	return inlet[R]{s.node(), connect, func(to, from *R) { *field(to) = *field(from) }}
}

// slots makes the inlets of streams of one type, whose rows are slices.
func slots[A any](streams []Stream[A]) []inlet[[]A] {
	inlets := make([]inlet[[]A], len(streams))
	for i, s := range streams {
		inlets[i] = part(s, func(r *[]A) *A {
			if *r == nil {
				*r = make([]A, len(streams))
			}
			return &(*r)[i]
		})
	}
	return inlets
}

// join builds a node with several inputs: the kernel of every operator that makes rows. build gets the new node and the
// place where emitters wait for room.
func join[R, B any](kind string, cfg nodeConfig, inlets []inlet[R], build func(c *core[B], l *lobby) joining[R]) *core[B] {
	ups := make([]*meta, len(inlets))
	for i, in := range inlets {
		ups[i] = in.up
	}
	c := &core[B]{}
	g, own := joint(ups...)
	c.init(kind, cfg, g, ups...)
	j := build(c, &lobby{node: &c.meta, own: own, ups: ups})
	for i, in := range inlets {
		in.connect(&c.meta, own, j, i)
	}
	if cfg.glitchFree && !own {
		structure.Lock()
		defer structure.Unlock()
		c.partAt(parting(ups))
	}
	return c
}

// lobby is where the emitters of a join wait for room.
type lobby struct {
	node   *meta
	own    bool // the join has a guard of its own
	ups    []*meta
	parked []*waiter
}

// wait waits, without the join's guard, until something has changed. missing tells which sides are waited for: where one
// of them has the waiting side's guard it could never come.
func (l *lobby) wait(t *turn, side int, missing func(side int) bool) error {
	for i, up := range l.ups {
		if i != side && missing(i) && (up.guard == l.ups[side].guard || fedOnlyBy(up, t.root)) {
			return l.node.fail(ErrFull)
		}
	}
	w := l.node.clock.newWaiter()
	l.parked = append(l.parked, w)
	l.node.guard.unlockFor()
	err := l.node.clock.park(w, t.wait())
	l.node.guard.lockAnyway()
	l.node.guard.holder.Store(t.root)
	if err != nil {
		return l.node.fail(err)
	}
	return nil
}

// fedOnlyBy tells whether all that can reach n comes from r, which waits.
func fedOnlyBy(n *meta, r *root) bool {
	structure.Lock()
	defer structure.Unlock()
	for _, up := range above(n) {
		if up.src != nil && up.src != r {
			return false
		}
	}
	return true
}

func (l *lobby) wakeAll() {
	for _, w := range l.parked {
		l.node.clock.wake(w)
	}
	l.parked = l.parked[:0]
}

// joinErrors is errors.Join that costs nothing where there is at most one.
func joinErrors(a, b error) error {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return errors.Join(a, b)
}
