package flow

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/flow/internal/deque"
)

// MergeByTime merges streams whose elements come in order of time into one that is in order of time. at says what an
// element's time is.
//
//	a:   --1--4--------7--|
//	b:   --------2--5--------|
//	out: --------12-4-----57-|
//
// An element comes out when each other stream has given a later one or has ended; of the same time the earlier stream's
// goes first. It keeps up to Bound elements of each stream, 10 unless set; then the emitter of that stream waits for the
// others, or, where one that is missing comes from the same source and waiting could never end, the element fails with
// ErrFull. An element that is older than the one before it in its own stream fails with ErrUnsorted.
//
// An element is done with when it has come out. It costs O(streams) an element. It panics without streams.
func MergeByTime[A any](at func(A) time.Time, streams []Stream[A], opts ...NodeOption) Stream[A] {
	mustFunc("flow.MergeByTime", at == nil)
	if len(streams) == 0 {
		panic("flow.MergeByTime: needs at least one stream")
	}
	cfg := configure("flow.MergeByTime", opts, "Bound")
	inlets := make([]joinInput[A], len(streams))
	for i, s := range streams {
		inlets[i] = fieldInput(s, func(r *A) *A { return r })
	}
	return joinNode("merge by time", cfg, inlets, func(c *typedNode[A], q *waitQueue) joinState[A] {
		return &mergeState[A]{c: c, waitQueue: q, at: at, bound: cfg.bound, sides: make([]mergeSide[A], len(streams))}
	})
}

// dated is an element that waits in a merge.
type datedElement[A any] struct {
	v   A
	at  time.Time
	ack *Ack
}

type mergeSide[A any] struct {
	waiting deque.Deque[datedElement[A]]
	last    time.Time // of the newest element taken
	ended   bool
}

// merging is the state of a MergeByTime.
type mergeState[A any] struct {
	c         *typedNode[A]
	waitQueue *waitQueue
	at        func(A) time.Time
	bound     int
	sides     []mergeSide[A]
	incoming  A // an element that has just come
}

// missing tells whether the others wait for a side.
func (z *mergeState[A]) missing(side int) bool {
	s := &z.sides[side]
	return s.waiting.Len() == 0 && !s.ended
}

func (z *mergeState[A]) admit(em *emission, side int) (*A, error) {
	for z.sides[side].waiting.Len() >= z.bound && !em.ending {
		if err := z.waitQueue.wait(em, side, z.missing); err != nil {
			return nil, err
		}
	}
	return &z.incoming, nil
}

func (z *mergeState[A]) match(em *emission, side int) error {
	em.node = &z.c.node
	s, v := &z.sides[side], z.incoming
	z.incoming = *new(A)
	at := z.at(v)
	if at.Before(s.last) {
		return z.c.fail(fmt.Errorf("%w: %v after %v", ErrUnsorted, at, s.last))
	}
	s.last = at
	e := s.waiting.Extend() // field by field: a copy of the whole takes longer than the rest
	e.v, e.at, e.ack = v, at, em.retainAck()
	return z.emitReady(em)
}

// give gives what nothing older can come before any more.
func (z *mergeState[A]) emitReady(em *emission) (err error) {
	for {
		first := z.first()
		if first == nil {
			return err
		}
		e := first.waiting.At(0)
		v, ack := e.v, e.ack
		first.waiting.Drop()
		z.waitQueue.wakeAll()
		err = joinTwo(err, emitUnder(em, z.c, v, ack))
	}
}

// first finds the side whose element is the oldest of those that wait; nil: none waits, or one is missing that may be
// older.
func (z *mergeState[A]) first() (first *mergeSide[A]) {
	var oldest *datedElement[A]
	for i := range z.sides {
		s := &z.sides[i]
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

func (z *mergeState[A]) end(em *emission, side int) {
	z.sides[side].ended = true
	em.addError(z.emitReady(em))
	z.waitQueue.wakeAll()
	z.c.end(em)
}
