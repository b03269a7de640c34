package flow

import "github.com/streamgage/streamgage/flow/internal/deque"

const defaultBound = 10 // elements that a join keeps of one input

// Zip pairs the first elements of both streams, then the second elements, and so on.
//
//	a:   --1-----2--3--|
//	b:   -----a--b--------c--|
//	out: -----1a-2b-------3c--|
//
// It keeps up to Bound elements (default 10) of the stream that is ahead. Then the emitter of that stream waits for the
// other stream. If both streams come from the same source, that wait could never end, so the element fails with
// ErrFull. When one stream has ended and none of its elements is left, the elements of the other stream have no
// partner: they are dropped and acknowledged. Zip ends when both streams have ended.
//
// An element is acknowledged when its pair is. To add a constant, use Map.
func Zip[A, B any](a Stream[A], b Stream[B], opts ...NodeOption) Stream[Pair[A, B]] {
	return zip(configure("flow.Zip", opts, "Bound"), pairOf(a, b))
}

// Zip3 is Zip for three streams.
//
//	a:   --1-----2------|
//	b:   ----a-----b----|
//	c:   ------x-----y--|
//	out: ------1ax---2by|
func Zip3[A, B, C any](a Stream[A], b Stream[B], c Stream[C], opts ...NodeOption) Stream[Triple[A, B, C]] {
	return zip(configure("flow.Zip3", opts, "Bound"), tripleOf(a, b, c))
}

// Zip4 is Zip for four streams.
//
//	a:   --1----------|
//	b:   ----a--------|
//	c:   ------x------|
//	d:   --------7----|
//	out: --------1ax7-|
func Zip4[A, B, C, D any](a Stream[A], b Stream[B], c Stream[C], d Stream[D], opts ...NodeOption) Stream[Quad[A, B, C, D]] {
	return zip(configure("flow.Zip4", opts, "Bound"), quadOf(a, b, c, d))
}

// ZipN is Zip for any number of streams of one type. Each slice has one element of each stream, in the order of the
// streams. It is new and belongs to the receiver. ZipN panics without streams.
//
//	a:   --1-----2-------|
//	b:   ----3------4----|
//	out: ----[1 3]--[2 4]|
func ZipN[A any](streams []Stream[A], opts ...NodeOption) Stream[[]A] {
	if len(streams) == 0 {
		panic("flow.ZipN: needs at least one stream")
	}
	return zip(configure("flow.ZipN", opts, "Bound"), sliceInputs(streams))
}

// zip builds the node of the Zip operators.
func zip[R any](cfg nodeConfig, inputs []joinInput[R]) *typedNode[R] {
	return joinNode("zip", cfg, inputs, func(c *typedNode[R], q *waitQueue) joinState[R] {
		n := len(inputs)
		return &zipState[R]{
			node: c, waitQueue: q, bound: cfg.bound,
			acks: make([]deque.Deque[*Ack], n), ended: make([]bool, n), parts: make([]*Ack, n),
		}
	})
}

// zipState is the state of a Zip: the rows that are not complete.
type zipState[R any] struct {
	node      *typedNode[R]
	waitQueue *waitQueue
	bound     int
	rows      deque.Deque[R]      // incomplete, oldest first
	acks      []deque.Deque[*Ack] // by side: of its elements in rows, nil for one without an Ack
	ended     []bool              // by side
	parts     []*Ack              // a buffer of match: the Acks of the row that is emitted
}

// missing reports whether a side has no element in rows.
func (z *zipState[R]) missing(side int) bool { return z.acks[side].Len() == 0 }

// exhausted reports whether no further row can become complete.
func (z *zipState[R]) exhausted() bool {
	for i, ended := range z.ended {
		if ended && z.missing(i) {
			return true
		}
	}
	return false
}

// admit returns the row for an element. If the side is bound elements ahead, it waits for the other sides first.
func (z *zipState[R]) admit(em *emission, side int) (*R, error) {
	for !z.exhausted() {
		at := z.acks[side].Len()
		if at < z.bound || em.ending {
			z.acks[side].Push(em.retainAck())
			if at == z.rows.Len() {
				z.rows.Push(*new(R))
			}
			return z.rows.At(at), nil
		}
		if err := z.waitQueue.wait(em, side, z.missing); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// match emits the first row if it is complete.
func (z *zipState[R]) match(em *emission, _ int) error {
	for i := range z.acks {
		if z.missing(i) {
			return nil
		}
	}
	for i := range z.acks {
		z.parts[i] = z.acks[i].Pop()
	}
	r := z.rows.Pop()
	z.drop()
	z.waitQueue.wakeAll()
	err := emitGroup(em, z.node, r, z.parts)
	releaseAll(z.parts, nil)
	return err
}

// drop drops and acknowledges all elements in rows, if no row can become complete.
func (z *zipState[R]) drop() {
	if !z.exhausted() {
		return
	}
	for z.rows.Len() > 0 {
		z.rows.Pop()
	}
	for i := range z.acks {
		for !z.missing(i) {
			z.acks[i].Pop().release(nil)
		}
	}
}

func (z *zipState[R]) end(em *emission, side int) {
	z.ended[side] = true
	z.drop()
	z.waitQueue.wakeAll()
	z.node.end(em)
}
