package flow

// way is an input of a junction.
type junctionInput[A any] struct {
	from     *node
	to       *Junction[A]
	edge     *edge
	feedback bool // from lies below the junction; it does not count for the end of the stream
	ended    bool // under graphMu

	// Whether elements of a root come back through an asynchronous node, as found out last; under from's guard.
	root      *root
	rootBelow bool
	shape     uint64
}

// step is what the way does with an element.
func (in *junctionInput[A]) step(em *emission, v A) error {
	switch {
	case !in.feedback:
		return in.to.take(em, v)
	case !in.rootIsBelow(em.root):
		em.feedback.Push(&feedbackElement[A]{in.to, v, em.retainAck()})
		em.hasPending = true
		return nil
	case in.to.inbox == nil: // built on since it was connected
		return in.to.fail(ErrCycle)
	}
	if err := in.to.inbox.put(em, v); err != nil {
		return in.to.fail(err)
	}
	return nil
}

// rootIsBelow tells whether r lies below the junction: its turn must not wait for the junction then, where somebody may be
// waiting for that turn.
func (in *junctionInput[A]) rootIsBelow(r *root) bool {
	if now := shapeChanges.Load(); in.root != r || in.shape != now {
		graphMu.Lock()
		defer graphMu.Unlock()
		in.root, in.shape, in.rootBelow = r, now, false
		for _, n := range descendants(&in.to.node) {
			in.rootBelow = in.rootBelow || n == r.node
		}
	}
	return in.rootBelow
}

// comeback is an element that has come back to a junction, and waits for the one that it comes of to pass.
type feedbackElement[A any] struct {
	to  *Junction[A]
	v   A
	ack *Ack
}

func (b *feedbackElement[A]) enter(em *emission) (err error) {
	own := em.ack
	em.ack = b.ack
	defer func() {
		if p := recover(); p != nil {
			err = em.panicError(p)
		}
		em.ack = own
		b.ack.release(err)
	}()
	return b.to.take(em, b.v)
}

func (b *feedbackElement[A]) drop(err error) { b.ack.release(err) }
