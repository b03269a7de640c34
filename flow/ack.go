package flow

import "sync/atomic"

// Ack reports when the graph is finished with an element. It fires once, when every branch of the graph has
// acknowledged the element. A sink acknowledges an element when it has returned, a filter when it drops the element, a
// window when the element has left it, a queue when everything downstream has acknowledged the element. If the element
// failed on a branch, the Ack fires with the first error.
//
// Pass an Ack to EmitAck. It costs two allocations per element. Elements without an Ack cost nothing.
type Ack struct {
	// references counts the emitter's reference, and one for each node that keeps the element after its emission. The
	// nodes in between borrow the emitter's reference.
	references atomic.Int64
	err        atomic.Pointer[error]
	done       func(error) // nil: the Ack has parts
	parts      []*Ack      // the Acks of the elements that this element was made of
}

// NewAck returns an Ack for one element. done is called once, with nil or with the first error. It must not block, and
// it may be called from any goroutine. NewAck panics if done is nil.
func NewAck(done func(err error)) *Ack {
	mustFunc("flow.NewAck", done == nil)
	a := &Ack{done: done}
	a.references.Store(1)
	return a
}

// groupAck returns the Ack of an element that is made of several others. It retains their Acks until it fires, and then
// releases them with its error. It returns nil if none of them has an Ack.
func groupAck(parts []*Ack) *Ack {
	var retained []*Ack
	for _, p := range parts {
		if p != nil {
			p.retain()
			retained = append(retained, p)
		}
	}
	if len(retained) == 0 {
		return nil
	}
	group := &Ack{parts: retained}
	group.references.Store(1)
	return group
}

// retain adds a reference and returns a. It does nothing if a is nil.
func (a *Ack) retain() *Ack {
	if a != nil && a.references.Add(1) <= 1 {
		panic("flow: an Ack was retained after it had fired")
	}
	return a
}

// release drops a reference. err is the error of the element for that holder, or nil. The last release fires the Ack.
// It does nothing if a is nil.
func (a *Ack) release(err error) {
	if a == nil {
		return
	}
	if err != nil {
		first := err // a copy, so that err itself does not escape to the heap: most releases have no error
		a.err.CompareAndSwap(nil, &first)
	}
	switch n := a.references.Add(-1); {
	case n < 0:
		panic("flow: an Ack was released once too often")
	case n == 0:
		a.fire()
	}
}

// fire calls done and releases the parts, with the first error.
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

// retainAck retains the Ack of the emission's element, for a node that keeps the element after the emission.
func (em *emission) retainAck() *Ack { return em.ack.retain() }

// emitGroup emits v, which is made of several held elements with the Acks parts.
func emitGroup[T any](em *emission, c *typedNode[T], v T, parts []*Ack) error {
	g := groupAck(parts)
	if g == nil && em.ack == nil {
		return c.emit(em, v)
	}
	return emitUnder(em, c, v, g)
}

// emitUnder emits v with the Ack ack in place of the emission's, and then releases ack. It turns a panic downstream into
// an error, so that the caller can still release what it holds.
func emitUnder[T any](em *emission, c *typedNode[T], v T, ack *Ack) (err error) {
	outerAck := em.ack
	em.ack = ack
	defer func() {
		if p := recover(); p != nil {
			err = em.panicError(p)
		}
		em.ack = outerAck
		ack.release(err)
	}()
	return c.emit(em, v)
}

// releaseAll releases the Acks of held elements and clears the slice.
func releaseAll(held []*Ack, err error) {
	for i, a := range held {
		held[i] = nil
		a.release(err)
	}
}
