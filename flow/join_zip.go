package flow

import "github.com/streamgage/streamgage/flow/internal/deque"

const defaultBound = 10

// Zip pairs the first elements of both streams, the second ones, and so on.
//
//	a:   --1-----2--3--|
//	b:   -----a--b--------c--|
//	out: -----1a-2b-------3c--|
//
// It keeps up to Bound elements, 10 unless set, of the stream that is ahead; then the emitter of that stream waits for
// the other. Where both come from the same source waiting could never end, so the element fails with ErrFull. What has
// no partner when its stream's partner has ended is dropped. Zip ends when both have.
//
// An element is done with when its pair is. To add a constant, use Map.
func Zip[A, B any](a Stream[A], b Stream[B], opts ...NodeOption) Stream[Pair[A, B]] {
	return zip(configure("flow.Zip", opts, "Bound"), pairOf(a, b))
}

// Zip3 is Zip of three streams.
//
//	a:   --1-----2------|
//	b:   ----a-----b----|
//	c:   ------x-----y--|
//	out: ------1ax---2by|
func Zip3[A, B, C any](a Stream[A], b Stream[B], c Stream[C], opts ...NodeOption) Stream[Triple[A, B, C]] {
	return zip(configure("flow.Zip3", opts, "Bound"), tripleOf(a, b, c))
}

// Zip4 is Zip of four streams.
//
//	a:   --1----------|
//	b:   ----a--------|
//	c:   ------x------|
//	d:   --------7----|
//	out: --------1ax7-|
func Zip4[A, B, C, D any](a Stream[A], b Stream[B], c Stream[C], d Stream[D], opts ...NodeOption) Stream[Quad[A, B, C, D]] {
	return zip(configure("flow.Zip4", opts, "Bound"), quadOf(a, b, c, d))
}

// ZipN is Zip of any number of streams of one type: each slice has one element of each, in the order of the streams. Each
// is a new one, the receiver's to keep. It panics without streams.
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

func zip[R any](cfg nodeConfig, inlets []joinInput[R]) *typedNode[R] {
	return joinNode("zip", cfg, inlets, func(c *typedNode[R], q *waitQueue) joinState[R] {
		n := len(inlets)
		return &zipState[R]{c: c, waitQueue: q, bound: cfg.bound, held: make([]deque.Deque[*Ack], n), ended: make([]bool, n), row: make([]*Ack, n)}
	})
}

// zipping is the state of a Zip: rows that are not complete yet.
type zipState[R any] struct {
	c         *typedNode[R]
	waitQueue *waitQueue
	bound     int
	rows      deque.Deque[R]
	held      []deque.Deque[*Ack] // of the elements in rows, by side
	ended     []bool
	row       []*Ack // of the row that is given
}

// missing tells whether nothing of a side waits.
func (z *zipState[R]) missing(side int) bool { return z.held[side].Len() == 0 }

// hopeless tells whether no row will ever be complete.
func (z *zipState[R]) exhausted() bool {
	for i, ended := range z.ended {
		if ended && z.missing(i) {
			return true
		}
	}
	return false
}

func (z *zipState[R]) admit(em *emission, side int) (*R, error) {
	for !z.exhausted() {
		at := z.held[side].Len()
		if at < z.bound || em.ending {
			z.held[side].Push(em.retainAck())
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

func (z *zipState[R]) match(em *emission, _ int) error {
	for i := range z.held {
		if z.missing(i) {
			return nil
		}
	}
	for i := range z.held {
		z.row[i] = z.held[i].Pop()
	}
	r := z.rows.Pop()
	z.drop()
	z.waitQueue.wakeAll()
	err := emitGroup(em, z.c, r, z.row)
	releaseAll(z.row, nil)
	return err
}

// drop lets go of what will find no partner.
func (z *zipState[R]) drop() {
	if !z.exhausted() {
		return
	}
	for z.rows.Len() > 0 {
		z.rows.Pop()
	}
	for i := range z.held {
		for !z.missing(i) {
			z.held[i].Pop().release(nil)
		}
	}
}

func (z *zipState[R]) end(em *emission, side int) {
	z.ended[side] = true
	z.drop()
	z.waitQueue.wakeAll()
	z.c.end(em)
}
