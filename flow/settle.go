package flow

import "slices"

// settling is a node that does not give on when an element reaches it, but when the element has come to rest: it may
// reach the node by another way too.
type settling interface {
	node() *meta
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

// forget takes the i-th join out.
func (t *turn) forget(i int) {
	last := len(t.joins) - 1
	t.joins[i], t.joins[last] = t.joins[last], nil
	t.joins = t.joins[:last]
}

// rest brings an element that has passed the graph, with this error or none, to rest: what waits for all its ways gives
// on, and what has come back to a junction passes again, until nothing is left. It runs at the root, which holds no guard
// but its own.
func (t *turn) rest(err error) error {
	err = t.settle(nil, err)
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
		errs.note(t.settle(nil, e.enter(t)))
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
		t.forget(i)
		t.collect(z.settle(t, false))
	}
}

// settle has the nodes that the element has reached give on, from the top of the graph to the bottom: those whose ways
// part at top; nil: all.
func (t *turn) settle(top *meta, err error) error {
	for {
		first := -1
		for i, z := range t.joins {
			if n := z.node(); (top == nil || n.parting == top) && (first < 0 || n.id < t.joins[first].node().id) {
				first = i
			}
		}
		if first < 0 {
			return err
		}
		z := t.joins[first]
		t.forget(first)
		err = joinErrors(err, t.settleOne(z, err != nil, top != nil))
	}
}

func (t *turn) settleOne(z settling, failed, held bool) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = t.panicked(p)
		}
	}()
	if n := z.node(); !held && n.guard != t.root.guard {
		if err := n.enter(t); err != nil {
			return err
		}
		defer n.guard.unlock()
	}
	return z.settle(t, failed)
}

// partAt says that the ways of an element to n part at top: n settles when what top has given has come to rest. Needs
// structure.
func (n *meta) partAt(top *meta) {
	n.parting, top.settles = top, true
	top.recompose()
}

// parting finds the lowest node that all ways to the inputs of a join pass, where these are under one guard: there is one,
// for the node that the guard is of is one. Needs structure.
func parting(inputs []*meta) *meta {
	all := reach(inputs, func(n *meta) []*meta { return n.upsUnder(inputs[0].guard) })
	for _, candidate := range slices.Backward(all) {
		reached := reach(inputs, func(n *meta) []*meta {
			if n == candidate {
				return nil
			}
			return n.upsUnder(inputs[0].guard)
		})
		passed := func(n *meta) bool { return n == candidate || len(n.upsUnder(inputs[0].guard)) > 0 }
		if slices.Contains(reached, candidate) && !slices.ContainsFunc(reached, func(n *meta) bool { return !passed(n) }) {
			return candidate
		}
	}
	return all[0]
}

// upsUnder lists the inputs that are under g; ways back to a junction are none.
func (n *meta) upsUnder(g *guard) (ups []*meta) {
	for _, u := range n.ups {
		if u.guard == g && u.id < n.id {
			ups = append(ups, u)
		}
	}
	return ups
}
