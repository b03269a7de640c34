package flow

import "slices"

// lateCombining is a CombineLatest that waits until an element has come to it by all its ways. What comes of an element
// becomes part of the row all at once, when the element has come to rest: of several sources that emit at the same time
// each is joined as a whole.
type lateCombining[R any] struct {
	*combining[R]
	inlets []inlet[R]
	stages []*stage[R] // one for each turn that is on its way: rarely more than one
	spare  *stage[R]
}

// stage is what has come of one element so far.
type stage[R any] struct {
	of   *root // whose turn it is
	row  R
	has  []bool
	held []*Ack
}

func (z *lateCombining[R]) admit(t *turn, side int) (*R, error) {
	if z.over {
		return nil, nil
	}
	s := z.stage(t)
	if s == nil {
		s = z.newStage(t)
		z.stages = append(z.stages, s)
		t.later(z)
	}
	s.has[side] = true
	s.held[side].release(nil)
	s.held[side] = t.hold()
	return &s.row, nil
}

// stage is that of a turn; nil: it has none.
func (z *lateCombining[R]) stage(t *turn) *stage[R] {
	for _, s := range z.stages {
		if s.of == t.root {
			return s
		}
	}
	return nil
}

// newStage uses a stage again if it can.
func (z *lateCombining[R]) newStage(t *turn) *stage[R] {
	s, n := z.spare, len(z.inlets)
	if z.spare = nil; s == nil {
		s = &stage[R]{has: make([]bool, n), held: make([]*Ack, n)}
	}
	s.of = t.root
	return s
}

func (z *lateCombining[R]) match(*turn, int) error { return nil }
func (z *lateCombining[R]) node() *meta            { return &z.c.meta }

// settle gives the latest of all sides. Those of an element that has failed on its way to one do not belong together:
// they are left out of the row.
func (z *lateCombining[R]) settle(t *turn, failed bool) error {
	s := z.stage(t)
	if s == nil {
		return nil
	}
	z.stages = slices.DeleteFunc(z.stages, func(o *stage[R]) bool { return o == s })
	give := false
	for side, has := range s.has {
		switch {
		case !has:
		case failed || z.over:
			s.held[side].release(nil)
		default:
			z.inlets[side].move(&z.row, &s.row)
			z.put(side, s.held[side])
			give = give || z.triggers[side]
		}
		s.has[side], s.held[side] = false, nil
	}
	s.row, s.of, z.spare = *new(R), nil, s
	if !give || z.missing > 0 {
		return nil
	}
	return emitGroup(t, z.c, z.row, z.held)
}

func (z *lateCombining[R]) end(t *turn, side int) {
	z.ended[side] = true
	if z.triggersEnded() {
		t.settleNow(z)
	}
	if len(z.stages) > 0 { // it is not yet known what the sides have
		z.c.end(t)
		return
	}
	z.combining.end(t, side)
}
