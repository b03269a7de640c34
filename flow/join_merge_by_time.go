package flow

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// MergeByTime merges streams that are sorted by time into one stream that is sorted by time. at returns the time of an
// element.
//
//	a:   --1--4--------7--|
//	b:   --------2--5--------|
//	out: --------12-4-----57-|
//
// An element is emitted when every other stream has emitted one that is not older, or has ended. Of elements with the
// same time, the one whose stream comes first in streams is emitted first. MergeByTime keeps up to Bound elements of
// each stream (default 10). Then the emitter of that stream waits for the streams that have no waiting element. If one
// of them comes from the same source, that wait could never end, so the element fails with ErrFull. An element that is
// older than the one before it in its own stream fails with ErrUnsorted.
//
// An element is acknowledged when it has been emitted and acknowledged downstream. At the end of a stream the others no
// longer wait for it. An element costs O(streams). MergeByTime panics if at is nil, and without streams.
func MergeByTime[A any](at func(A) time.Time, streams []Stream[A], opts ...NodeOption) Stream[A] {
	mustFunc("flow.MergeByTime", at == nil)
	if len(streams) == 0 {
		panic("flow.MergeByTime: needs at least one stream")
	}
	cfg := configure("flow.MergeByTime", opts, "Bound")
	inputs := make([]joinInput[A], len(streams))
	for i, s := range streams {
		inputs[i] = fieldInput(s, func(r *A) *A { return r })
	}
	return joinNode("merge by time", cfg, inputs, func(c *typedNode[A], q *waitQueue) joinState[A] {
		return &mergeState[A]{node: c, waitQueue: q, at: at, bound: cfg.bound, sides: make([]mergeSide[A], len(streams))}
	})
}

// datedElement is an element that waits in a merge, with its time and its Ack.
type datedElement[A any] struct {
	v   A
	at  time.Time
	ack *Ack
}

// mergeSide is the state of one input of a merge.
type mergeSide[A any] struct {
	waiting deque.Deque[datedElement[A]]
	last    time.Time // the time of the newest element taken
	ended   bool
}

// mergeState is the state of a MergeByTime.
type mergeState[A any] struct {
	node      *typedNode[A]
	waitQueue *waitQueue
	at        func(A) time.Time
	bound     int
	sides     []mergeSide[A]
	incoming  A // the element between admit and match
}

// missing reports whether the other sides wait for an element of a side.
func (m *mergeState[A]) missing(side int) bool {
	s := &m.sides[side]
	return s.waiting.Len() == 0 && !s.ended
}

// admit makes room for an element, and waits for it if the side holds bound elements.
func (m *mergeState[A]) admit(em *emission, side int) (*A, error) {
	for m.sides[side].waiting.Len() >= m.bound && !em.ending {
		if err := m.waitQueue.wait(em, side, m.missing); err != nil {
			return nil, err
		}
	}
	return &m.incoming, nil
}

// match checks the order of the incoming element, stores it and emits what is ready.
func (m *mergeState[A]) match(em *emission, side int) error {
	em.node = &m.node.node
	s, v := &m.sides[side], m.incoming
	m.incoming = *new(A)
	at := m.at(v)
	if at.Before(s.last) {
		return m.node.fail(fmt.Errorf("%w: %v after %v", ErrUnsorted, at, s.last))
	}
	s.last = at
	e := s.waiting.Extend() // set field by field, because copying a datedElement takes longer than the rest of match
	e.v, e.at, e.ack = v, at, em.retainAck()
	return m.emitReady(em)
}

// emitReady emits, in order, the elements that no older element can follow.
func (m *mergeState[A]) emitReady(em *emission) (err error) {
	for {
		first := m.first()
		if first == nil {
			return err
		}
		e := first.waiting.At(0)
		v, ack := e.v, e.ack
		first.waiting.Drop()
		m.waitQueue.wakeAll()
		err = joinErrors(err, emitUnder(em, m.node, v, ack))
	}
}

// first returns the side with the oldest waiting element. It returns nil if no element waits, or if a side without a
// waiting element could still emit an older one.
func (m *mergeState[A]) first() (first *mergeSide[A]) {
	var oldest *datedElement[A]
	for i := range m.sides {
		s := &m.sides[i]
		if s.waiting.Len() == 0 {
			if !s.ended {
				return nil
			}
			continue
		}
		if e := s.waiting.At(0); oldest == nil || e.at.Before(oldest.at) {
			first, oldest = s, e
		}
	}
	return first
}

func (m *mergeState[A]) end(em *emission, side int) {
	m.sides[side].ended = true
	em.addError(m.emitReady(em))
	m.waitQueue.wakeAll()
	m.node.end(em)
}
