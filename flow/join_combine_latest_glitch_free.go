package flow

import "slices"

// glitchFreeState is a CombineLatest that waits until an element has come to it by all its ways. What comes of an element
// becomes part of the row all at once, when the element has come to rest: of several sources that emit at the same time
// each is joined as a whole.
type glitchFreeState[R any] struct {
	*combineLatestState[R]
	inputs []joinInput[R]
	staged []*stagedRow[R] // one for each turn that is on its way: rarely more than one
	spare  *stagedRow[R]
}

// stage is what has come of one element so far.
type stagedRow[R any] struct {
	of   *root // whose turn it is
	row  R
	has  []bool
	held []*Ack
}

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
	s.held[side].release(nil)
	s.held[side] = em.retainAck()
	return &s.row, nil
}

// stage is that of a turn; nil: it has none.
func (z *glitchFreeState[R]) stagedRowOf(em *emission) *stagedRow[R] {
	for _, s := range z.staged {
		if s.of == em.root {
			return s
		}
	}
	return nil
}

// newStagedRow uses a stage again if it can.
func (z *glitchFreeState[R]) newStagedRow(em *emission) *stagedRow[R] {
	s, n := z.spare, len(z.inputs)
	if z.spare = nil; s == nil {
		s = &stagedRow[R]{has: make([]bool, n), held: make([]*Ack, n)}
	}
	s.of = em.root
	return s
}

func (z *glitchFreeState[R]) match(*emission, int) error { return nil }
func (z *glitchFreeState[R]) asNode() *node              { return &z.c.node }

// settle gives the latest of all sides. Those of an element that has failed on its way to one do not belong together:
// they are left out of the row.
func (z *glitchFreeState[R]) emitDeferred(em *emission, failed bool) error {
	s := z.stagedRowOf(em)
	if s == nil {
		return nil
	}
	z.staged = slices.DeleteFunc(z.staged, func(o *stagedRow[R]) bool { return o == s })
	give := false
	for side, has := range s.has {
		switch {
		case !has:
		case failed || z.over:
			s.held[side].release(nil)
		default:
			z.inputs[side].copyField(&z.row, &s.row)
			z.put(side, s.held[side])
			give = give || z.triggers[side]
		}
		s.has[side], s.held[side] = false, nil
	}
	s.row, s.of, z.spare = *new(R), nil, s
	if !give || z.missing > 0 {
		return nil
	}
	return emitGroup(em, z.c, z.row, z.held)
}

func (z *glitchFreeState[R]) end(em *emission, side int) {
	z.ended[side] = true
	if z.triggersEnded() {
		em.emitDeferredNow(z)
	}
	if len(z.staged) > 0 { // it is not yet known what the sides have
		z.c.end(em)
		return
	}
	z.combineLatestState.end(em, side)
}
