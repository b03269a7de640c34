package flow

import "slices"

// settling is a node that does not give on when an element reaches it, but when the element has come to rest: it may
// reach the node by another way too.
type settling interface {
	node() *meta
	several() bool // its inputs are under different guards, so it has one of its own
	// settle gives on, under the node's guard. failed says that the element has failed on one of its ways.
	settle(t *turn, failed bool) error
}

// returning is an element that has come back to a junction from below.
type returning interface {
	enter(t *turn) error
	drop(err error)
}

// later notes that z is to be settled.
func (t *turn) later(z settling) {
	if !slices.Contains(t.joins, z) {
		t.joins, t.more = append(t.joins, z), true
	}
}

// rest brings an element that has passed the graph, with this error or none, to rest: what waits for all its ways gives
// on, and what has come back to a junction passes again, until nothing is left. It runs at the root, which holds no guard
// but its own.
func (t *turn) rest(err error) error {
	err = t.settle(err)
	if t.back.len() == 0 {
		return err
	}
	var errs failures // an element that goes round for ever may fail for ever
	for t.back.len() > 0 {
		e := t.back.pop()
		if cause := t.over(); cause != nil {
			e.drop(cause)
			errs.note(cause)
			continue
		}
		errs.note(t.settle(e.enter(t)))
	}
	return joinErrors(err, errs.join(t.root.node))
}

// over says why the turn should not go on.
func (t *turn) over() error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	select {
	case <-t.root.aborted:
		return ErrAborted
	default:
		return nil
	}
}

// settleNow settles z, if it is to be settled, for its end has come. It runs under z's guard.
func (t *turn) settleNow(z settling) {
	if i := slices.Index(t.joins, z); i >= 0 {
		t.joins = slices.Delete(t.joins, i, i+1)
		t.collect(z.settle(t, false))
	}
}

// settle has the nodes that the element has reached give on, from the top of the graph to the bottom.
func (t *turn) settle(err error) error { return t.settleUnder(nil, err) }

// settleUnder is settle for the nodes that are under g itself: all that reaches them has passed g, so they settle before
// the next element may. nil: for all.
func (t *turn) settleUnder(g *guard, err error) error {
	for {
		first := -1
		for i, z := range t.joins {
			if n := z.node(); (g == nil || n.guard == g && !z.several()) && (first < 0 || n.id < t.joins[first].node().id) {
				first = i
			}
		}
		if first < 0 {
			return err
		}
		z := t.joins[first]
		t.joins = slices.Delete(t.joins, first, first+1)
		err = joinErrors(err, t.settleOne(z, err != nil, z.node().guard == g))
	}
}

func (t *turn) settleOne(z settling, failed, held bool) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = t.panicked(p)
		}
	}()
	if n := z.node(); !held && n.guard != t.root.guard {
		if err := n.guard.lockFor(t); err != nil {
			return n.fail(err)
		}
		defer n.guard.unlockFor()
	}
	return z.settle(t, failed)
}
