package flow

import (
	"slices"
	"sync/atomic"
)

// lobby is where the emitters of a join wait for room.
type lobby struct {
	node   *meta
	own    bool // the join has a guard of its own
	ups    []*meta
	parked []*visit
}

// visit is a turn that waits in a lobby.
type visit struct {
	w    *waiter
	over atomic.Bool // something has changed, whether or not the turn has noticed
}

// missed is an element that a visit waits for, and only one source can send.
type missed struct {
	by     *visit
	source *root // nil: there are several
}

func (m missed) holder() *root {
	if m.by.over.Load() {
		return nil
	}
	return m.source
}

// wait waits, without the join's guard, until something has changed. missing tells which sides are waited for: where one
// of them could never come, because it has the waiting side's guard, or its source waits for this turn, it fails with
// ErrFull.
func (l *lobby) wait(t *turn, side int, missing func(side int) bool) error {
	v := &visit{w: l.node.clock.newWaiter()}
	var from []missed
	for i, up := range l.ups {
		if i == side || !missing(i) {
			continue
		}
		if up.guard == l.ups[side].guard {
			return l.node.fail(ErrFull)
		}
		from = append(from, missed{v, onlySource(up)})
	}
	l.parked = append(l.parked, v)
	l.node.guard.unlock()
	err := l.stay(t, v, from)
	l.node.guard.lockAnywayAs(t.root.mark)
	l.parked = slices.DeleteFunc(l.parked, func(o *visit) bool { return o == v })
	if err != nil {
		return l.node.fail(err)
	}
	return nil
}

// stay parks until the visit is over. It runs without the guard: a source that waits for that alone is not stuck.
func (l *lobby) stay(t *turn, v *visit, from []missed) error {
	mine := emissions(t.ctx, t.root)
	defer tell(mine, nil)
	for _, m := range from {
		a := awaited(m)
		tell(mine, &a)
		if endless(m, mine) {
			return ErrFull
		}
	}
	return l.node.clock.park(v.w, t.wait())
}

// onlySource is the source that all that can reach n comes from; nil: there are several.
func onlySource(n *meta) (only *root) {
	structure.Lock()
	defer structure.Unlock()
	for _, up := range above(n) {
		switch {
		case up.src == nil:
		case only != nil:
			return nil
		default:
			only = up.src
		}
	}
	return only
}

func (l *lobby) wakeAll() {
	if len(l.parked) > 0 {
		l.wakeParked()
	}
}

func (l *lobby) wakeParked() {
	for _, v := range l.parked {
		v.over.Store(true)
		l.node.clock.wake(v.w)
	}
	clear(l.parked)
	l.parked = l.parked[:0]
}
