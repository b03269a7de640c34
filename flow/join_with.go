package flow

import "github.com/streamgage/streamgage/flow/internal/deque"

// Joiner is what a [JoinWith] makes of its streams, which it knows by their numbers: the state of an operator with several
// inputs. Its methods are called by one goroutine at a time.
type Joiner[A, B any] interface {
	// Take takes an element of a stream, and gives what can be given now, if that is anything. An element for which it
	// returns an error has not been taken.
	Take(stream int, v A) (out B, ok bool, err error)
	// End is told that a stream has ended, and gives what had to wait for that.
	End(stream int) (out B, ok bool, err error)
	// Full says that there is no room for another element of a stream: its emitter waits until another stream gives
	// something, or ends, and there is.
	Full(stream int) bool
	// Holds says how many of a stream's newest elements are not done with yet.
	Holds(stream int) int
}

// JoinWith gives what j makes of the elements of all streams, at once and in the order in which they come: the general
// form of an operator with several inputs. j is one node's own.
//
//	a:   --1-----3----|
//	b:   ----2-----4--|
//	out: ----3-----7--|   j = sums of the first, the second, ... elements
//
// An element for which j has no room waits, and its emitter with it, until other streams have made some. Where that could
// never be, because the others have ended, come of the same source or wait too, it fails with ErrFull. At the end of the
// stream nothing waits.
//
// An element is done with when j no longer holds it and what j has given meanwhile is done with. It costs about 35 ns
// beside j. It panics if j is nil, and without streams.
func JoinWith[A, B any](j Joiner[A, B], streams []Stream[A], opts ...NodeOption) Stream[B] {
	if j == nil {
		panic("flow.JoinWith: the Joiner must not be nil")
	}
	if len(streams) == 0 {
		panic("flow.JoinWith: needs at least one stream")
	}
	cfg := configure("flow.JoinWith", opts)
	inlets := make([]joinInput[A], len(streams))
	for i, s := range streams {
		inlets[i] = fieldInput(s, func(v *A) *A { return v })
	}
	return joinNode("join", cfg, inlets, func(c *typedNode[B], q *waitQueue) joinState[A] {
		return &joinWithState[A, B]{c: c, waitQueue: q, j: j, sides: make([]joinSide, len(streams))}
	})
}

type joinSide struct {
	held    deque.Deque[*Ack]
	waiting int // emitters
	ended   bool
}

// joinWithState is what a JoinWith keeps beside its Joiner.
type joinWithState[A, B any] struct {
	c         *typedNode[B]
	waitQueue *waitQueue
	j         Joiner[A, B]
	sides     []joinSide
	incoming  A      // an element that has just come
	acks      int    // how many of what is held have an Ack
	parts     []*Ack // of the element that is given
}

func (z *joinWithState[A, B]) admit(em *emission, side int) (*A, error) {
	for z.j.Full(side) && !em.ending {
		if z.noOtherSide(side) {
			return nil, z.c.fail(ErrFull)
		}
		z.sides[side].waiting++
		err := z.waitQueue.wait(em, side, func(i int) bool { return !z.sides[i].ended })
		z.sides[side].waiting--
		if err != nil {
			return nil, err
		}
	}
	return &z.incoming, nil
}

// alone tells whether nothing can come but by one side: the others have ended, or wait too.
func (z *joinWithState[A, B]) noOtherSide(side int) bool {
	for i, s := range z.sides {
		if i != side && !s.ended && (s.waiting == 0 || !z.j.Full(i)) {
			return false
		}
	}
	return true
}

func (z *joinWithState[A, B]) match(em *emission, side int) error {
	em.node = &z.c.node
	v := z.incoming
	z.incoming = *new(A)
	out, ok, err := z.j.Take(side, v)
	if err != nil {
		return z.c.fail(err)
	}
	z.sides[side].held.Push(em.retainAck())
	if em.ack != nil {
		z.acks++
	}
	return z.emitOut(em, out, ok)
}

// give gives what the Joiner has made, and lets go of what it no longer holds.
func (z *joinWithState[A, B]) emitOut(em *emission, out B, ok bool) (err error) {
	if ok {
		err = emitGroup(em, z.c, out, z.allHeld())
		clear(z.parts)
	}
	z.releaseDone(z.j.Holds)
	z.waitQueue.wakeAll()
	return err
}

// allHeld lists the Acks of what is held, if there are any.
func (z *joinWithState[A, B]) allHeld() []*Ack {
	z.parts = z.parts[:0]
	if z.acks == 0 {
		return nil
	}
	for i := range z.sides {
		held := &z.sides[i].held
		for k := range held.Len() {
			z.parts = append(z.parts, *held.At(k))
		}
	}
	return z.parts
}

// releaseDone releases all but the newest elements of each side, as many as holds says.
func (z *joinWithState[A, B]) releaseDone(holds func(side int) int) {
	for i := range z.sides {
		held, n := &z.sides[i].held, holds(i)
		for held.Len() > n {
			if ack := held.Pop(); ack != nil {
				z.acks--
				ack.release(nil)
			}
		}
	}
}

func (z *joinWithState[A, B]) end(em *emission, side int) {
	z.sides[side].ended = true
	em.node = &z.c.node
	em.addError(protect(em, func(em *emission) error {
		out, ok, err := z.j.End(side)
		if err != nil {
			err = z.c.fail(err)
		}
		return joinTwo(err, z.emitOut(em, out, ok && err == nil))
	}))
	if z.c.openInputs == 1 { // this was the last
		z.releaseDone(func(int) int { return 0 })
	}
	z.waitQueue.wakeAll() // also after a panic
	z.c.end(em)
}
