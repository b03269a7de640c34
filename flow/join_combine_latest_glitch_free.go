package flow

import "slices"

// glitchFreeState is a CombineLatest that waits until an element has reached it on all paths: a deferred join. It
// collects what derives from the element in a staged row, and copies that into the row at once when the element has
// passed all paths. If several sources emit at the same time, their elements are therefore combined as a whole.
type glitchFreeState[R any] struct {
	*combineLatestState[R]
	inputs []joinInput[R]
	staged []*stagedRow[R] // one for each emission in progress: rarely more than one
	spare  *stagedRow[R]   // to use again; nil: none
}

// stagedRow holds what has derived from one element so far.
type stagedRow[R any] struct {
	root *root // the root of the emission
	row  R
	has  []bool // by side: row has an element of it
	acks []*Ack // of the elements in row
}

// admit makes the incoming element the latest of its side in the staged row of the emission.
func (z *glitchFreeState[R]) admit(em *emission, side int) (*R, error) {
	if z.over {
		return nil, nil
	}
	s := z.stagedRowOf(em)
	if s == nil {
		s = z.newStagedRow(em)
		z.staged = append(z.staged, s)
		em.deferJoin(z)
	}
	s.has[side] = true
	s.acks[side].release(nil)
	s.acks[side] = em.retainAck()
	return &s.row, nil
}

// stagedRowOf returns the staged row of an emission, or nil.
func (z *glitchFreeState[R]) stagedRowOf(em *emission) *stagedRow[R] {
	for _, s := range z.staged {
		if s.root == em.root {
			return s
		}
	}
	return nil
}

// newStagedRow makes the staged row of an emission. It uses a spare one if there is one.
func (z *glitchFreeState[R]) newStagedRow(em *emission) *stagedRow[R] {
	s, n := z.spare, len(z.inputs)
	if z.spare = nil; s == nil {
		s = &stagedRow[R]{has: make([]bool, n), acks: make([]*Ack, n)}
	}
	s.root = em.root
	return s
}

// match does nothing: emitDeferred emits.
func (z *glitchFreeState[R]) match(*emission, int) error { return nil }

func (z *glitchFreeState[R]) asNode() *node { return &z.node.node }

// emitDeferred copies the staged row of the emission into the row and emits the row. If the element has failed on one
// of its paths, what derived from it does not belong together, and is left out.
func (z *glitchFreeState[R]) emitDeferred(em *emission, failed bool) error {
	s := z.stagedRowOf(em)
	if s == nil {
		return nil
	}
	z.staged = slices.DeleteFunc(z.staged, func(o *stagedRow[R]) bool { return o == s })
	emits := false
	for side, has := range s.has {
		switch {
		case !has:
		case failed || z.over:
			s.acks[side].release(nil)
		default:
			z.inputs[side].copyField(&z.row, &s.row)
			z.put(side, s.acks[side])
			emits = emits || z.triggers[side]
		}
		s.has[side], s.acks[side] = false, nil
	}
	s.row, s.root, z.spare = *new(R), nil, s
	if !emits || z.missing > 0 {
		return nil
	}
	return emitGroup(em, z.node, z.row, z.acks)
}

func (z *glitchFreeState[R]) end(em *emission, side int) {
	z.ended[side] = true
	if z.triggersEnded() {
		em.emitDeferredNow(z)
	}
	if len(z.staged) > 0 { // a staged row may still complete the row
		z.node.end(em)
		return
	}
	z.combineLatestState.end(em, side)
}
