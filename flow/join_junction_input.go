package flow

// junctionInput is an input of a junction.
type junctionInput[A any] struct {
	from     *node
	to       *Junction[A]
	edge     *edge
	feedback bool // from is downstream of the junction: the junction does not wait for its end
	ended    bool // under graphMu

	// A cache of rootIsBelow for the last root, valid while shapeChanges is shapeVersion. Under from's lock.
	root         *root
	rootBelow    bool
	shapeVersion uint64
}

// step handles an element of the input.
func (in *junctionInput[A]) step(em *emission, v A) error {
	switch {
	case !in.feedback:
		return in.to.take(em, v)
	case !in.rootIsBelow(em.root):
		em.feedback.Push(&feedbackElement[A]{in.to, v, em.retainAck()})
		em.hasPending = true
		return nil
	case in.to.inbox == nil: // an asynchronous node was added to the cycle after Connect
		return in.to.fail(ErrCycle)
	}
	if err := in.to.inbox.put(em, v); err != nil {
		return in.to.fail(err)
	}
	return nil
}

// rootIsBelow reports whether r is downstream of the junction, so that the element comes back through an asynchronous
// node. The emission of r must then not wait for the junction's lock, because the emission that holds that lock may wait
// for the emission of r.
func (in *junctionInput[A]) rootIsBelow(r *root) bool {
	if version := shapeChanges.Load(); in.root != r || in.shapeVersion != version {
		graphMu.Lock()
		defer graphMu.Unlock()
		in.root, in.shapeVersion, in.rootBelow = r, version, false
		for _, n := range descendants(&in.to.node) {
			in.rootBelow = in.rootBelow || n == r.node
		}
	}
	return in.rootBelow
}

// feedbackElement is an element that has come back to a junction. It waits until the element that it derives from has
// passed the graph.
type feedbackElement[A any] struct {
	to  *Junction[A]
	v   A
	ack *Ack
}

// enter passes the element to the junction, with its own Ack.
func (f *feedbackElement[A]) enter(em *emission) (err error) {
	outerAck := em.ack
	em.ack = f.ack
	defer func() {
		if p := recover(); p != nil {
			err = em.panicError(p)
		}
		em.ack = outerAck
		f.ack.release(err)
	}()
	return f.to.take(em, f.v)
}

// drop fails the element with err.
func (f *feedbackElement[A]) drop(err error) { f.ack.release(err) }
