package flow

// ZipLatest gives every element of lossless once, with the latest element of other.
//
//	lossless: --1--2--------3----|
//	other:    --------a--b----------|
//	out:      --------1a----3b---|
//	                  2a
//
// Until other has given its first element it keeps up to Bound elements of lossless, 10 unless set; then the emitter of
// lossless waits, or, where both come from the same source and waiting could never end, the element fails with ErrFull.
// If other ends without an element, what waits is dropped. For several others, use CombineLatest of them.
//
// Behind one source that reaches it by both ways, an element of lossless meets the latest that other has given so far:
// with GlitchFree, that which comes of the same element.
//
// An element of lossless is done with when its pair is, one of other when the next has come or lossless has ended.
func ZipLatest[A, B any](lossless Stream[A], other Stream[B], opts ...NodeOption) Stream[Pair[A, B]] {
	cfg := configure("flow.ZipLatest", opts, "Bound", "GlitchFree")
	type row = Pair[A, B]
	inlets := []inlet[row]{
		part(lossless, func(r *row) *A { return &r.First }),
		part(other, func(r *row) *B { return &r.Second }),
	}
	return join("zip latest", cfg, inlets, func(c *core[row], l *lobby) joining[row] {
		return &zippingLatest[A, B]{c: c, lobby: l, bound: cfg.bound, late: cfg.glitchFree, parts: make([]*Ack, 2)}
	})
}

// zippingLatest is the state of a ZipLatest.
type zippingLatest[A, B any] struct {
	c       *core[Pair[A, B]]
	lobby   *lobby
	bound   int
	late    bool              // gives when the element has come to rest
	waiting deque[Pair[A, B]] // of lossless, for the first of other, or for that
	acks    deque[*Ack]       // of what waits
	next    Pair[A, B]        // an element that has just come
	latest  B
	has     bool
	held    *Ack // of latest
	ended   [2]bool
	parts   []*Ack // of the pair that is given
}

const (
	losslessSide = iota
	otherSide
)

func (z *zippingLatest[A, B]) admit(t *turn, side int) (*Pair[A, B], error) {
	if side == otherSide {
		if z.ended[losslessSide] && z.waiting.len() == 0 {
			return nil, nil
		}
		return &z.next, nil
	}
	for {
		switch {
		case z.has:
			return &z.next, nil
		case z.ended[otherSide]:
			return nil, nil
		case z.waiting.len() < z.bound || t.ending:
			z.acks.push(t.hold())
			z.waiting.push(Pair[A, B]{})
			return z.waiting.at(z.waiting.len() - 1), nil
		}
		if err := z.lobby.wait(t, side, func(int) bool { return true }); err != nil {
			return nil, err
		}
	}
}

func (z *zippingLatest[A, B]) match(t *turn, side int) error {
	switch {
	case side == otherSide:
		waited := !z.has // what has waited for the first one
		z.held.release(nil)
		z.held, z.latest, z.has = t.hold(), z.next.Second, true
		z.next = Pair[A, B]{}
		z.lobby.wakeAll()
		switch {
		case !z.late:
			return z.settle(t, false)
		case waited:
			t.later(z)
		}
		return nil
	case !z.has: // it waits already
		return nil
	}
	v := z.next.First
	z.next = Pair[A, B]{}
	if !z.late {
		return z.give(t, v, t.hold())
	}
	z.waiting.push(Pair[A, B]{First: v})
	z.acks.push(t.hold())
	t.later(z)
	return nil
}

func (z *zippingLatest[A, B]) node() *meta { return &z.c.meta }

// settle gives what waits, also of an element that has failed elsewhere: nothing of lossless is left out.
func (z *zippingLatest[A, B]) settle(t *turn, _ bool) (err error) {
	for z.waiting.len() > 0 {
		v, ack := z.waiting.pop().First, z.acks.pop()
		err = joinErrors(err, protect(t, func(t *turn) error { return z.give(t, v, ack) }))
	}
	z.letGo()
	return err
}

func (z *zippingLatest[A, B]) give(t *turn, v A, ack *Ack) error {
	z.parts[0], z.parts[1] = ack, z.held
	err := emitGroup(t, z.c, Pair[A, B]{v, z.latest}, z.parts)
	ack.release(nil)
	return err
}

func (z *zippingLatest[A, B]) end(t *turn, side int) {
	z.ended[side] = true
	if z.ended[losslessSide] && z.ended[otherSide] {
		t.settleNow(z)
	}
	if side == otherSide && !z.has { // nothing will find a partner
		for z.waiting.len() > 0 {
			z.waiting.pop()
			z.acks.pop().release(nil)
		}
	}
	z.letGo()
	z.lobby.wakeAll()
	z.c.end(t)
}

// letGo lets go of the latest of other when nothing more of lossless can come.
func (z *zippingLatest[A, B]) letGo() {
	if z.ended[losslessSide] && z.waiting.len() == 0 {
		z.held.release(nil)
		z.held, z.latest = nil, *new(B)
	}
}
