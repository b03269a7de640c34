package flow

import "github.com/streamgage/streamgage/flow/internal/deque"

// Joiner is the state of an operator with several inputs, which [JoinWith] runs. It identifies the streams by their
// index. Its methods are called by one goroutine at a time.
type Joiner[A, B any] interface {
	// Take processes an element of a stream. It returns a value to emit, if ok is true. If it returns an error, the
	// element counts as not taken.
	Take(stream int, v A) (out B, ok bool, err error)
	// End is called when a stream has ended. It returns a value to emit at that end, if ok is true.
	End(stream int) (out B, ok bool, err error)
	// Full reports whether there is no room for another element of a stream. The emitter of the element then waits
	// until another stream has an element or ends, and there is room.
	Full(stream int) bool
	// Holds returns how many of a stream's newest elements the Joiner still holds. The older ones are acknowledged.
	Holds(stream int) int
}

// JoinWith passes the elements of all streams to j, one at a time and in the order in which they come, and emits what j
// returns. It is the general operator with several inputs. It is synchronous. j must belong to one node only.
//
//	a:   --1-----3----|
//	b:   ----2-----4--|
//	out: ----3-----7--|   j = sums of the first, the second, ... elements
//
// If j has no room for an element, its emitter waits until elements of other streams make room. If that can never
// happen, the element fails with ErrFull: because the other streams have ended, come from the same source, or wait too.
// At the end of the stream no element waits for room.
//
// An element is acknowledged when j no longer holds it and the values that j returned while it held the element have
// been acknowledged. An element costs about 35 ns in addition to j. JoinWith panics if j is nil, and without streams.
func JoinWith[A, B any](j Joiner[A, B], streams []Stream[A], opts ...NodeOption) Stream[B] {
	if j == nil {
		panic("flow.JoinWith: the Joiner must not be nil")
	}
	if len(streams) == 0 {
		panic("flow.JoinWith: needs at least one stream")
	}
	cfg := configure("flow.JoinWith", opts)
	inputs := make([]joinInput[A], len(streams))
	for i, s := range streams {
		inputs[i] = fieldInput(s, func(v *A) *A { return v })
	}
	return joinNode("join", cfg, inputs, func(c *typedNode[B], q *waitQueue) joinState[A] {
		return &joinWithState[A, B]{node: c, waitQueue: q, joiner: j, sides: make([]joinSide, len(streams))}
	})
}

// joinSide is the state of one input of a JoinWith.
type joinSide struct {
	acks    deque.Deque[*Ack] // of the elements that the Joiner holds; nil for one without an Ack
	waiting int               // emitters that wait for room
	ended   bool
}

// joinWithState is the state of a JoinWith besides its Joiner.
type joinWithState[A, B any] struct {
	node      *typedNode[B]
	waitQueue *waitQueue
	joiner    Joiner[A, B]
	sides     []joinSide
	incoming  A      // the element between admit and match
	ackCount  int    // elements of all sides that have an Ack
	parts     []*Ack // a buffer of allHeld
}

// admit waits until the Joiner has room for an element.
func (j *joinWithState[A, B]) admit(em *emission, side int) (*A, error) {
	for j.joiner.Full(side) && !em.ending {
		if j.noOtherSide(side) {
			return nil, j.node.fail(ErrFull)
		}
		j.sides[side].waiting++
		err := j.waitQueue.wait(em, side, func(i int) bool { return !j.sides[i].ended })
		j.sides[side].waiting--
		if err != nil {
			return nil, err
		}
	}
	return &j.incoming, nil
}

// noOtherSide reports whether no other side can make room, because all have ended or wait too.
func (j *joinWithState[A, B]) noOtherSide(side int) bool {
	for i, s := range j.sides {
		if i != side && !s.ended && (s.waiting == 0 || !j.joiner.Full(i)) {
			return false
		}
	}
	return true
}

// match passes the incoming element to the Joiner.
func (j *joinWithState[A, B]) match(em *emission, side int) error {
	em.node = &j.node.node
	v := j.incoming
	j.incoming = *new(A)
	out, ok, err := j.joiner.Take(side, v)
	if err != nil {
		return j.node.fail(err)
	}
	j.sides[side].acks.Push(em.retainAck())
	if em.ack != nil {
		j.ackCount++
	}
	return j.emitOut(em, out, ok)
}

// emitOut emits out, a result of the Joiner, if ok is true. It releases the elements that the Joiner no longer holds.
func (j *joinWithState[A, B]) emitOut(em *emission, out B, ok bool) (err error) {
	if ok {
		err = emitGroup(em, j.node, out, j.allHeld())
		clear(j.parts)
	}
	j.releaseDone(j.joiner.Holds)
	j.waitQueue.wakeAll()
	return err
}

// allHeld returns the Acks of all elements that the Joiner holds; nil if none has one.
func (j *joinWithState[A, B]) allHeld() []*Ack {
	j.parts = j.parts[:0]
	if j.ackCount == 0 {
		return nil
	}
	for i := range j.sides {
		acks := &j.sides[i].acks
		for k := range acks.Len() {
			j.parts = append(j.parts, *acks.At(k))
		}
	}
	return j.parts
}

// releaseDone releases the elements that are no longer held. holds returns how many of a side's newest elements are
// held.
func (j *joinWithState[A, B]) releaseDone(holds func(side int) int) {
	for i := range j.sides {
		acks, n := &j.sides[i].acks, holds(i)
		for acks.Len() > n {
			if ack := acks.Pop(); ack != nil {
				j.ackCount--
				ack.release(nil)
			}
		}
	}
}

func (j *joinWithState[A, B]) end(em *emission, side int) {
	j.sides[side].ended = true
	em.node = &j.node.node
	em.addError(protect(em, func(em *emission) error {
		out, ok, err := j.joiner.End(side)
		if err != nil {
			err = j.node.fail(err)
		}
		return joinErrors(err, j.emitOut(em, out, ok && err == nil))
	}))
	if j.node.openInputs == 1 { // this is the last input
		j.releaseDone(func(int) int { return 0 })
	}
	j.waitQueue.wakeAll() // also if End has panicked
	j.node.end(em)
}
