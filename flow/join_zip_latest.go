package flow

import "github.com/streamgage/streamgage/flow/internal/deque"

// ZipLatest emits each element of lossless once, paired with the latest element of other.
//
//	lossless: --1--2--------3----|
//	other:    --------a--b----------|
//	out:      --------1a----3b---|
//	                  2a
//
// Until other has emitted its first element, ZipLatest keeps up to Bound elements of lossless (default 10). Then the
// emitter of lossless waits. If both streams come from the same source, that wait could never end, so the element fails
// with ErrFull. If other ends without an element, the elements that wait are dropped and acknowledged. To pair with the
// latest elements of several streams, use their CombineLatest as other. ZipLatest ends when both streams have ended.
//
// If both streams derive from one source, an element of lossless is paired with the latest element that other has
// emitted so far; with GlitchFree, with the one that derives from the same element of the source.
//
// An element of lossless is acknowledged when its pair is. An element of other is acknowledged when the next one has
// come, or when lossless has ended, and its pairs have been acknowledged.
func ZipLatest[A, B any](lossless Stream[A], other Stream[B], opts ...NodeOption) Stream[Pair[A, B]] {
	cfg := configure("flow.ZipLatest", opts, "Bound", "GlitchFree")
	type row = Pair[A, B]
	inputs := []joinInput[row]{
		fieldInput(lossless, func(r *row) *A { return &r.First }),
		fieldInput(other, func(r *row) *B { return &r.Second }),
	}
	return joinNode("zip latest", cfg, inputs, func(c *typedNode[row], q *waitQueue) joinState[row] {
		return &zipLatestState[A, B]{node: c, waitQueue: q, bound: cfg.bound, deferred: cfg.glitchFree, parts: make([]*Ack, 2)}
	})
}

// zipLatestState is the state of a ZipLatest.
type zipLatestState[A, B any] struct {
	node      *typedNode[Pair[A, B]]
	waitQueue *waitQueue
	bound     int
	deferred  bool                    // GlitchFree: emits as a deferred join
	waiting   deque.Deque[Pair[A, B]] // elements of lossless, until other has an element or the deferred join emits
	acks      deque.Deque[*Ack]       // of the elements in waiting
	incoming  Pair[A, B]              // the element between admit and match, in its field
	latest    B                       // the latest element of other
	hasLatest bool                    // other has emitted an element
	latestAck *Ack                    // the Ack of latest
	ended     [2]bool                 // by side
	parts     []*Ack                  // a buffer of emitPair: the Acks of the pair that is emitted
}

const (
	losslessSide = iota
	otherSide
)

// admit makes room for an element. The emitter of an element of lossless waits if other has no element yet and bound
// elements of lossless wait already.
func (z *zipLatestState[A, B]) admit(em *emission, side int) (*Pair[A, B], error) {
	if side == otherSide {
		if z.ended[losslessSide] && z.waiting.Len() == 0 {
			return nil, nil
		}
		return &z.incoming, nil
	}
	for {
		switch {
		case z.hasLatest:
			return &z.incoming, nil
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

// match stores an element of other, or emits an element of lossless if other has an element. A deferred join emits
// later.
func (z *zipLatestState[A, B]) match(em *emission, side int) error {
	switch {
	case side == otherSide:
		isFirst := !z.hasLatest // elements of lossless may wait for it
		z.latestAck.release(nil)
		z.latestAck, z.latest, z.hasLatest = em.retainAck(), z.incoming.Second, true
		z.incoming = Pair[A, B]{}
		z.waitQueue.wakeAll()
		switch {
		case !z.deferred:
			return z.emitDeferred(em, false)
		case isFirst:
			em.deferJoin(z)
		}
		return nil
	case !z.hasLatest: // admit has put it into waiting
		return nil
	}
	v := z.incoming.First
	z.incoming = Pair[A, B]{}
	if !z.deferred {
		return z.emitPair(em, v, em.retainAck())
	}
	z.waiting.Push(Pair[A, B]{First: v})
	z.acks.Push(em.retainAck())
	em.deferJoin(z)
	return nil
}

func (z *zipLatestState[A, B]) asNode() *node { return &z.node.node }

// emitDeferred emits the elements that wait, even if an element has failed on another path, because ZipLatest emits
// every element of lossless.
func (z *zipLatestState[A, B]) emitDeferred(em *emission, _ bool) (err error) {
	for z.waiting.Len() > 0 {
		v, ack := z.waiting.Pop().First, z.acks.Pop()
		err = joinErrors(err, protect(em, func(em *emission) error { return z.emitPair(em, v, ack) }))
	}
	z.releaseLatest()
	return err
}

// emitPair emits an element of lossless with the latest element of other.
func (z *zipLatestState[A, B]) emitPair(em *emission, v A, ack *Ack) error {
	z.parts[0], z.parts[1] = ack, z.latestAck
	err := emitGroup(em, z.node, Pair[A, B]{v, z.latest}, z.parts)
	ack.release(nil)
	return err
}

func (z *zipLatestState[A, B]) end(em *emission, side int) {
	z.ended[side] = true
	if z.ended[losslessSide] && z.ended[otherSide] {
		em.emitDeferredNow(z)
	}
	if side == otherSide && !z.hasLatest { // the elements that wait cannot be paired
		for z.waiting.Len() > 0 {
			z.waiting.Pop()
			z.acks.Pop().release(nil)
		}
	}
	z.releaseLatest()
	z.waitQueue.wakeAll()
	z.node.end(em)
}

// releaseLatest releases the latest element of other if no further pair can be emitted.
func (z *zipLatestState[A, B]) releaseLatest() {
	if z.ended[losslessSide] && z.waiting.Len() == 0 {
		z.latestAck.release(nil)
		z.latestAck, z.latest = nil, *new(B)
	}
}
