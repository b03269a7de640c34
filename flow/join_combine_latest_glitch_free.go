package flow

import "slices"

// glitchFreeState is the state of a CombineLatest with GlitchFree: a deferred join, which waits until an element has
// reached it on all paths. It collects what derives from the element in a staged row. When the element has passed all
// paths, it copies the whole staged row into the row. So a row never has one part of an element and misses another, even
// if several sources emit at the same time.
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
func (g *glitchFreeState[R]) admit(em *emission, side int) (*R, error) {
	if g.over {
		return nil, nil
	}
	s := g.stagedRowOf(em)
	if s == nil {
		s = g.newStagedRow(em)
		g.staged = append(g.staged, s)
		em.deferJoin(g)
	}
	s.has[side] = true
	s.acks[side].release(nil)
	s.acks[side] = em.retainAck()
	return &s.row, nil
}

// stagedRowOf returns the staged row of an emission, or nil.
func (g *glitchFreeState[R]) stagedRowOf(em *emission) *stagedRow[R] {
	for _, s := range g.staged {
		if s.root == em.root {
			return s
		}
	}
	return nil
}

// newStagedRow makes the staged row of an emission. It uses a spare one if there is one.
func (g *glitchFreeState[R]) newStagedRow(em *emission) *stagedRow[R] {
	s, n := g.spare, len(g.inputs)
	if g.spare = nil; s == nil {
		s = &stagedRow[R]{has: make([]bool, n), acks: make([]*Ack, n)}
	}
	s.root = em.root
	return s
}

// match does nothing: emitDeferred emits.
func (g *glitchFreeState[R]) match(*emission, int) error { return nil }

func (g *glitchFreeState[R]) asNode() *node { return &g.node.node }

// emitDeferred copies the staged row of the emission into the row and emits the row. If the element has failed on one
// of its paths, the staged row is incomplete and is dropped.
func (g *glitchFreeState[R]) emitDeferred(em *emission, failed bool) error {
	s := g.stagedRowOf(em)
	if s == nil {
		return nil
	}
	g.staged = slices.DeleteFunc(g.staged, func(o *stagedRow[R]) bool { return o == s })
	emits := false
	for side, has := range s.has {
		switch {
		case !has:
		case failed || g.over:
			s.acks[side].release(nil)
		default:
			g.inputs[side].copyField(&g.row, &s.row)
			g.put(side, s.acks[side])
			emits = emits || g.triggers[side]
		}
		s.has[side], s.acks[side] = false, nil
	}
	s.row, s.root, g.spare = *new(R), nil, s
	if !emits || g.missing > 0 {
		return nil
	}
	return emitGroup(em, g.node, g.row, g.acks)
}

func (g *glitchFreeState[R]) end(em *emission, side int) {
	g.ended[side] = true
	if g.triggersEnded() {
		em.emitDeferredNow(g)
	}
	if len(g.staged) > 0 { // a staged row may still complete the row
		g.node.end(em)
		return
	}
	g.combineLatestState.end(em, side)
}
