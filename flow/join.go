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
	up := input(s, "join")
	connect := func(n *meta, own bool, j joining[R], side int) {
		up.connect(n, func(t *turn, v A) error {
			if own {
				if err := n.enter(t); err != nil {
					return err
				}
				defer n.guard.unlock()
			}
			n.in++
			row, err := j.admit(t, side)
			if row == nil {
				return err
			}
			*field(row) = v
			return j.match(t, side)
		}, guardedEnd(n, own, func(t *turn) { j.end(t, side) }))
	}
	return inlet[R]{&up.meta, connect, func(to, from *R) { *field(to) = *field(from) }}
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
