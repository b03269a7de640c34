package flow

import "github.com/streamgage/streamgage/flow/internal/deque"

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
	inlets := []joinInput[row]{
		fieldInput(lossless, func(r *row) *A { return &r.First }),
		fieldInput(other, func(r *row) *B { return &r.Second }),
	}
	return joinNode("zip latest", cfg, inlets, func(c *typedNode[row], q *waitQueue) joinState[row] {
		return &zipLatestState[A, B]{c: c, waitQueue: q, bound: cfg.bound, deferred: cfg.glitchFree, parts: make([]*Ack, 2)}
	})
}

// zipLatestState is the state of a ZipLatest.
type zipLatestState[A, B any] struct {
	c         *typedNode[Pair[A, B]]
	waitQueue *waitQueue
	bound     int
	deferred  bool                    // gives when the element has come to rest
	waiting   deque.Deque[Pair[A, B]] // of lossless, for the first of other, or for that
	acks      deque.Deque[*Ack]       // of what waits
	next      Pair[A, B]              // an element that has just come
	latest    B
	has       bool
	held      *Ack // of latest
	ended     [2]bool
	parts     []*Ack // of the pair that is given
}

const (
	losslessSide = iota
	otherSide
)

func (z *zipLatestState[A, B]) admit(em *emission, side int) (*Pair[A, B], error) {
	if side == otherSide {
		if z.ended[losslessSide] && z.waiting.Len() == 0 {
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
		case z.waiting.Len() < z.bound || em.ending:
			z.acks.Push(em.retainAck())
			z.waiting.Push(Pair[A, B]{})
			return z.waiting.At(z.waiting.Len() - 1), nil
		}
		if err := z.waitQueue.wait(em, side, func(int) bool { return true }); err != nil {
			return nil, err
		}
	}
}

func (z *zipLatestState[A, B]) match(em *emission, side int) error {
	switch {
	case side == otherSide:
		waited := !z.has // what has waited for the first one
		z.held.release(nil)
		z.held, z.latest, z.has = em.retainAck(), z.next.Second, true
		z.next = Pair[A, B]{}
		z.waitQueue.wakeAll()
		switch {
		case !z.deferred:
			return z.emitDeferred(em, false)
		case waited:
			em.deferJoin(z)
		}
		return nil
	case !z.has: // it waits already
		return nil
	}
	v := z.next.First
	z.next = Pair[A, B]{}
	if !z.deferred {
		return z.emitPair(em, v, em.retainAck())
	}
	z.waiting.Push(Pair[A, B]{First: v})
	z.acks.Push(em.retainAck())
	em.deferJoin(z)
	return nil
}

func (z *zipLatestState[A, B]) asNode() *node { return &z.c.node }

// settle gives what waits, also of an element that has failed elsewhere: nothing of lossless is left out.
func (z *zipLatestState[A, B]) emitDeferred(em *emission, _ bool) (err error) {
	for z.waiting.Len() > 0 {
		v, ack := z.waiting.Pop().First, z.acks.Pop()
		err = joinTwo(err, protect(em, func(em *emission) error { return z.emitPair(em, v, ack) }))
	}
	z.releaseLatest()
	return err
}

func (z *zipLatestState[A, B]) emitPair(em *emission, v A, ack *Ack) error {
	z.parts[0], z.parts[1] = ack, z.held
	err := emitGroup(em, z.c, Pair[A, B]{v, z.latest}, z.parts)
	ack.release(nil)
	return err
}

func (z *zipLatestState[A, B]) end(em *emission, side int) {
	z.ended[side] = true
	if z.ended[losslessSide] && z.ended[otherSide] {
		em.emitDeferredNow(z)
	}
	if side == otherSide && !z.has { // nothing will find a partner
		for z.waiting.Len() > 0 {
			z.waiting.Pop()
			z.acks.Pop().release(nil)
		}
	}
	z.releaseLatest()
	z.waitQueue.wakeAll()
	z.c.end(em)
}

// releaseDone lets go of the latest of other when nothing more of lossless can come.
func (z *zipLatestState[A, B]) releaseLatest() {
	if z.ended[losslessSide] && z.waiting.Len() == 0 {
		z.held.release(nil)
		z.held, z.latest = nil, *new(B)
	}
}
