package flow

const defaultBound = 10

// Pair is one element of each of two streams.
type Pair[A, B any] struct {
	First  A
	Second B
}

// Zip pairs the first elements of both streams, the second ones, and so on.
//
//	a:   --1-----2--3--|
//	b:   -----a--b--------c--|
//	out: -----1a-2b-------3c--|
//
// It keeps up to Bound elements, 10 unless set, of the stream that is ahead; then the emitter of that stream waits for
// the other. Where both come from the same source waiting could never end, so the element fails with ErrFull. What has
// no partner when its stream's partner has ended is dropped. Zip ends when both have.
func Zip[A, B any](a Stream[A], b Stream[B], opts ...NodeOption) Stream[Pair[A, B]] {
	cfg := configure("flow.Zip", opts, "Bound")
	c := &core[Pair[A, B]]{}
	g, own := joint(a.node(), b.node())
	c.init("zip", cfg, g, a.node(), b.node())
	z := &pairing{node: &c.meta, bound: cfg.bound, own: own}
	c.flush = z.drop
	var first []A
	var second []B
	match := func(t *turn) error {
		if len(first) == 0 || len(second) == 0 {
			return nil
		}
		p := Pair[A, B]{first[0], second[0]}
		first, second = first[1:], second[1:]
		held := z.next()
		z.wakeAll()
		err := emitGroup(t, c, p, held)
		releaseAll(held, nil)
		return err
	}
	side := func(i int) func(t *turn) { return guardedEnd(&c.meta, own, func(t *turn) { z.end(t, i) }) }
	a.stream().connect(guarded(&c.meta, own, func(t *turn, v A) error {
		if ok, err := z.admit(t, 0); !ok {
			return err
		}
		first = append(first, v)
		return match(t)
	}), side(0))
	b.stream().connect(guarded(&c.meta, own, func(t *turn, v B) error {
		if ok, err := z.admit(t, 1); !ok {
			return err
		}
		second = append(second, v)
		return match(t)
	}), side(1))
	return c
}

// pairing is the bookkeeping of a Zip: what of each side waits for the other.
type pairing struct {
	node   *meta
	bound  int
	own    bool      // the sides have different guards, so one can wait for the other
	held   [2][]*Ack // of the elements that wait
	ended  [2]bool
	parked []*waiter
}

// next takes out the Acks of the first element of each side.
func (z *pairing) next() []*Ack {
	pair := []*Ack{z.held[0][0], z.held[1][0]}
	z.held[0], z.held[1] = z.held[0][1:], z.held[1][1:]
	return pair
}

// drop lets go of what has found no partner.
func (z *pairing) drop(*turn) error {
	releaseAll(z.held[0], nil)
	releaseAll(z.held[1], nil)
	return nil
}

// admit waits for room on a side. It says no, without an error, where the element will never have a partner.
func (z *pairing) admit(t *turn, side int) (bool, error) {
	z.node.in++
	other := 1 - side
	for {
		switch {
		case z.ended[other] && len(z.held[other]) == 0:
			return false, nil
		case len(z.held[side]) < z.bound || t.ending:
			z.held[side] = append(z.held[side], t.hold())
			return true, nil
		case !z.own:
			return false, z.node.fail(ErrFull)
		}
		if err := z.park(t); err != nil {
			return false, z.node.fail(err)
		}
	}
}

// park waits, without the join's guard, until something has changed.
func (z *pairing) park(t *turn) error {
	w := z.node.clock.newWaiter()
	z.parked = append(z.parked, w)
	z.node.guard.unlock()
	err := z.node.clock.park(w, wait{ctx: t.ctx, root: t.root})
	z.node.guard.lockAnyway(t.root)
	return err
}

func (z *pairing) wakeAll() {
	for _, w := range z.parked {
		z.node.clock.wake(w)
	}
	z.parked = z.parked[:0]
}

func (z *pairing) end(t *turn, side int) {
	z.ended[side] = true
	z.wakeAll()
	z.node.end(t)
}
