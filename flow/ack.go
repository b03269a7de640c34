package flow

import "sync/atomic"

// Ack follows an element through the graph: it fires once, when every branch has finished with the element, and not
// before. A sink has finished when it has returned, a filter when it has dropped, a window when it has let go, a queue
// when what is below it has finished. An element that failed anywhere is nacked.
//
// Give one to EmitAck. It costs two allocations an element; elements without an Ack cost nothing.
type Ack struct {
	// n counts the references: the emitter's, and one for each node that keeps the element beyond its turn. What lies
	// between borrows the emitter's.
	references atomic.Int64
	err        atomic.Pointer[error]
	done       func(error)
	parts      []*Ack // of a group: the elements that one element was made of
}

// NewAck makes an Ack for one element. done is called once, with nil or with the first error; it must not block, and may
// be called from any goroutine. It panics if done is nil.
func NewAck(done func(err error)) *Ack {
	mustFunc("flow.NewAck", done == nil)
	a := &Ack{done: done}
	a.references.Store(1)
	return a
}

// group makes the Ack of an element that is made of others. It keeps its parts until it fires, and gives them its error.
// It is nil if none of them has an Ack.
func groupAck(parts []*Ack) *Ack {
	var all []*Ack
	for _, p := range parts {
		if p != nil {
			p.retain()
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return nil
	}
	g := &Ack{parts: all}
	g.references.Store(1)
	return g
}

// retain adds a reference. A nil Ack has none to count.
func (a *Ack) retain() *Ack {
	if a != nil && a.references.Add(1) <= 1 {
		panic("flow: an Ack was retained after it had fired")
	}
	return a
}

// release takes a reference back, with an error if the holder's element failed.
func (a *Ack) release(err error) {
	if a == nil {
		return
	}
	if err != nil {
		first := err // err itself must stay off the heap: most releases have none
		a.err.CompareAndSwap(nil, &first)
	}
	switch n := a.references.Add(-1); {
	case n < 0:
		panic("flow: an Ack was released once too often")
	case n == 0:
		a.fire()
	}
}

func (a *Ack) fire() {
	var err error
	if e := a.err.Load(); e != nil {
		err = *e
	}
	if a.done != nil {
		a.done(err)
	}
	for _, p := range a.parts {
		p.release(err)
	}
}

// hold keeps the turn's Ack beyond the turn, for a node that keeps the element.
func (em *emission) retainAck() *Ack { return em.ack.retain() }

// emitGroup gives on an element that is made of several held ones.
func emitGroup[T any](em *emission, c *typedNode[T], v T, parts []*Ack) error {
	g := groupAck(parts)
	if g == nil && em.ack == nil {
		return c.emit(em, v)
	}
	return emitUnder(em, c, v, g)
}

// emitUnder gives on an element with an Ack of its own, and releases that. A panic below becomes an error here already,
// so that the caller still lets go of what it holds.
func emitUnder[T any](em *emission, c *typedNode[T], v T, ack *Ack) (err error) {
	own := em.ack
	em.ack = ack
	defer func() {
		if p := recover(); p != nil {
			err = em.panicError(p)
		}
		em.ack = own
		ack.release(err)
	}()
	return c.emit(em, v)
}

// releaseAll lets held elements go.
func releaseAll(held []*Ack, err error) {
	for i, a := range held {
		held[i] = nil
		a.release(err)
	}
}
